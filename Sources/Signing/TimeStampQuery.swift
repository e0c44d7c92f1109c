/// A request for an RFC 3161 time stamp, as a file to carry to an authority.
public enum TimeStampQuery {
  /// Makes the request for a file.
  ///
  /// It asks for the authority's certificate, so that the reply can be checked alone. It holds no
  /// nonce: the digest ties the reply to the file, and nothing has to be kept until the reply comes.
  ///
  /// - Parameter digest: the SHA-512 of the file, 64 bytes.
  /// - Returns: a DER `TimeStampReq` (RFC 3161, 2.4.1).
  public static func encoded(sha512 digest: [UInt8]) -> [UInt8] {
    head + digest + certificateWanted
  }

  // SEQUENCE { version 1, SEQUENCE { SEQUENCE { id-sha512, NULL }, OCTET STRING of 64 bytes } …
  private static let head: [UInt8] = [
    0x30, 0x59, 0x02, 0x01, 0x01, 0x30, 0x51, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
    0x03, 0x04, 0x02, 0x03, 0x05, 0x00, 0x04, 0x40,
  ]
  // … certReq TRUE }
  private static let certificateWanted: [UInt8] = [0x01, 0x01, 0xFF]
}
