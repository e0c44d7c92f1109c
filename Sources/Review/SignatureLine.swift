/// A signature over all bytes before its line.
public struct SignatureLine: Sendable, Equatable {
  /// What the signature is for.
  public enum Namespace: String, Sendable, CaseIterable {
    case checkpoint = "postflight-checkpoint"
    case review = "postflight-review"
    case approve = "postflight-approve"
  }

  /// What the signature is for.
  public var namespace: Namespace
  /// The SSHSIG blob in base64.
  public var sshsig: String
  /// The fingerprint of the key inside the blob, `SHA256:` and 43 characters.
  public var key: String

  /// Makes a signature line.
  public init(namespace: Namespace, sshsig: String, key: String) {
    self.namespace = namespace
    self.sshsig = sshsig
    self.key = key
  }
}
