/// An OpenSSH certificate: a key, and what an authority says of it (`PROTOCOL.certkeys`).
///
/// Read strictly: nothing after the last field, an empty reserved field, options in order and each
/// once. What it allows is `fault(principal:at:)`'s to judge, whether the authority counts the trust
/// list's.
public struct Certificate: Sendable {
  static let typeSuffix = "-cert-v01@openssh.com"

  /// The certificate as it stands inside signatures, in `-cert.pub` files and in agents.
  public let named: PublicKey
  private var blob: [UInt8] { named.blob }
  /// The key that it is for.
  public let key: PublicKey
  /// The key of the authority, never a certificate itself.
  public let authority: PublicKey
  /// The number that the authority gave it.
  public let serial: UInt64
  private let isForUsers: Bool
  private let principals: [Range<Int>]
  private let validAfter: UInt64
  private let validBefore: UInt64
  private let criticalOptions: [String]
  /// What the authority signed.
  private let signed: Range<Int>
  private let signature: SignatureProper

  /// Reads the line of a `-cert.pub` file: the kind, base64, and perhaps a comment.
  public init(openSSHLine: String) throws(KeyFault) {
    let line = try PublicKey(openSSHLine: openSSHLine)
    guard line.isCertificate else { throw KeyFault(message: "this is a key, not a certificate") }
    try self.init(line)
  }

  /// Reads the fields of what is known to be a certificate.
  init(_ certificate: PublicKey) throws(KeyFault) {
    named = certificate
    let blob = certificate.blob
    var reader = WireReader(blob)
    guard reader.name() != nil, reader.string() != nil else { throw Self.cut }
    key = try Self.key(of: certificate.type, &reader, blob)
    guard let serial = reader.uint64(), let purpose = reader.uint32(), reader.string() != nil,
      let principals = reader.string(), let validAfter = reader.uint64(),
      let validBefore = reader.uint64(), let criticalOptions = reader.string(),
      let extensions = reader.string(), let reserved = reader.string(),
      let authority = reader.string()
    else { throw Self.cut }
    signed = 0..<reader.position
    guard let signature = reader.string() else { throw Self.cut }
    guard reader.isAtEnd else {
      throw KeyFault(message: "bytes follow the last field of the certificate")
    }
    guard reserved.isEmpty else {
      throw KeyFault(message: "the reserved field of the certificate is not empty")
    }
    guard purpose == 1 || purpose == 2 else {
      throw KeyFault(message: "the certificate is for neither users nor hosts")
    }
    self.serial = serial
    isForUsers = purpose == 1
    self.validAfter = validAfter
    self.validBefore = validBefore
    self.principals = try Self.strings(principals, of: blob)
    self.criticalOptions = try Self.options(criticalOptions, of: blob)
    _ = try Self.options(extensions, of: blob)
    self.authority = try Self.authority(authority, of: blob)
    do {
      self.signature = try SignatureProper(blob, in: signature)
    } catch {
      throw KeyFault(message: error.message)
    }
  }

  /// Checks that the authority signed it, with nothing that the strict profile forbids.
  func verify() throws(SSHSignature.Fault) {
    guard try signature.holds(for: Array(blob[signed]), by: authority) else {
      throw SSHSignature.Fault(
        message: "the authority's signature in the certificate does not fit: "
          + "the certificate or the authority's key was changed")
    }
  }

  /// Whether a person touched the authority's security key; true of other authorities.
  var isTouched: Bool { signature.isTouched(by: authority) }

  /// Why the certificate does not let its key sign in a principal's name at a time in Unix seconds,
  /// in a sentence; nil if it does.
  ///
  /// As in OpenSSH the last second of its period does not belong to it. A restriction to a command
  /// or to addresses cannot be kept here, so that every critical option refuses.
  func fault(principal: String, at seconds: Int64) -> String? {
    guard isForUsers else { return "the certificate is for a host, not for a person" }
    if let option = criticalOptions.first {
      return
        "the certificate is restricted by \(QuotedText.quote(option)), which cannot be kept here"
    }
    guard let time = UInt64(exactly: seconds), validAfter <= time else {
      return "the certificate was not valid yet"
    }
    guard time < validBefore else { return "the certificate's period was over" }
    guard principals.contains(where: { blob[$0].elementsEqual(principal.utf8) }) else {
      return "the certificate does not name the principal \(QuotedText.quote(principal))"
    }
    return nil
  }

  private static var cut: KeyFault {
    KeyFault(message: "the certificate ends inside one of its fields")
  }

  /// The key's fields, which stand in a certificate as in the plain key.
  private static func key(
    of type: String, _ reader: inout WireReader, _ blob: [UInt8]
  ) throws(KeyFault) -> PublicKey {
    let stem = type.dropLast(typeSuffix.count)
    let type = stem.hasPrefix("sk-") ? stem + "@openssh.com" : String(stem)
    let start = reader.position
    guard try KeyParts(type: type, from: &reader, of: blob).isKnown else {
      throw KeyFault(message: "certificates for \(QuotedText.quote(type)) are not known here")
    }
    var writer = WireWriter(capacity: type.utf8.count + 4 + reader.position - start)
    writer.string(type)
    writer.raw(blob[start..<reader.position])
    return try PublicKey(blob: writer.bytes)
  }

  // By its kind first: a certificate as authority would be read on and on.
  private static func authority(_ range: Range<Int>, of blob: [UInt8]) throws(KeyFault) -> PublicKey
  {
    var reader = WireReader(blob, in: range)
    guard let type = reader.name(), !type.hasSuffix(typeSuffix) else {
      throw KeyFault(message: "the authority of the certificate is no plain key")
    }
    return try PublicKey(blob: Array(blob[range]))
  }

  private static func strings(
    _ range: Range<Int>, of blob: [UInt8]
  ) throws(KeyFault) -> [Range<Int>] {
    var reader = WireReader(blob, in: range)
    var found: [Range<Int>] = []
    while !reader.isAtEnd {
      guard let item = reader.string() else { throw cut }
      found.append(item)
    }
    return found
  }

  /// The names of options, each of which has a value.
  private static func options(_ range: Range<Int>, of blob: [UInt8]) throws(KeyFault) -> [String] {
    let fields = try strings(range, of: blob)
    guard fields.count.isMultiple(of: 2) else { throw cut }
    let names = stride(from: 0, to: fields.count, by: 2).map { blob[fields[$0]] }
    guard zip(names, names.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }) else {
      throw KeyFault(
        message: "the options of the certificate are not in order, or one stands twice")
    }
    return names.map { String(decoding: $0, as: UTF8.self) }
  }
}
