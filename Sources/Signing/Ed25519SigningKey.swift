internal import Crypto
internal import FoundationEssentials

/// A software key that signs at once.
public struct Ed25519SigningKey: Signer {
  /// The public half.
  public let publicKey: PublicKey
  private let privateKey: Curve25519.Signing.PrivateKey

  /// Makes a new key from the system's random numbers.
  public init() {
    self.init(privateKey: Curve25519.Signing.PrivateKey())
  }

  /// Takes the 32 bytes that all of the key follows from.
  public init(seed: [UInt8]) throws(KeyFault) {
    do {
      self.init(privateKey: try Curve25519.Signing.PrivateKey(rawRepresentation: seed))
    } catch {
      throw KeyFault(message: "the seed of an Ed25519 key has 32 bytes, not \(seed.count)")
    }
  }

  /// Reads an OpenSSH private key file that has no passphrase.
  ///
  /// For everything else that people have under such names, the fault says what to use instead.
  public init(openSSHPrivateKey bytes: [UInt8]) throws(KeyFault) {
    try self.init(seed: try OpenSSHPrivateKey.seed(in: bytes))
  }

  private init(privateKey: Curve25519.Signing.PrivateKey) {
    self.privateKey = privateKey
    let type = "ssh-ed25519"
    let point = Array(privateKey.publicKey.rawRepresentation)
    var writer = WireWriter(capacity: 51)
    writer.string(type)
    writer.string(point)
    publicKey = PublicKey(
      blob: writer.bytes, type: type, parts: .ed25519(point: writer.bytes.indices.suffix(32)))
  }

  /// The bytes of an OpenSSH private key file without passphrase, for a file that only its owner
  /// may read.
  public func openSSHPrivateKey(comment: String) -> [UInt8] {
    OpenSSHPrivateKey.file(
      seed: Array(privateKey.rawRepresentation), publicKey: publicKey, comment: comment)
  }

  /// It takes some microseconds.
  public var signsEveryEvent: Bool { true }
  /// It asks nobody.
  public var usesTerminal: Bool { false }

  /// Signs a message, and gives the binary form of the signature.
  public func sign(_ request: SigningRequest) throws(KeyFault) -> [UInt8] {
    try sign(namespace: request.namespace, sha512: request.digest)
  }

  /// Signs the SHA-512 digest of a message, and gives the binary form of the signature.
  public func sign(namespace: String, sha512 digest: [UInt8]) throws(KeyFault) -> [UInt8] {
    guard digest.count == HashAlgorithm.sha512.byteCount else {
      throw KeyFault(message: "the digest to be signed is not one of SHA-512")
    }
    let message = SSHSignature.signedBytes(namespace: namespace, hash: .sha512, digest: digest)
    var writer = WireWriter(capacity: 83)
    writer.string(publicKey.type)
    writer.string(try signature(for: message))
    return SSHSignature.blob(
      key: publicKey.blob, namespace: namespace, signature: writer.bytes)
  }

  /// The bare 64 bytes.
  func signature(for message: [UInt8]) throws(KeyFault) -> [UInt8] {
    do {
      return Array(try privateKey.signature(for: message))
    } catch {
      throw KeyFault(message: "the library could not sign with the Ed25519 key")
    }
  }
}
