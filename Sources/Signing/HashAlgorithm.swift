/// The hash of the message that a signature names; SSHSIG knows no other.
public enum HashAlgorithm: String, Sendable {
  case sha512
  case sha256

  /// How many bytes its digest has.
  public var byteCount: Int {
    switch self {
    case .sha512: 64
    case .sha256: 32
    }
  }
}
