extension SSHSignature {
  /// Checks that the key signed this digest, and with nothing that the strict profile forbids.
  ///
  /// The digest is of the message, made with `hashAlgorithm`. Of a certificate the authority's
  /// signature is checked too. Whether key or authority is to be trusted, the namespace the right
  /// one and a security key was touched is left to the caller.
  public func verify(digest: [UInt8]) throws(Fault) {
    guard digest.count == hashAlgorithm.byteCount else {
      throw Fault(message: "the digest is not one of \(hashAlgorithm.rawValue)")
    }
    let message = Self.signedBytes(namespace: namespace, hash: hashAlgorithm, digest: digest)
    guard try signature.holds(for: message, by: publicKey) else {
      throw Fault(message: "the signature does not fit: the content, the key or it was changed")
    }
    try certificate?.verify()
  }

  /// The bytes that are really signed.
  static func signedBytes(namespace: String, hash: HashAlgorithm, digest: [UInt8]) -> [UInt8] {
    var writer = WireWriter(capacity: 38 + namespace.utf8.count + digest.count)
    writer.raw(magic)
    writer.string(namespace)
    writer.string("")
    writer.string(hash.rawValue)
    writer.string(digest)
    return writer.bytes
  }

  /// The binary form of a signature over SHA-512; `signature` is its last field.
  ///
  /// `key` is the wire form of the key, or of a certificate for it.
  static func blob(key: [UInt8], namespace: String, signature: [UInt8]) -> [UInt8] {
    var writer = WireWriter(capacity: 40 + key.count + namespace.utf8.count + signature.count)
    writer.raw(magic)
    writer.uint32(1)
    writer.string(key)
    writer.string(namespace)
    writer.string("")
    writer.string(HashAlgorithm.sha512.rawValue)
    writer.string(signature)
    return writer.bytes
  }
}
