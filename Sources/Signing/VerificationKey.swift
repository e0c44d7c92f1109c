internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

/// A public key that the strict profile lets sign, in the form that the library checks with.
enum VerificationKey {
  case ed25519(Curve25519.Signing.PublicKey)
  case p256(P256.Signing.PublicKey)
  case p384(P384.Signing.PublicKey)
  case p521(P521.Signing.PublicKey)
  case rsa(_RSA.Signing.PublicKey, byteCount: Int)
  case wideRSA(WideRSA)
  case securityEd25519(Curve25519.Signing.PublicKey, application: Range<Int>)
  case securityP256(P256.Signing.PublicKey, application: Range<Int>)

  /// Takes a key over if the strict profile does, else says why not.
  init(_ key: PublicKey) throws(KeyFault) {
    switch key.parts {
    case .ed25519(let point):
      self = .ed25519(try Self.ed25519(key.blob[point]))
    case .securityEd25519(let point, let application):
      self = .securityEd25519(try Self.ed25519(key.blob[point]), application: application)
    case .ecdsa(.p256, let point):
      self = .p256(try Self.p256(key.blob[point]))
    case .securityECDSA(let point, let application):
      self = .securityP256(try Self.p256(key.blob[point]), application: application)
    case .ecdsa(.p384, let point):
      let bytes = try Self.uncompressed(key.blob[point], .p384)
      self = .p384(try Self.onCurve { try P384.Signing.PublicKey(x963Representation: bytes) })
    case .ecdsa(.p521, let point):
      let bytes = try Self.uncompressed(key.blob[point], .p521)
      self = .p521(try Self.onCurve { try P521.Signing.PublicKey(x963Representation: bytes) })
    case .rsa(let exponent, let modulus):
      self = try Self.rsa(exponent: key.blob[exponent], modulus: key.blob[modulus])
    case .certificate:
      throw KeyFault(message: "this is a certificate (\(key.type)), not a key")
    case .other:
      throw KeyFault(
        message: "keys of the kind \(QuotedText.quote(key.type)) do not sign reports; "
          + "Ed25519, ECDSA and RSA from 3072 bits do")
    }
  }

  private static func ed25519(
    _ point: ArraySlice<UInt8>
  ) throws(KeyFault) -> Curve25519.Signing.PublicKey {
    if let fault = Ed25519Rules.fault(ofPoint: point) { throw KeyFault(message: fault) }
    do {
      return try Curve25519.Signing.PublicKey(rawRepresentation: point)
    } catch {
      throw KeyFault(message: "the Ed25519 key is no point of the curve")
    }
  }

  private static func p256(_ point: ArraySlice<UInt8>) throws(KeyFault) -> P256.Signing.PublicKey {
    let bytes = try uncompressed(point, .p256)
    return try onCurve { try P256.Signing.PublicKey(x963Representation: bytes) }
  }

  private static func uncompressed(
    _ point: ArraySlice<UInt8>, _ curve: Curve
  ) throws(KeyFault) -> ArraySlice<UInt8> {
    guard point.first == 4, point.count == 1 + 2 * curve.coordinateLength else {
      throw KeyFault(message: "the key's point on \(curve.name) is not in its uncompressed form")
    }
    return point
  }

  private static func onCurve<Key>(_ make: () throws -> Key) throws(KeyFault) -> Key {
    do {
      return try make()
    } catch {
      throw KeyFault(message: "the key's point is not on the curve that it names")
    }
  }

  private static func rsa(
    exponent: ArraySlice<UInt8>, modulus: ArraySlice<UInt8>
  ) throws(KeyFault) -> VerificationKey {
    guard let modulus = PositiveInteger.magnitude(modulus),
      let exponent = PositiveInteger.magnitude(exponent)
    else {
      throw KeyFault(message: "the numbers of the RSA key are not positive or not in shortest form")
    }
    let bits = PositiveInteger.bitCount(modulus)
    guard (3072...16_384).contains(bits) else {
      throw KeyFault(message: "the RSA key has \(bits) bits; 3072 to 16384 are needed")
    }
    guard let lowest = modulus.last, lowest & 1 == 1 else {
      throw KeyFault(message: "the modulus of the RSA key is even")
    }
    guard let lowest = exponent.last, lowest & 1 == 1, exponent.count > 1 || lowest >= 3 else {
      throw KeyFault(message: "the exponent of the RSA key is even or 1")
    }
    if bits > 8192, let key = WideRSA(modulus: modulus, exponent: exponent) {
      return .wideRSA(key)
    }
    do {
      let key = try _RSA.Signing.PublicKey(n: modulus, e: exponent)
      return .rsa(key, byteCount: modulus.count)
    } catch {
      throw KeyFault(message: "the exponent of the RSA key has more than 33 bits")
    }
  }
}
