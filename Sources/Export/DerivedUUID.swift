import Signing

/// Identifiers that are the same each time for the same names.
enum DerivedUUID {
  /// A UUID in the form of RFC 9562: the beginning of the SHA-256 of the names.
  ///
  /// - Parameters:
  ///   - names: what is identified; none holds a NUL.
  ///   - version: 8, which is meant for this; 5, whose hash is SHA-1 by rights, where a format's
  ///     schema takes none above 5.
  /// - Returns: the UUID in lower case.
  static func of(_ names: String..., version: UInt8 = 8) -> String {
    var state = SHA256State()
    for name in names {
      state.update(Array(name.utf8))
      state.update([0])
    }
    var bytes = Array(state.digest().prefix(16))
    bytes[6] = bytes[6] & 0x0F | version << 4
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = ""
    for (index, digit) in Hex.encode(bytes).enumerated() {
      if [8, 12, 16, 20].contains(index) { text.append("-") }
      text.append(digit)
    }
    return text
  }
}
