import Report
import ReportMutants
import Testing

/// A complete report with one small change: nothing is accepted, nothing crashes.
///
/// A sample of the changes; `make exhaustive` tries all of them.
struct TamperTests {
  private static let original = ReportFixture.complete

  @Test func theReportItselfIsComplete() throws {
    let bytes = try Self.original.get()
    let verdict = ReportFixture.verdict(bytes, try ReportFixture.policy())
    #expect(verdict.faults.isEmpty, "\(verdict.faults)")
    #expect(bytes.count < 12_000)
  }

  /// Steps are prime, so that the bits, the values and all parts of the report take turns.
  static let samples: [(kind: ReportMutants.Kind, step: Int)] = [
    (.truncation, 7), (.bitFlip, 31), (.replacement, 1009), (.insertion, 1013), (.deletion, 7),
    (.lineDeletion, 1), (.lineDoubling, 1), (.lineSwap, 1),
  ]

  @Test(arguments: samples.indices) func aSmallChange(index: Int) async throws {
    let (kind, step) = Self.samples[index]
    let mutants = ReportMutants(of: try Self.original.get())
    let count = mutants.count(of: kind)
    try await expectAllowedCodes(kind, Array(stride(from: 0, to: count, by: step)), of: mutants)
  }

  /// Where a NUL or an LF makes another kind of report: around the ends of the last lines.
  @Test func aByteAtTheEnd() async throws {
    let bytes = try Self.original.get()
    let mutants = ReportMutants(of: bytes)
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }.suffix(4)
    let places = Set(ends.flatMap { [$0 - 1, $0, $0 + 1] }.filter { $0 < bytes.count })
      .union(stride(from: bytes.count - 1200, to: bytes.count, by: 13))
    let replacements = places.flatMap { place in
      [0, 0x0A].filter { $0 != bytes[place] }.map { place * 255 + Int($0 ^ bytes[place]) - 1 }
    }
    let insertions = places.union([bytes.count]).flatMap { [$0 * 256, $0 * 256 + 0x0A] }
    try await expectAllowedCodes(.replacement, replacements, of: mutants)
    try await expectAllowedCodes(.insertion, insertions, of: mutants)
    let cuts = ends.flatMap { [$0, $0 + 1] }.dropLast()
    try await expectAllowedCodes(.truncation, Array(cuts), of: mutants)
    try await expectAllowedCodes(.deletion, Array(places), of: mutants)
  }

  /// Judges mutants on two tasks.
  private func expectAllowedCodes(
    _ kind: ReportMutants.Kind, _ indices: [Int], of mutants: ReportMutants
  ) async throws {
    let policy = try ReportFixture.policy()
    let odd = await withTaskGroup(of: [String].self) { group in
      for half in 0...1 {
        group.addTask {
          stride(from: half, to: indices.count, by: 2).compactMap { position in
            let index = indices[position]
            let mutant = mutants[kind, index]
            let code = ReportFixture.verdict(mutant.bytes, policy).code
            return code == .success || !mutant.allowed.contains(code) ? "\(index): \(code)" : nil
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(!indices.isEmpty)
    #expect(odd.isEmpty, "\(kind) \(odd.prefix(5))")
  }

  @Test(arguments: [[0x0A], [0x20], [0], [0x0D, 0x0A], [0x7B, 0x7D, 0x0A], [0xEF, 0xBB, 0xBF]])
  func bytesBeforeAndAfter(extra: [UInt8]) throws {
    let original = try Self.original.get()
    #expect(try [.malformed, .broken].contains(ReportFixture.code(extra + original)))
    #expect(try [.malformed, .torn].contains(ReportFixture.code(original + extra)))
  }
}
