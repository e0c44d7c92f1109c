/// A signature in OpenSSH's binary form (`PROTOCOL.sshsig`), read strictly.
///
/// It is over the digest of a message, so whoever checks many signatures over growing beginnings of
/// one file keeps a running hash and hands the digests over.
public struct SSHSignature: Sendable {
  /// Why a signature is not one, does not hold, or is not in the strict profile.
  public struct Fault: Error, Sendable, Equatable {
    /// One line without control characters; it begins in lower case.
    public let message: String

    /// Makes a fault.
    public init(message: String) {
      self.message = message
    }
  }

  static let magic = Array("SSHSIG".utf8)

  /// The key that says it signed, never a certificate.
  ///
  /// Nobody has vouched for it: that is the trust list's to judge.
  public let publicKey: PublicKey
  /// The certificate for that key, if the signature names one.
  public let certificate: Certificate?
  /// What the signature was made for; printable ASCII, not empty.
  public let namespace: String
  /// The hash that the digest for `verify` is made with.
  public let hashAlgorithm: HashAlgorithm
  let signature: SignatureProper

  /// Reads the binary form.
  ///
  /// Only version 1 with an empty reserved field and nothing after the last field is read: the
  /// signature covers neither the version nor that field, so anyone could fill them.
  public init(blob: [UInt8]) throws(Fault) {
    var reader = WireReader(blob)
    guard let magic = reader.take(6), blob[magic].elementsEqual(Self.magic) else {
      throw Fault(message: "this is no SSH signature: it does not begin with SSHSIG")
    }
    guard let version = reader.uint32() else { throw Self.cut("version") }
    guard version == 1 else {
      throw Fault(message: "the signature has version \(version); only 1 is known")
    }
    guard let key = reader.string() else { throw Self.cut("public key") }
    guard let namespace = reader.string() else { throw Self.cut("namespace") }
    guard let reserved = reader.string() else { throw Self.cut("reserved field") }
    guard let hash = reader.string() else { throw Self.cut("hash name") }
    guard let signature = reader.string() else { throw Self.cut("signature") }
    guard reader.isAtEnd else {
      throw Fault(message: "bytes follow the last field of the signature")
    }
    guard reserved.isEmpty else {
      throw Fault(message: "the reserved field of the signature is not empty")
    }
    self.namespace = try Self.namespace(blob[namespace])
    hashAlgorithm = try Self.hashAlgorithm(blob[hash])
    do {
      let named = try PublicKey(blob: Array(blob[key]))
      certificate = try named.isCertificate ? Certificate(named) : nil
      publicKey = certificate?.key ?? named
    } catch {
      throw Fault(message: "the key in the signature cannot be read: \(error.message)")
    }
    self.signature = try SignatureProper(blob, in: signature)
  }

  /// Whether a person touched each security key that signed; true of all other keys.
  public var isTouched: Bool {
    signature.isTouched(by: publicKey) && certificate?.isTouched ?? true
  }

  private static func cut(_ field: String) -> Fault {
    Fault(message: "the signature ends inside its \(field)")
  }

  private static func namespace(_ bytes: ArraySlice<UInt8>) throws(Fault) -> String {
    guard !bytes.isEmpty, bytes.allSatisfy({ (0x20...0x7e).contains($0) }) else {
      throw Fault(message: "the namespace of the signature is empty or not printable ASCII")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hashAlgorithm(_ bytes: ArraySlice<UInt8>) throws(Fault) -> HashAlgorithm {
    guard let hash = HashAlgorithm(rawValue: String(decoding: bytes, as: UTF8.self)),
      bytes.elementsEqual(hash.rawValue.utf8)
    else {
      throw Fault(
        message: "the signature names the hash \(QuotedText.quote(bytes)); "
          + "only sha512 and sha256 are safe")
    }
    return hash
  }
}
