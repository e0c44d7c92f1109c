import Report
import Signing
import Testing

/// A complete report, changed in every way that is cheap: nothing is accepted, nothing crashes.
struct TamperTests {
  private static let original = ReportFixture.complete

  /// What a change may be called.
  private struct Finding: Sendable, CustomStringConvertible {
    let description: String
  }

  /// Judges variants of the report on two tasks; gives back those that got another code.
  private func judge(
    count: Int,
    _ variant: @escaping @Sendable (Int, [UInt8]) -> (bytes: [UInt8], allowed: Set<ExitCode>)?
  ) async throws -> [Finding] {
    let original = try Self.original.get()
    let policy = try ReportFixture.policy()
    return await withTaskGroup(of: [Finding].self) { group in
      for half in 0...1 {
        group.addTask {
          var findings: [Finding] = []
          for index in stride(from: half, to: count, by: 2) {
            guard let (bytes, allowed) = variant(index, original) else { continue }
            let verdict = ReportFixture.verdict(bytes, policy)
            if !allowed.contains(verdict.code) || verdict.code == .success {
              findings.append(
                Finding(description: "\(index): \(verdict.code) \(verdict.faults.prefix(1))"))
            }
          }
          return findings
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  @Test func theReportItselfIsComplete() throws {
    let bytes = try Self.original.get()
    let verdict = ReportFixture.verdict(bytes, try ReportFixture.policy())
    #expect(verdict.faults.isEmpty, "\(verdict.faults)")
    #expect(bytes.count < 12_000)
  }

  @Test func everyTruncation() async throws {
    let original = try Self.original.get()
    let findings = try await judge(count: original.count) { length, bytes in
      let cut = Array(bytes[..<length])
      let lines = cut.count { $0 == 0x0A }
      // Without a whole header there is no report; a header and a session alone are unsigned.
      if lines == 0 { return (cut, [.malformed]) }
      if cut.last != 0x0A { return (cut, [.torn]) }
      return (cut, [.incomplete, .unsigned])
    }
    #expect(findings.isEmpty, "\(findings.prefix(5))")
  }

  @Test func everyByteTakenOut() async throws {
    let original = try Self.original.get()
    let findings = try await judge(count: original.count) { place, bytes in
      var less = bytes
      less.remove(at: place)
      return (less, place == bytes.count - 1 ? [.torn] : [.malformed, .broken])
    }
    #expect(findings.isEmpty, "\(findings.prefix(5))")
  }

  @Test func twentyThousandBytesChanged() async throws {
    let findings = try await judge(count: 20_000) { seed, bytes in
      var random = SeededGenerator(seed: UInt64(seed))
      // Every place first, then places at random.
      let place = seed < bytes.count ? seed : Int.random(in: 0..<bytes.count, using: &random)
      // The places at random get one bit flipped: those changes are the hardest to see.
      let mask: UInt8 =
        seed < bytes.count ? UInt8.random(in: 1...255, using: &random) : 1 << (seed % 8)
      var changed = bytes
      changed[place] ^= mask
      return (changed, Self.allowed(place, changed))
    }
    #expect(findings.isEmpty, "\(findings.prefix(5))")
  }

  /// All of the last lines, where a NUL is a torn tail, and a sample of the others.
  @Test func bytesMadeNULAndLF() async throws {
    let original = try Self.original.get()
    let findings = try await judge(count: original.count * 2) { index, bytes in
      let place = index / 2
      let byte: UInt8 = index.isMultiple(of: 2) ? 0 : 0x0A
      guard place.isMultiple(of: 32) || bytes.count - place < 1200, bytes[place] != byte
      else { return nil }
      var changed = bytes
      changed[place] = byte
      return (changed, Self.allowed(place, changed))
    }
    #expect(findings.isEmpty, "\(findings.prefix(5))")
  }

  /// Torn are the last line without its LF, and a NUL in one of the last two lines.
  private static func allowed(_ place: Int, _ changed: [UInt8]) -> Set<ExitCode> {
    if place == changed.count - 1 { return [.torn] }
    guard changed[place] == 0 else { return [.malformed, .broken] }
    let rest = changed[place...].count { $0 == 0x0A }
    return rest <= 2 ? [.torn] : [.malformed, .broken]
  }

  @Test func everyLineTakenOutDoubledAndSwapped() async throws {
    let count = lines(of: try Self.original.get()).count
    let findings = try await judge(count: count * 3) { index, bytes in
      var parts = lines(of: bytes)
      let place = index / 3
      let isLast = place == parts.count - 1
      switch index % 3 {
      case 0:
        parts.remove(at: place)
        // The header's absence is malformed; the last line's is a shorter report.
        return (Array(parts.joined()), isLast ? [.unsigned] : [.malformed, .broken])
      case 1:
        parts.insert(parts[place], at: place)
        return (Array(parts.joined()), [.malformed, .broken])
      default:
        guard !isLast else { return nil }
        parts.swapAt(place, place + 1)
        return (Array(parts.joined()), [.malformed, .broken])
      }
    }
    #expect(findings.isEmpty, "\(findings.prefix(5))")
  }

  @Test func everyLineAppendedOnceMore() async throws {
    let count = lines(of: try Self.original.get()).count
    let findings = try await judge(count: count) { place, bytes in
      (bytes + lines(of: bytes)[place], [.unsigned, .malformed, .broken])
    }
    #expect(findings.isEmpty, "\(findings.prefix(5))")
  }

  @Test(arguments: [[0x0A], [0x20], [0], [0x0D, 0x0A], [0x7B, 0x7D, 0x0A], [0xEF, 0xBB, 0xBF]])
  func bytesBeforeAndAfter(extra: [UInt8]) throws {
    let original = try Self.original.get()
    #expect(try [.malformed, .broken].contains(ReportFixture.code(extra + original)))
    #expect(try [.malformed, .torn].contains(ReportFixture.code(original + extra)))
  }
}
