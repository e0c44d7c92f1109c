/// Whoever can sign a digest: a key in memory, or one behind an agent.
public protocol Signer: Sendable {
  /// The key that the signatures will name.
  var publicKey: PublicKey { get }

  /// Signs the SHA-512 digest of a message, and gives the binary form of the signature.
  func sign(namespace: String, sha512 digest: [UInt8]) throws -> [UInt8]
}
