/// A key whose private half an agent has.
public struct AgentSigner: Signer {
  /// The key that the signatures are by.
  public let publicKey: PublicKey
  /// The certificate that the signatures name.
  public let certificate: Certificate?
  private let agent: SSHAgent
  /// The key or certificate as the agent knows it.
  private let held: PublicKey

  /// - Parameters:
  ///   - agent: who has the private half.
  ///   - held: the key or certificate as the agent knows it.
  ///   - key: the key.
  ///   - certificate: the certificate that the signatures are to name.
  init(agent: SSHAgent, held: PublicKey, key: PublicKey, certificate: Certificate? = nil) {
    self.agent = agent
    self.held = held
    publicKey = key
    self.certificate = certificate
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
      key: (certificate?.named ?? publicKey).blob, namespace: request.namespace,
      signature: signature)
    return try request.checked(blob, by: publicKey)
  }
}
