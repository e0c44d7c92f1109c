/// The end of a file that a crash left unfinished.
public struct TornTail: Sendable, Equatable {
  /// Offset of its first byte.
  public let offset: Int
  /// How many bytes.
  public let count: Int

  /// Finds a torn tail: of the last two lines, from the first that holds a NUL byte; else the
  /// last line when it lacks its LF.
  static func find(in bytes: [UInt8]) -> TornTail? {
    guard let lastByte = bytes.last else { return nil }
    let endsWithLF = lastByte == 0x0A
    let lastStart = lineStart(in: bytes, before: endsWithLF ? bytes.count - 1 : bytes.count)
    let beforeStart = lastStart > 0 ? lineStart(in: bytes, before: lastStart - 1) : 0
    if bytes[beforeStart..<lastStart].contains(0) {
      return TornTail(offset: beforeStart, count: bytes.count - beforeStart)
    }
    if !endsWithLF || bytes[lastStart...].contains(0) {
      return TornTail(offset: lastStart, count: bytes.count - lastStart)
    }
    return nil
  }

  private static func lineStart(in bytes: [UInt8], before end: Int) -> Int {
    bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  }
}
