internal import SwiftASN1

/// What an RFC 3161 time stamp says.
///
/// Who says it is for the certificate of the authority to prove.
public struct TimeStampReply: Sendable, Equatable {
  /// Why bytes are no time stamp.
  public struct Fault: Error, Equatable {
    /// A clause: `it is no time stamp`.
    public let message: String
  }

  /// The digest that was stamped, SHA-512.
  public let digest: [UInt8]
  /// When, in UTC and whole seconds: `YYYY-MM-DDTHH:MM:SSZ`.
  public let time: String
  /// Whether the bytes are a whole `TimeStampResp` and not the token alone.
  public let isWhole: Bool

  /// Reads a `TimeStampResp`, or the token of one (RFC 3161, 2.4.2).
  ///
  /// - Parameter bytes: DER, or BER as some authorities send it.
  /// - Throws: `Fault` when they are neither, the authority refused, or the digest is no SHA-512.
  public init(_ bytes: [UInt8]) throws(Fault) {
    let parts: (digest: [UInt8], time: GeneralizedTime, isWhole: Bool)?
    do {
      parts = try Self.read(try BER.parse(bytes))
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(message: "it is no RFC 3161 time stamp")
    }
    guard let parts else { throw Fault(message: "it is no RFC 3161 time stamp") }
    guard parts.digest.count == 64 else {
      throw Fault(message: "it stamps no SHA-512 digest")
    }
    digest = parts.digest
    isWhole = parts.isWhole
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let moment = parts.time
    let year = String(repeating: "0", count: max(0, 4 - "\(moment.year)".count)) + "\(moment.year)"
    time =
      "\(year)-\(two(moment.month))-\(two(moment.day))T"
      + "\(two(moment.hours)):\(two(moment.minutes)):\(two(moment.seconds))Z"
  }

  private static func read(
    _ root: ASN1Node
  ) throws -> (digest: [UInt8], time: GeneralizedTime, isWhole: Bool)? {
    let children = Self.children(root)
    if children.first?.identifier == .objectIdentifier {
      return try token(root).map { ($0.digest, $0.time, false) }
    }
    guard let status = children.first.flatMap({ Self.children($0).first }) else { return nil }
    // 0 is granted, 1 granted with changes; the token comes with those alone.
    let code = try Int(berEncoded: status)
    guard code == 0 || code == 1 else {
      throw Fault(message: "the authority refused to stamp (status \(code))")
    }
    guard children.count == 2 else { return nil }
    return try token(children[1]).map { ($0.digest, $0.time, true) }
  }

  // ContentInfo { id-signedData, [0] SignedData { version, SET, { id-ct-TSTInfo, [0] … }, … } }
  private static func token(_ node: ASN1Node) throws -> (digest: [UInt8], time: GeneralizedTime)? {
    let outer = children(node)
    guard outer.count == 2, try ASN1ObjectIdentifier(berEncoded: outer[0]) == signedData,
      let signed = children(outer[1]).first.map(children), signed.count >= 4
    else { return nil }
    let content = children(signed[2])
    guard content.count == 2, try ASN1ObjectIdentifier(berEncoded: content[0]) == stampInfo,
      let octets = children(content[1]).first
    else { return nil }
    let info = children(try BER.parse(ASN1OctetString(berEncoded: octets).bytes))
    // TSTInfo { version, policy, { { algorithm, … }, digest }, serial, genTime, … }
    guard info.count >= 5 else { return nil }
    let imprint = children(info[2])
    guard imprint.count == 2, let algorithm = children(imprint[0]).first else { return nil }
    let isSHA512 = try ASN1ObjectIdentifier(berEncoded: algorithm) == sha512
    let digest = try ASN1OctetString(berEncoded: imprint[1]).bytes
    let time = try GeneralizedTime(berEncoded: info[4])
    return (isSHA512 ? Array(digest) : [], time)
  }

  private static func children(_ node: ASN1Node) -> [ASN1Node] {
    if case .constructed(let nodes) = node.content { Array(nodes) } else { [] }
  }

  private static let signedData: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 7, 2]
  private static let stampInfo: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 9, 16, 1, 4]
  private static let sha512: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 3]
}
