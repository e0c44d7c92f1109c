internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

/// What a key makes of a message: a kind, the signature, and what a security key says of itself.
///
/// It is the last field of SSHSIG and of certificates (RFC 4253, section 6.6; `PROTOCOL.u2f`).
struct SignatureProper: Sendable {
  private let blob: [UInt8]
  /// The kind, which has to fit the key's.
  private let format: String
  /// Where the signature itself lies in the blob.
  private let signature: Range<Int>
  /// What follows it: of a security key a byte of flags and a counter of four bytes.
  private let trailer: Range<Int>

  /// Takes the field apart that lies in a range of a blob.
  init(_ blob: [UInt8], in range: Range<Int>) throws(SSHSignature.Fault) {
    var reader = WireReader(blob, in: range)
    guard let format = reader.name(), let signature = reader.string() else {
      throw SSHSignature.Fault(
        message: "the last field of the signature holds no kind and signature")
    }
    trailer = reader.rest
    guard trailer.count == (format.hasPrefix("sk-") ? 5 : 0) else {
      throw SSHSignature.Fault(
        message: "\(trailer.count) bytes follow the signature proper of the kind "
          + QuotedText.quote(format))
    }
    self.blob = blob
    self.format = format
    self.signature = signature
  }

  /// Whether a person touched the security key `key` for it; true of all other keys.
  func isTouched(by key: PublicKey) -> Bool {
    blob[trailer].first.map { $0 & 1 == 1 } ?? !key.type.hasPrefix("sk-")
  }

  /// Whether the key signed this message.
  ///
  /// - Throws: a fault when the strict profile forbids the key, or how the signature is written.
  func holds(for message: [UInt8], by key: PublicKey) throws(SSHSignature.Fault) -> Bool {
    let verification: VerificationKey
    do {
      verification = try VerificationKey(key)
    } catch {
      throw SSHSignature.Fault(message: error.message)
    }
    switch verification {
    case .ed25519(let point):
      try requireFormat(key.type)
      return point.isValidSignature(try ed25519Signature(), for: message)
    case .securityEd25519(let point, let application):
      try requireFormat(key.type)
      let message = securityBytes(key, application, message)
      return point.isValidSignature(try ed25519Signature(), for: message)
    case .p256(let point):
      try requireFormat(key.type)
      return try holds(for: message, by: point)
    case .securityP256(let point, let application):
      try requireFormat(key.type)
      let message = securityBytes(key, application, message)
      return try holds(for: message, by: point)
    case .p384(let point):
      try requireFormat(key.type)
      let bytes = try ecdsaSignature(.p384)
      guard let signature = try? P384.Signing.ECDSASignature(rawRepresentation: bytes) else {
        return false
      }
      return point.isValidSignature(signature, for: SHA384.hash(data: message))
    case .p521(let point):
      try requireFormat(key.type)
      let bytes = try ecdsaSignature(.p521)
      guard let signature = try? P521.Signing.ECDSASignature(rawRepresentation: bytes) else {
        return false
      }
      return point.isValidSignature(signature, for: SHA512.hash(data: message))
    case .rsa(let number, let byteCount):
      return try holds(for: message, by: number, byteCount: byteCount)
    case .wideRSA(let number):
      return try holds(for: message, by: number)
    }
  }

  private func requireFormat(_ type: String) throws(SSHSignature.Fault) {
    guard format == type else {
      throw SSHSignature.Fault(
        message: "a signature of the kind \(QuotedText.quote(format)) is not one of a key of the "
          + "kind \(type)")
    }
  }

  private func ed25519Signature() throws(SSHSignature.Fault) -> ArraySlice<UInt8> {
    let bytes = blob[signature]
    if let fault = Ed25519Rules.fault(ofSignature: bytes) {
      throw SSHSignature.Fault(message: fault)
    }
    return bytes
  }

  private func holds(
    for message: [UInt8], by key: P256.Signing.PublicKey
  ) throws(SSHSignature.Fault) -> Bool {
    let bytes = try ecdsaSignature(.p256)
    guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: bytes) else {
      return false
    }
    return key.isValidSignature(signature, for: SHA256.hash(data: message))
  }

  /// The two numbers of an ECDSA signature, each as long as a coordinate.
  private func ecdsaSignature(_ curve: Curve) throws(SSHSignature.Fault) -> [UInt8] {
    var reader = WireReader(blob, in: signature)
    guard let first = reader.string(), let second = reader.string(), reader.isAtEnd else {
      throw SSHSignature.Fault(message: "an ECDSA signature is two numbers and nothing else")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * curve.coordinateLength)
    for number in [first, second] {
      guard let digits = PositiveInteger.magnitude(blob[number]),
        digits.count <= curve.coordinateLength
      else {
        throw SSHSignature.Fault(
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
  ) throws(SSHSignature.Fault) -> Bool {
    let value = _RSA.Signing.RSASignature(rawRepresentation: try rsaSignature(byteCount))
    return format == "rsa-sha2-512"
      ? key.isValidSignature(value, for: SHA512.hash(data: message), padding: .insecurePKCS1v1_5)
      : key.isValidSignature(value, for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
  }

  private func holds(for message: [UInt8], by key: WideRSA) throws(SSHSignature.Fault) -> Bool {
    let bytes = try rsaSignature(key.byteCount)
    return format == "rsa-sha2-512"
      ? key.isValid(bytes, sha512: Array(SHA512.hash(data: message)))
      : key.isValid(bytes, sha256: Array(SHA256.hash(data: message)))
  }

  private func rsaSignature(_ byteCount: Int) throws(SSHSignature.Fault) -> ArraySlice<UInt8> {
    guard format != "ssh-rsa" else {
      throw SSHSignature.Fault(
        message: "the signature is RSA with SHA-1 (ssh-rsa), which can be forged")
    }
    guard format == "rsa-sha2-256" || format == "rsa-sha2-512" else {
      throw SSHSignature.Fault(
        message: "a signature of the kind \(QuotedText.quote(format)) is not one of an RSA key")
    }
    guard signature.count == byteCount else {
      throw SSHSignature.Fault(
        message: "the RSA signature has \(signature.count) bytes, its key \(byteCount)")
    }
    return blob[signature]
  }

  /// What a security key signs: digests, and what it says of itself.
  private func securityBytes(
    _ key: PublicKey, _ application: Range<Int>, _ message: [UInt8]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(69)
    bytes.append(contentsOf: SHA256.hash(data: key.blob[application]))
    bytes.append(contentsOf: blob[trailer])
    bytes.append(contentsOf: SHA256.hash(data: message))
    return bytes
  }
}
