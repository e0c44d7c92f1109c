/// Finds out how a key that somebody names can sign: at once, by an agent, or by `ssh-keygen`.
public struct SignerFinder: Sendable {
  private let agent: SSHAgent?
  private let keygen: KeygenProgram?
  private let tell: @Sendable (String) -> Void

  /// Makes a finder.
  ///
  /// - Parameters:
  ///   - agent: the agent, if there is one.
  ///   - keygen: the machine's `ssh-keygen`, if there is one.
  ///   - tell: tells a person at once what to do, while a signature waits for it.
  public init(
    agent: SSHAgent?, keygen: KeygenProgram?, tell: @escaping @Sendable (String) -> Void
  ) {
    self.agent = agent
    self.keygen = keygen
    self.tell = tell
  }

  /// The signer for a file: a private key, a public key, or a certificate.
  ///
  /// For a public key or certificate the private half is an agent's, or lies in the file of the same
  /// name without `.pub` or `-cert.pub`.
  public func signer(path: String) throws(KeyFault) -> any Signer {
    let file = try SigningKeyFile(path: path)
    do {
      guard !file.isPublic else {
        let named = try PublicKey(openSSHLine: String(decoding: file.bytes, as: UTF8.self))
        return try signer(named: named, in: path)
      }
      return try signer(inPrivate: file, certificate: nil)
    } catch {
      throw error.of(path)
    }
  }

  /// The signer for a public key in OpenSSH's form, whose private half an agent has.
  public func signer(line: String) throws(KeyFault) -> any Signer {
    try signer(named: PublicKey(openSSHLine: line), in: nil)
  }

  private func signer(named: PublicKey, in path: String?) throws(KeyFault) -> any Signer {
    let certificate = try named.isCertificate ? Certificate(named) : nil
    let key = certificate?.key ?? named
    if let fault = key.strictFault { throw KeyFault(message: fault) }
    let (signer, why) = held(key, certificate)
    if let signer { return signer }
    if let path, let file = Self.privateFile(beside: path) {
      return try self.signer(inPrivate: file, certificate: certificate.map { ($0, path) })
    }
    throw KeyFault(message: "no agent has the private half of this key: \(why ?? "run ssh-add")")
  }

  private func signer(
    inPrivate file: SigningKeyFile, certificate: (Certificate, path: String)?
  ) throws(KeyFault) -> any Signer {
    try file.checkPermissions()
    let fault: KeyFault
    do {
      let key = try Ed25519SigningKey(openSSHPrivateKey: file.bytes)
      return try certificate.map { pair throws(KeyFault) in try CertifiedSigner(key, pair.0) }
        ?? key
    } catch {
      fault = error
    }
    guard let head = try Self.head(of: file) else { throw fault }
    if let refused = head.key.strictFault { throw KeyFault(message: refused) }
    guard certificate.map({ $0.0.key == head.key }) ?? true else {
      throw KeyFault(message: "the certificate is for another key")
    }
    if certificate == nil, let signer = held(head.key, nil).signer { return signer }
    let isSecurityKey = head.key.type.hasPrefix("sk-")
    // A plain Ed25519 key that could not be read is damaged.
    guard head.isEncrypted || head.key.type != "ssh-ed25519" else { throw fault }
    guard let keygen else {
      throw KeyFault(message: "ssh-keygen, which signs with such a key, is not installed")
    }
    return KeygenSigner(
      program: keygen, path: certificate?.path ?? file.path, key: head.key,
      certificate: certificate?.0,
      need: isSecurityKey ? .touch : head.isEncrypted ? .passphrase : .nothing, tell: tell)
  }

  /// The agent's signer for a key, or why there is none.
  private func held(
    _ key: PublicKey, _ certificate: Certificate?
  ) -> (signer: (any Signer)?, why: String?) {
    guard let agent else { return (nil, "SSH_AUTH_SOCK names no agent") }
    do {
      let identities = try agent.identities()
      for held in [key, certificate?.named].compactMap({ $0 })
      where identities.contains(where: { $0.key == held }) {
        return (AgentSigner(agent: agent, held: held, key: key, certificate: certificate), nil)
      }
      return (
        nil,
        identities.isEmpty
          ? "the agent has no keys or is locked: run ssh-add, or ssh-add -X" : "run ssh-add"
      )
    } catch {
      return (nil, error.message)
    }
  }

  private static func privateFile(beside path: String) -> SigningKeyFile? {
    for ending in ["-cert.pub", ".pub"] where path.hasSuffix(ending) {
      return try? SigningKeyFile(path: String(path.dropLast(ending.count)))
    }
    return nil
  }

  /// Kind and encryption of a private key; of a PEM file from the public key beside it.
  private static func head(of file: SigningKeyFile) throws(KeyFault) -> OpenSSHPrivateKey.Head? {
    if let head = OpenSSHPrivateKey.head(of: file.bytes) { return head }
    guard file.isPEM else { return nil }
    guard let beside = try? SigningKeyFile(path: file.path + ".pub"),
      let key = try? PublicKey(openSSHLine: String(decoding: beside.bytes, as: UTF8.self))
    else {
      throw KeyFault(
        message: "this is a PEM private key, and its public half is not beside it: write it with "
          + "ssh-keygen -y, or make an Ed25519 key with ssh-keygen -t ed25519")
    }
    return OpenSSHPrivateKey.Head(key: key, isEncrypted: file.isEncryptedPEM)
  }
}
