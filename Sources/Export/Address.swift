/// Addresses as RFC 3986 wants them.
enum Address {
  private static let unreserved = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
  private static let reserved = Set(":/?#@!$&'()*+,;=".utf8)
  private static let hexDigits = Set("0123456789ABCDEFabcdef".utf8)

  /// A relative address of a file by the names of folders and file; what is not a letter, a digit,
  /// `-`, `.`, `_` or `~` is percent-encoded.
  static func relative(_ names: String...) -> String {
    names.map(encoded).joined(separator: "/")
  }

  private static func encoded(_ name: String) -> String {
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      if unreserved.contains(byte) {
        bytes.append(byte)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        bytes += "%\(digits.utf8.count < 2 ? "0" : "")\(digits)".utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a text is an address on the web to the letter: no character that has to be encoded.
  static func isWeb(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard HTMLPage.isWebAddress(text), let slashes = bytes.firstIndex(of: UInt8(ascii: "/")),
      bytes.count > slashes + 2, unreserved.contains(bytes[slashes + 2]),
      bytes.count(where: { $0 == UInt8(ascii: "#") }) < 2
    else { return false }
    return bytes.indices.allSatisfy { place in
      if bytes[place] == UInt8(ascii: "%") {
        let digits = bytes[(place + 1)...].prefix(2)
        return digits.count == 2 && digits.allSatisfy(hexDigits.contains)
      }
      return unreserved.contains(bytes[place]) || reserved.contains(bytes[place])
    }
  }
}
