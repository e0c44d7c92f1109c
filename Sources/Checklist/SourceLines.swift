/// The lines of a file, to show where a diagnostic points.
///
/// Places asked for in the order of the file cost one pass over it, however many they are.
public struct SourceLines: Sendable {
  /// What stands around a place on its line, as in the file: not yet safe to show.
  public struct Excerpt: Sendable, Equatable {
    /// The characters before the place.
    public var before: String
    /// The characters from the place on; empty at the end of a line.
    public var after: String
    /// Whether the line begins further left.
    public var isCutBefore: Bool
    /// Whether the line goes on to the right.
    public var isCutAfter: Bool
  }

  /// The most characters on either side of a place: enough for any screen, whatever the line.
  static let reach = 300

  private let bytes: [UInt8]
  private var position = Position.start
  private var place = 0
  private var lineStart = 0

  /// Takes a file as it is, valid or not.
  public init(_ source: ChecklistSource) {
    bytes = source.bytes
  }

  /// The surroundings of a place; one behind the end of its line is at that end.
  ///
  /// - Parameters:
  ///   - line: from 1.
  ///   - column: from 1, in Unicode scalars.
  /// - Returns: nil when the file has no such line.
  public mutating func excerpt(line: Int, column: Int) -> Excerpt? {
    let wanted = Position(line: line, column: column)
    if wanted < position { (position, place, lineStart) = (.start, 0, 0) }
    while position.line < line {
      guard place < bytes.count else { return nil }
      let length = SourceDocument.breakLength(bytes, place)
      place += max(length, 1)
      if length > 0 {
        position = Position(line: position.line + 1, column: 1)
        lineStart = place
      }
    }
    while position.column < column, let next = end(after: place) {
      place = next
      position.column += 1
    }
    return excerptHere()
  }

  private func excerptHere() -> Excerpt {
    var start = place
    var count = 0
    while start > lineStart, count < Self.reach {
      start -= 1
      if bytes[start] & 0xC0 != 0x80 { count += 1 }
    }
    var end = place
    count = 0
    while count < Self.reach, let next = self.end(after: end) {
      end = next
      count += 1
    }
    return Excerpt(
      before: String(decoding: bytes[start..<place], as: UTF8.self),
      after: String(decoding: bytes[place..<end], as: UTF8.self),
      isCutBefore: start > lineStart, isCutAfter: self.end(after: end) != nil)
  }

  /// Where the character ends that begins at a place; nil at the end of a line.
  private func end(after start: Int) -> Int? {
    guard start < bytes.count, SourceDocument.breakLength(bytes, start) == 0 else { return nil }
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
