/// Bytes of unknown origin, made fit for a message.
enum QuotedText {
  /// In double quotes, printable ASCII as it is, the rest as `\xNN`, cut short after 80.
  static func quote(_ bytes: some Collection<UInt8>) -> String {
    var text = "\""
    for byte in bytes.prefix(80) {
      if (0x20...0x7e).contains(byte), byte != UInt8(ascii: "\"") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "\\x" + Hex.encode(CollectionOfOne(byte))
      }
    }
    return text + (bytes.count > 80 ? "...\"" : "\"")
  }

  /// The same for a text.
  static func quote(_ text: String) -> String {
    quote(Array(text.utf8.prefix(81)))
  }
}
