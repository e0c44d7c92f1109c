/// The lines of a trust or revocation list that say something.
enum ListLines {
  /// The lines without their ends and the blanks around them, each with its number from 1; empty
  /// lines and those that begin with `#` are left out.
  static func read(_ bytes: [UInt8]) throws(ListFault) -> [(number: Int, text: ArraySlice<UInt8>)] {
    var lines: [(number: Int, text: ArraySlice<UInt8>)] = []
    var number = 0
    var start = bytes.startIndex
    while start < bytes.endIndex {
      number += 1
      let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.endIndex
      let text = trimmed(bytes[start..<end])
      start = end < bytes.endIndex ? end + 1 : end
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      if number == 1, text.starts(with: [0xef, 0xbb, 0xbf]) {
        throw ListFault(line: 1, message: "the file begins with a byte order mark: save it without")
      }
      guard !text.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f }) else {
        throw ListFault(line: number, message: "the line holds a control character")
      }
      lines.append((number, text))
    }
    return lines
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop(while: FieldScanner.isBlank)
    while let last = line.last, FieldScanner.isBlank(last) || last == 0x0d { line.removeLast() }
    return line
  }
}
