import Signing

/// SHA-256 of whole byte strings, in lower-case hex.
enum Digests {
  static func sha256(_ bytes: [UInt8]) -> String {
    var state = SHA256State()
    state.update(bytes)
    return Hex.encode(state.digest())
  }

  static func hex(_ bytes: [UInt8]) -> String { Hex.encode(bytes) }
}
