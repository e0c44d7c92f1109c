/// Whoever can sign: a key in memory, one behind an agent, one that `ssh-keygen` has to use.
public protocol Signer: Sendable {
  /// The key that the signatures are by.
  var publicKey: PublicKey { get }
  /// The certificate for that key, which the signatures name then.
  var certificate: Certificate? { get }
  /// Whether every event gets its signature at once: so do software keys that ask nobody.
  ///
  /// The others sign on pause, on exit and at the seal.
  var signsEveryEvent: Bool { get }
  /// Whether a passphrase or a touch is asked for on the terminal while it signs.
  var usesTerminal: Bool { get }

  /// Signs a message, and gives the binary form of the signature.
  func sign(_ request: SigningRequest) throws -> [UInt8]
}

extension Signer {
  /// Most keys have none.
  public var certificate: Certificate? { nil }
}

/// What is to be signed.
public struct SigningRequest {
  /// What the signature is for.
  public let namespace: String
  /// SHA-512 of the message.
  public let digest: [UInt8]
  /// The message itself, for programs that want to hash it themselves.
  public let message: () -> [UInt8]
  /// Asked now and then while a person or a device is waited for; true gives it up.
  public let isStopped: () -> Bool

  /// Makes a request.
  public init(
    namespace: String, digest: [UInt8], message: @escaping () -> [UInt8],
    isStopped: @escaping () -> Bool = { false }
  ) {
    self.namespace = namespace
    self.digest = digest
    self.message = message
    self.isStopped = isStopped
  }

  /// The bytes that are really signed.
  var signedBytes: [UInt8] {
    SSHSignature.signedBytes(namespace: namespace, hash: .sha512, digest: digest)
  }

  /// Checks a signature that came from outside as a verifier will.
  ///
  /// - Parameters:
  ///   - blob: the signature in binary form.
  ///   - key: the key that was to sign.
  /// - Returns: the blob.
  /// - Throws: when it is not a signature of this request that a report may hold.
  func checked(_ blob: [UInt8], by key: PublicKey) throws(KeyFault) -> [UInt8] {
    let signature: SSHSignature
    do {
      signature = try SSHSignature(blob: blob)
      guard signature.namespace == namespace, signature.hashAlgorithm == .sha512,
        signature.publicKey == key
      else { throw SSHSignature.Fault(message: "it is for something else than was asked") }
      try signature.verify(digest: digest)
    } catch {
      throw KeyFault(
        message: "the signature that came back does not hold: "
          + ((error as? SSHSignature.Fault)?.message ?? "it cannot be read"))
    }
    guard signature.isTouched else {
      throw KeyFault(
        message: "the security key signed without a touch, which counts for nothing: "
          + "use a key that was made without no-touch-required")
    }
    return blob
  }
}
