@testable import Signing

/// A revocation list in either form: more lines never revoke less.
enum RevocationListTarget: FuzzTarget {
  static let name = "revocation-list"

  static var seeds: [[UInt8]] {
    get throws {
      let keys = try SampleKeys.lines.get()
      let texts = ["\(keys[0])\n", "# Lost\n\(keys[1]) laptop\r\n\n\(keys[2])\n"]
      return try texts.map { Array($0.utf8) } + [keyFile(), keyFile(comment: "c", section: 1)]
    }
  }

  static func check(_ input: [UInt8]) throws {
    let list: RevocationList
    do {
      list = try RevocationList(bytes: input)
    } catch {
      try requireSentence(error.message)
      return try require(
        (1...lines(of: input).count).contains(error.line), "a fault in line \(error.line)")
    }
    let keys = try SampleKeys.lines.get().map { try PublicKey(openSSHLine: $0) }
    let isBinary = input.starts(with: KeyRevocationFile.magic)
    if isBinary {
      let file = try KeyRevocationFile(input)
      for key in keys {
        try require(list.revokes(key) == file.revokes(key), "the two readers of a KRL differ")
      }
      for blob in file.blobs where blob.count < 4096 {
        if let key = try? PublicKey(blob: blob) {
          try require(list.revokes(key), "a key in the KRL is not revoked")
        }
      }
    } else if input.count < 4096 {
      let alone = try lines(of: input).map { try RevocationList(bytes: [0x0A] + $0) }
      for key in keys {
        try require(
          list.revokes(key) == alone.contains { $0.revokes(key) }, "lines together say otherwise")
      }
    }
  }

  /// A KRL with a section of each kind that is read.
  private static func keyFile(comment: String = "", section: UInt8 = 5) throws -> [UInt8] {
    let key = try PublicKey(openSSHLine: SampleKeys.lines.get()[0])
    var explicit = WireWriter()
    explicit.string(key.blob)
    var digests = WireWriter()
    var hash = SHA256State()
    hash.update(key.blob)
    digests.string(hash.digest())
    var writer = WireWriter()
    writer.raw(KeyRevocationFile.magic)
    writer.uint32(1)
    writer.raw(Array(repeating: 0, count: 24))
    writer.string("")
    writer.string(comment)
    writer.raw([2])
    writer.string(explicit.bytes)
    writer.raw([section])
    writer.string(digests.bytes)
    return writer.bytes
  }
}
