/// Where the fields of a public key lie in its blob.
enum KeyParts: Sendable {
  case ed25519(point: Range<Int>)
  case ecdsa(Curve, point: Range<Int>)
  case rsa(exponent: Range<Int>, modulus: Range<Int>)
  /// A security key's.
  case securityEd25519(point: Range<Int>, application: Range<Int>)
  /// A security key's, always on P-256.
  case securityECDSA(point: Range<Int>, application: Range<Int>)
  /// The fields are `Certificate`'s to read.
  case certificate
  /// A kind that is not known here; only its name was read.
  case other

  /// Whether all fields of the kind are known here, so that nothing may follow the last.
  var isKnown: Bool {
    switch self {
    case .certificate, .other: false
    default: true
    }
  }

  /// Reads the fields after the first, which named the kind.
  ///
  /// Whether the numbers in them are any good, and what follows the last, is not asked yet.
  init(type: String, from reader: inout WireReader, of blob: [UInt8]) throws(KeyFault) {
    switch type {
    case "ssh-ed25519":
      self = .ed25519(point: try Self.field("point", &reader))
    case "ssh-rsa":
      let exponent = try Self.field("exponent", &reader)
      self = .rsa(exponent: exponent, modulus: try Self.field("modulus", &reader))
    case Curve.p256.keyType:
      self = try Self.ecdsa(.p256, &reader, blob)
    case Curve.p384.keyType:
      self = try Self.ecdsa(.p384, &reader, blob)
    case Curve.p521.keyType:
      self = try Self.ecdsa(.p521, &reader, blob)
    case "sk-ssh-ed25519@openssh.com":
      let point = try Self.field("point", &reader)
      self = .securityEd25519(point: point, application: try Self.field("application", &reader))
    case "sk-ecdsa-sha2-nistp256@openssh.com":
      let point = try Self.curvePoint(.p256, &reader, blob)
      self = .securityECDSA(point: point, application: try Self.field("application", &reader))
    default:
      self = type.hasSuffix(Certificate.typeSuffix) ? .certificate : .other
    }
  }

  private static func ecdsa(
    _ curve: Curve, _ reader: inout WireReader, _ blob: [UInt8]
  ) throws(KeyFault) -> KeyParts {
    .ecdsa(curve, point: try curvePoint(curve, &reader, blob))
  }

  private static func curvePoint(
    _ curve: Curve, _ reader: inout WireReader, _ blob: [UInt8]
  ) throws(KeyFault) -> Range<Int> {
    let name = try field("curve", &reader)
    guard blob[name].elementsEqual(curve.name.utf8) else {
      throw KeyFault(message: "the key names another curve inside than its type does")
    }
    return try field("point", &reader)
  }

  private static func field(_ name: String, _ reader: inout WireReader) throws(KeyFault)
    -> Range<Int>
  {
    guard let range = reader.string() else {
      throw KeyFault(message: "the key ends inside its \(name)")
    }
    return range
  }
}
