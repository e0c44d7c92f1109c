internal import Crypto
internal import FoundationEssentials

/// OpenSSH's binary revocation list (KRL), as far as it concerns plain keys.
///
/// What it says of certificates by number or name is `ssh-keygen`'s to tell.
/// Source: OpenSSH, `PROTOCOL.krl`. Anything that is not understood breaks the list: a revocation
/// that was overlooked would let a signature count.
struct KeyRevocationFile {
  static let magic = Array("SSHKRL\n\0".utf8)

  /// Public keys in wire form.
  private(set) var blobs: Set<[UInt8]> = []
  /// SHA-1 of public keys in wire form.
  private(set) var sha1: Set<[UInt8]> = []
  /// SHA-256 of public keys in wire form.
  private(set) var sha256: Set<[UInt8]> = []

  private enum Section: UInt8 {
    case certificates = 1
    case explicitKeys = 2
    case sha1 = 3
    case sha256 = 5
  }

  /// Reads a KRL, its magic included.
  init(_ bytes: [UInt8]) throws(ListFault) {
    var reader = WireReader(bytes)
    guard reader.take(Self.magic.count) != nil, reader.uint32() == 1,
      // Version, date and flags, each 64 bits; then a reserved field and a comment.
      reader.take(24) != nil, reader.string() != nil, reader.string() != nil
    else { throw Self.fault("the KRL's header cannot be read") }
    while !reader.isAtEnd {
      guard let kind = reader.take(1), let body = reader.string() else {
        throw Self.fault("a section of the KRL is cut off")
      }
      guard let section = Section(rawValue: bytes[kind.lowerBound]) else {
        throw Self.fault("a section of the KRL is of a kind that is not known here")
      }
      try read(section, bytes, in: body)
    }
  }

  /// Whether the list revokes a key.
  func revokes(_ key: PublicKey) -> Bool {
    blobs.contains(key.blob) || sha256.contains(Array(SHA256.hash(data: key.blob)))
      || sha1.contains(Array(Insecure.SHA1.hash(data: key.blob)))
  }

  private mutating func read(
    _ section: Section, _ bytes: [UInt8], in range: Range<Int>
  ) throws(ListFault) {
    // These say nothing about plain keys.
    if section == .certificates { return }
    var reader = WireReader(bytes, in: range)
    while !reader.isAtEnd {
      guard let item = reader.string() else {
        throw Self.fault("an entry of the KRL is cut off")
      }
      let value = Array(bytes[item])
      switch section {
      case .explicitKeys: blobs.insert(value)
      case .sha1 where value.count == 20: sha1.insert(value)
      case .sha256 where value.count == 32: sha256.insert(value)
      case .sha1, .sha256, .certificates:
        throw Self.fault("a digest in the KRL has the wrong length")
      }
    }
  }

  private static func fault(_ message: String) -> ListFault {
    ListFault(line: 1, message: message)
  }
}
