public import Report

/// All reports that differ from a complete one by one small change, numbered, and the codes that
/// each may get.
public struct ReportMutants: Sendable {
  /// A kind of change.
  public enum Kind: String, CaseIterable, Sendable {
    /// Cut off before a byte.
    case truncation
    /// One bit of one byte turned over.
    case bitFlip
    /// One byte in the place of another.
    case replacement
    /// One byte, of each of the 256, put in before another or at the end.
    case insertion
    /// One byte taken out.
    case deletion
    /// One line taken out.
    case lineDeletion
    /// One line put in once more, before any other or at the end.
    case lineDoubling
    /// Two lines in each other's place.
    case lineSwap
  }

  /// A changed report.
  public struct Mutant: Sendable {
    /// What it holds.
    public let bytes: [UInt8]
    /// The codes that `verify` may give it.
    public let allowed: Set<ExitCode>
  }

  private let original: [UInt8]
  private let lines: [ArraySlice<UInt8>]
  private static let wrong: Set<ExitCode> = [.malformed, .broken]

  /// Takes a complete report, signed last by a role signature.
  public init(of original: [UInt8]) {
    self.original = original
    lines = original.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map {
      original[$0.startIndex...$0.endIndex]
    }
  }

  /// How many changes of a kind there are.
  public func count(of kind: Kind) -> Int {
    switch kind {
    case .truncation, .deletion: original.count
    case .bitFlip: original.count * 8
    case .replacement: original.count * 255
    case .insertion: (original.count + 1) * 256
    case .lineDeletion: lines.count
    case .lineDoubling: lines.count * (lines.count + 1)
    case .lineSwap: lines.count * (lines.count - 1) / 2
    }
  }

  /// Makes one of them; the index counts from 0.
  public subscript(kind: Kind, index: Int) -> Mutant {
    switch kind {
    case .truncation: truncated(to: index)
    case .bitFlip: changed(at: index / 8, by: 1 << (index % 8))
    case .replacement: changed(at: index / 255, by: UInt8(index % 255 + 1))
    case .insertion: inserted(UInt8(index % 256), at: index / 256)
    case .deletion: deleted(at: index)
    case .lineDeletion: without(line: index)
    case .lineDoubling: doubled(line: index / (lines.count + 1), at: index % (lines.count + 1))
    case .lineSwap: swapped(pair: index)
    }
  }

  private func truncated(to length: Int) -> Mutant {
    let cut = Array(original[..<length])
    // Without a whole header there is no report; a header and a session alone are unsigned.
    guard cut.contains(0x0A) else { return Mutant(bytes: cut, allowed: [.malformed]) }
    return Mutant(bytes: cut, allowed: cut.last == 0x0A ? [.incomplete, .unsigned] : [.torn])
  }

  private func changed(at place: Int, by mask: UInt8) -> Mutant {
    var bytes = original
    bytes[place] ^= mask
    let isLast = place == bytes.count - 1
    return Mutant(bytes: bytes, allowed: isLast ? [.torn] : Self.codes(of: bytes, changedAt: place))
  }

  private func inserted(_ byte: UInt8, at place: Int) -> Mutant {
    var bytes = original
    bytes.insert(byte, at: place)
    let isTorn = place == original.count && byte != 0x0A
    return Mutant(bytes: bytes, allowed: isTorn ? [.torn] : Self.codes(of: bytes, changedAt: place))
  }

  // A NUL in one of the last two lines is what a crash leaves.
  private static func codes(of bytes: [UInt8], changedAt place: Int) -> Set<ExitCode> {
    guard bytes[place] == 0 else { return wrong }
    return bytes[place...].count { $0 == 0x0A } <= 2 ? [.torn] : wrong
  }

  private func deleted(at place: Int) -> Mutant {
    var bytes = original
    bytes.remove(at: place)
    return Mutant(bytes: bytes, allowed: place == bytes.count ? [.torn] : Self.wrong)
  }

  private func without(line: Int) -> Mutant {
    var rest = lines
    rest.remove(at: line)
    // Without its last signature it is a shorter report that ends in an intent.
    return joined(rest, line == rest.count ? [.unsigned] : Self.wrong)
  }

  private func doubled(line: Int, at place: Int) -> Mutant {
    var more = lines
    more.insert(lines[line], at: place)
    return joined(more, place == lines.count ? Self.wrong.union([.unsigned]) : Self.wrong)
  }

  private func swapped(pair: Int) -> Mutant {
    var (first, rest) = (0, pair)
    while rest >= lines.count - 1 - first {
      rest -= lines.count - 1 - first
      first += 1
    }
    var turned = lines
    turned.swapAt(first, first + 1 + rest)
    return joined(turned, Self.wrong)
  }

  private func joined(_ lines: [ArraySlice<UInt8>], _ allowed: Set<ExitCode>) -> Mutant {
    Mutant(bytes: Array(lines.joined()), allowed: allowed)
  }
}
