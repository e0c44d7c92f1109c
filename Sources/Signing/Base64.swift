internal import FoundationEssentials

/// Base64 of RFC 4648 with padding, on one line.
public enum Base64 {
  /// The one spelling of the bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
  }

  /// The bytes, or nil unless the text is exactly what `encode` makes of them.
  ///
  /// So there is no second spelling: no blanks, no missing padding, no stray bits in the last digit.
  public static func decodeCanonical(_ text: String) -> [UInt8]? {
    guard let data = Data(base64Encoded: text) else { return nil }
    guard data.base64EncodedString().utf8.elementsEqual(text.utf8) else { return nil }
    return [UInt8](data)
  }
}
