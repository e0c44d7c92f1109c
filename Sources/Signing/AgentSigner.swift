/// A key whose private half an agent has.
public struct AgentSigner: Signer {
  /// The key that the signatures are by.
  public let publicKey: PublicKey
  private let agent: SSHAgent
  /// The key or certificate as the agent knows it.
  private let held: PublicKey
  /// The key or certificate that the signatures name.
  private let named: PublicKey

  init(agent: SSHAgent, held: PublicKey, named: PublicKey, key: PublicKey) {
    self.agent = agent
    self.held = held
    self.named = named
    publicKey = key
  }

  /// An agent may ask somebody each time.
  public var signsEveryEvent: Bool { false }
  /// An agent asks in its own way.
  public var usesTerminal: Bool { false }

  /// Signs a message, and gives the binary form of the signature.
  ///
  /// The agent sees the bytes that SSHSIG signs, never the report.
  public func sign(_ request: SigningRequest) throws(KeyFault) -> [UInt8] {
    let signature = try agent.sign(
      request.signedBytes, with: held, isRSA: publicKey.type == "ssh-rsa",
      isStopped: request.isStopped)
    let blob = SSHSignature.blob(
      key: named.blob, namespace: request.namespace, signature: signature)
    return try request.checked(blob, by: publicKey)
  }
}
