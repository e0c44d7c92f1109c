public import Signing

/// Who writes: a principal, the key that signs for it, and the machine if it is to be named.
public struct Identity: Sendable {
  /// The principal.
  public let principal: String
  /// The key.
  public let signer: any Signer
  /// The machine's name, empty unless asked for.
  public let host: String

  /// Makes an identity.
  public init(principal: String, signer: any Signer, host: String = "") {
    self.principal = principal
    self.signer = signer
    self.host = host
  }
}
