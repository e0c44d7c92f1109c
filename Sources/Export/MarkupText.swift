/// Text within HTML and XML, in elements and in attributes in double quotes.
enum MarkupText {
  /// Adds text with each sign of markup spelled out.
  ///
  /// By bytes: `<` and a combining mark after it are one character, and still a `<`.
  ///
  /// - Parameters:
  ///   - text: made safe before.
  ///   - bytes: what it is added to.
  ///   - withApostrophes: whether they are spelled out too, for places without double quotes.
  static func append(_ text: String, to bytes: inout [UInt8], withApostrophes: Bool = false) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'") where withApostrophes: bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
  }
}
