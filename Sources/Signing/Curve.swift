/// The curves of ECDSA keys.
enum Curve: Sendable, Hashable {
  case p256
  case p384
  case p521

  /// As the key's second field names it.
  var name: String {
    switch self {
    case .p256: "nistp256"
    case .p384: "nistp384"
    case .p521: "nistp521"
    }
  }

  /// As the key's and the signature's first field name it.
  var keyType: String { "ecdsa-sha2-" + name }

  /// Bytes of a coordinate, and of each half of a signature.
  var coordinateLength: Int {
    switch self {
    case .p256: 32
    case .p384: 48
    case .p521: 66
    }
  }
}
