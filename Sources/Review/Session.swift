/// Who answers from here on.
public struct Session: Sendable, Equatable {
  /// The principal.
  public var signer: String
  /// The key's fingerprint, `SHA256:` and 43 characters.
  public var key: String
  /// The machine, empty unless asked for.
  public var host: String

  /// Makes a session.
  public init(signer: String, key: String, host: String) {
    self.signer = signer
    self.key = key
    self.host = host
  }
}
