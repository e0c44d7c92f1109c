internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

extension SSHSignature {
  /// Checks that the key signed this digest, and with nothing that the strict profile forbids.
  ///
  /// The digest is of the message, made with `hashAlgorithm`. Whether the key is to be trusted, the
  /// namespace the right one and a security key was touched is left to the caller.
  public func verify(digest: [UInt8]) throws(Fault) {
    guard digest.count == hashAlgorithm.byteCount else {
      throw Fault(message: "the digest is not one of \(hashAlgorithm.rawValue)")
    }
    let key: VerificationKey
    do {
      key = try VerificationKey(publicKey)
    } catch {
      throw Fault(message: error.message)
    }
    let message = Self.signedBytes(namespace: namespace, hash: hashAlgorithm, digest: digest)
    guard try holds(for: message, by: key) else {
      throw Fault(message: "the signature does not fit: the content, the key or it was changed")
    }
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
  static func blob(publicKey: PublicKey, namespace: String, signature: [UInt8]) -> [UInt8] {
    var writer = WireWriter(
      capacity: 40 + publicKey.blob.count + namespace.utf8.count + signature.count)
    writer.raw(magic)
    writer.uint32(1)
    writer.string(publicKey.blob)
    writer.string(namespace)
    writer.string("")
    writer.string(HashAlgorithm.sha512.rawValue)
    writer.string(signature)
    return writer.bytes
  }

  private func holds(for message: [UInt8], by key: VerificationKey) throws(Fault) -> Bool {
    switch key {
    case .ed25519(let key):
      try requireFormat(publicKey.type)
      return key.isValidSignature(try ed25519Signature(), for: message)
    case .securityEd25519(let key, let application):
      try requireFormat(publicKey.type)
      let message = securityBytes(application: application, message: message)
      return key.isValidSignature(try ed25519Signature(), for: message)
    case .p256(let key):
      try requireFormat(publicKey.type)
      return try holds(for: message, by: key)
    case .securityP256(let key, let application):
      try requireFormat(publicKey.type)
      let message = securityBytes(application: application, message: message)
      return try holds(for: message, by: key)
    case .p384(let key):
      try requireFormat(publicKey.type)
      let bytes = try ecdsaSignature(.p384)
      guard let signature = try? P384.Signing.ECDSASignature(rawRepresentation: bytes) else {
        return false
      }
      return key.isValidSignature(signature, for: SHA384.hash(data: message))
    case .p521(let key):
      try requireFormat(publicKey.type)
      let bytes = try ecdsaSignature(.p521)
      guard let signature = try? P521.Signing.ECDSASignature(rawRepresentation: bytes) else {
        return false
      }
      return key.isValidSignature(signature, for: SHA512.hash(data: message))
    case .rsa(let key, let byteCount):
      return try holds(for: message, by: key, byteCount: byteCount)
    case .wideRSA(let key):
      return try holds(for: message, by: key)
    }
  }

  private func requireFormat(_ type: String) throws(Fault) {
    guard format == type else {
      throw Fault(
        message: "a signature of the kind \(QuotedText.quote(format)) is not one of a key of the "
          + "kind \(type)")
    }
  }

  private func ed25519Signature() throws(Fault) -> ArraySlice<UInt8> {
    let bytes = blob[signature]
    if let fault = Ed25519Rules.fault(ofSignature: bytes) { throw Fault(message: fault) }
    return bytes
  }

  private func holds(
    for message: [UInt8], by key: P256.Signing.PublicKey
  ) throws(Fault) -> Bool {
    let bytes = try ecdsaSignature(.p256)
    guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: bytes) else {
      return false
    }
    return key.isValidSignature(signature, for: SHA256.hash(data: message))
  }

  /// The two numbers of an ECDSA signature, each as long as a coordinate.
  private func ecdsaSignature(_ curve: Curve) throws(Fault) -> [UInt8] {
    var reader = WireReader(blob, in: signature)
    guard let first = reader.string(), let second = reader.string(), reader.isAtEnd else {
      throw Fault(message: "an ECDSA signature is two numbers and nothing else")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * curve.coordinateLength)
    for number in [first, second] {
      guard let digits = PositiveInteger.magnitude(blob[number]),
        digits.count <= curve.coordinateLength
      else {
        throw Fault(
          message: "a number of the ECDSA signature is not positive, too long, "
            + "or not in its shortest form")
      }
      bytes.append(contentsOf: repeatElement(0, count: curve.coordinateLength - digits.count))
      bytes.append(contentsOf: digits)
    }
    return bytes
  }

  private func holds(
    for message: [UInt8], by key: _RSA.Signing.PublicKey, byteCount: Int
  ) throws(Fault) -> Bool {
    let value = _RSA.Signing.RSASignature(rawRepresentation: try rsaSignature(byteCount))
    return format == "rsa-sha2-512"
      ? key.isValidSignature(value, for: SHA512.hash(data: message), padding: .insecurePKCS1v1_5)
      : key.isValidSignature(value, for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
  }

  private func holds(for message: [UInt8], by key: WideRSA) throws(Fault) -> Bool {
    let bytes = try rsaSignature(key.byteCount)
    return format == "rsa-sha2-512"
      ? key.isValid(bytes, sha512: Array(SHA512.hash(data: message)))
      : key.isValid(bytes, sha256: Array(SHA256.hash(data: message)))
  }

  private func rsaSignature(_ byteCount: Int) throws(Fault) -> ArraySlice<UInt8> {
    guard format != "ssh-rsa" else {
      throw Fault(message: "the signature is RSA with SHA-1 (ssh-rsa), which can be forged")
    }
    guard format == "rsa-sha2-256" || format == "rsa-sha2-512" else {
      throw Fault(
        message: "a signature of the kind \(QuotedText.quote(format)) is not one of an RSA key")
    }
    guard signature.count == byteCount else {
      throw Fault(
        message: "the RSA signature has \(signature.count) bytes, its key \(byteCount)")
    }
    return blob[signature]
  }

  /// What a security key signs: digests, and what it says of itself.
  private func securityBytes(application: Range<Int>, message: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(69)
    bytes.append(contentsOf: SHA256.hash(data: publicKey.blob[application]))
    bytes.append(contentsOf: blob[trailer])
    bytes.append(contentsOf: SHA256.hash(data: message))
    return bytes
  }
}
