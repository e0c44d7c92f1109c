/// Takes the fields of a line apart: blanks and tabs stand between them.
struct FieldScanner {
  private(set) var rest: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) {
    rest = line
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// The next field without the blanks before it; nil at the end.
  mutating func field() -> ArraySlice<UInt8>? {
    skipBlanks()
    let end = rest.firstIndex(where: Self.isBlank) ?? rest.endIndex
    return take(to: end)
  }

  /// The next field, where blanks between double quotes are part of it; nil at the end or when a
  /// quote is not closed.
  ///
  /// `\"` neither opens nor closes.
  mutating func quotedField() -> ArraySlice<UInt8>? {
    skipBlanks()
    var isQuoted = false
    var index = rest.startIndex
    while index < rest.endIndex, isQuoted || !Self.isBlank(rest[index]) {
      if rest[index] == UInt8(ascii: "\\"), index + 1 < rest.endIndex,
        rest[index + 1] == UInt8(ascii: "\"")
      {
        index += 1
      } else if rest[index] == UInt8(ascii: "\"") {
        isQuoted.toggle()
      }
      index += 1
    }
    return isQuoted ? nil : take(to: index)
  }

  private mutating func skipBlanks() {
    rest = rest.drop(while: Self.isBlank)
  }

  private mutating func take(to end: Int) -> ArraySlice<UInt8>? {
    guard end > rest.startIndex else { return nil }
    defer { rest = rest[end...] }
    return rest[..<end]
  }
}
