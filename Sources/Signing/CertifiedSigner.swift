/// A software key that signs with the certificate that an authority made for it.
public struct CertifiedSigner: Signer {
  private let key: Ed25519SigningKey
  private let named: PublicKey
  /// The certificate that its signatures name.
  public let certificate: Certificate?

  /// Puts both together; they have to belong to each other.
  init(_ key: Ed25519SigningKey, _ certificate: Certificate) throws(KeyFault) {
    guard certificate.key == key.publicKey else {
      throw KeyFault(message: "the certificate is for another key")
    }
    self.key = key
    self.certificate = certificate
    named = certificate.named
  }

  /// The key that the certificate is for.
  public var publicKey: PublicKey { key.publicKey }
  /// Certificates make lines long, so that they sign as seldom as an agent.
  public var signsEveryEvent: Bool { false }
  /// It asks nobody.
  public var usesTerminal: Bool { false }

  /// Signs a message, and gives the binary form of the signature.
  public func sign(_ request: SigningRequest) throws(KeyFault) -> [UInt8] {
    var inner = WireWriter(capacity: 83)
    inner.string(publicKey.type)
    inner.string(try key.signature(for: request.signedBytes))
    let blob = SSHSignature.blob(
      key: named.blob, namespace: request.namespace, signature: inner.bytes)
    return try request.checked(blob, by: publicKey)
  }
}
