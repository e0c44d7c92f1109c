/// The file that OpenSSH keeps a private key in (`PROTOCOL.key`), without passphrase.
enum OpenSSHPrivateKey {
  private static let begin = "-----BEGIN OPENSSH PRIVATE KEY-----"
  private static let end = "-----END OPENSSH PRIVATE KEY-----"
  private static let magic = Array("openssh-key-v1\0".utf8)
  private static let agentAdvice =
    "load it with ssh-add and give its public key file (.pub) instead"
  private static let newKeyAdvice = "make an Ed25519 key with ssh-keygen -t ed25519"

  /// What a file says without its passphrase.
  struct Head {
    let key: PublicKey
    let isEncrypted: Bool
  }

  /// Reads what stands before the secret part; nil when the file is not in this form.
  static func head(of file: [UInt8]) -> Head? {
    guard let blob = try? blob(in: file) else { return nil }
    var reader = WireReader(blob)
    guard let start = reader.take(magic.count), blob[start].elementsEqual(magic),
      let cipher = reader.string(), reader.string() != nil, reader.string() != nil,
      reader.uint32() == 1, let key = reader.string(),
      let key = try? PublicKey(blob: Array(blob[key]))
    else { return nil }
    return Head(key: key, isEncrypted: !blob[cipher].elementsEqual("none".utf8))
  }

  /// The seed of the Ed25519 key in a file.
  static func seed(in file: [UInt8]) throws(KeyFault) -> [UInt8] {
    try seed(inBlob: try blob(in: file))
  }

  /// The bytes of a file.
  static func file(seed: [UInt8], publicKey: PublicKey, comment: String) -> [UInt8] {
    let check = UInt32.random(in: .min ... .max)
    var secret = WireWriter(capacity: 256)
    secret.uint32(check)
    secret.uint32(check)
    secret.raw(publicKey.blob)
    secret.string(seed + publicKey.blob.suffix(32))
    secret.string(comment)
    let padding = (8 - secret.bytes.count % 8) % 8
    secret.raw((0..<padding).map { UInt8($0 + 1) })

    var whole = WireWriter(capacity: 512)
    whole.raw(magic)
    whole.string("none")
    whole.string("none")
    whole.string("")
    whole.uint32(1)
    whole.string(publicKey.blob)
    whole.string(secret.bytes)

    var lines = begin + "\n"
    var digits = Base64.encode(whole.bytes)[...]
    while !digits.isEmpty {
      lines += digits.prefix(70) + "\n"
      digits = digits.dropFirst(70)
    }
    return Array((lines + end + "\n").utf8)
  }

  /// What stands in base64 between the first and the last line.
  private static func blob(in file: [UInt8]) throws(KeyFault) -> [UInt8] {
    let lines = file.split(separator: 0x0a, omittingEmptySubsequences: false).map {
      $0.last == 0x0d ? $0.dropLast() : $0
    }
    guard let first = lines.first, first.elementsEqual(begin.utf8) else {
      throw KeyFault(message: advice(forBeginning: lines.first ?? []))
    }
    guard let last = lines.firstIndex(where: { $0.elementsEqual(end.utf8) }) else {
      throw KeyFault(message: "the private key file is cut short: its END line is missing")
    }
    guard lines[(last + 1)...].allSatisfy(\.isEmpty) else {
      throw KeyFault(message: "the private key file goes on after its END line")
    }
    let digits = String(decoding: lines[1..<last].joined(), as: UTF8.self)
    guard let blob = Base64.decodeCanonical(digits) else {
      throw KeyFault(message: "the private key file is damaged: it is not base64")
    }
    return blob
  }

  /// What to do with a file that begins otherwise.
  private static func advice(forBeginning line: ArraySlice<UInt8>) -> String {
    let line = String(decoding: line.prefix(200), as: UTF8.self)
    if line.hasPrefix("-----BEGIN "), line.contains("PRIVATE KEY-----") {
      return "this is a PEM private key, which is not read here: \(agentAdvice), "
        + "or \(newKeyAdvice)"
    }
    if line.hasPrefix("PuTTY-User-Key-File") {
      return "this is a PuTTY key, which is not read here: export it as an OpenSSH key with "
        + "puttygen, or \(newKeyAdvice)"
    }
    if line.contains("-cert-v01@openssh.com ") {
      return "this is a certificate, not a private key: give the private key that it belongs to"
    }
    let kinds = [
      "ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "-----BEGIN PUBLIC KEY", "---- BEGIN",
    ]
    if kinds.contains(where: { line.hasPrefix($0) }) {
      return "this is a public key, which cannot sign by itself: "
        + "load its private half with ssh-add, or give the private key file"
    }
    return "this is no OpenSSH private key: \(newKeyAdvice)"
  }

  private static func seed(inBlob blob: [UInt8]) throws(KeyFault) -> [UInt8] {
    var reader = WireReader(blob)
    guard let start = reader.take(magic.count), blob[start].elementsEqual(magic),
      let cipher = reader.string(), let derivation = reader.string(),
      let options = reader.string(), let count = reader.uint32()
    else { throw damaged("its head cannot be read") }
    guard blob[cipher].elementsEqual("none".utf8) else {
      throw KeyFault(
        message: "the private key is encrypted with a passphrase, which is not asked for here: "
          + agentAdvice)
    }
    guard blob[derivation].elementsEqual("none".utf8), options.isEmpty else {
      throw damaged("it names a passphrase and no cipher")
    }
    guard count == 1 else {
      throw KeyFault(message: "the private key file holds \(count) keys, only one is read")
    }
    guard let publicRange = reader.string(), let secretRange = reader.string(), reader.isAtEnd
    else { throw damaged("its fields do not fill it") }
    let publicKey = try PublicKey(blob: Array(blob[publicRange]))
    guard case .ed25519(let point) = publicKey.parts, point.count == 32 else {
      throw KeyFault(message: advice(forKind: publicKey.type))
    }
    return try seed(
      in: WireReader(blob, in: secretRange), of: blob, length: secretRange.count, for: publicKey)
  }

  private static func seed(
    in secret: WireReader, of blob: [UInt8], length: Int, for publicKey: PublicKey
  ) throws(KeyFault) -> [UInt8] {
    var reader = secret
    guard length % 8 == 0, let check = reader.uint32(), check == reader.uint32() else {
      throw damaged("its check numbers differ")
    }
    guard let inner = reader.take(publicKey.blob.count), blob[inner] == publicKey.blob[...],
      let pair = reader.string(), pair.count == 64,
      blob[pair].suffix(32) == publicKey.blob.suffix(32)
    else { throw damaged("the public key in it is not always the same") }
    guard reader.string() != nil, reader.rest.count < 8,
      blob[reader.rest].elementsEqual((0..<reader.rest.count).map { UInt8($0 + 1) })
    else { throw damaged("its padding is wrong") }
    let seed = Array(blob[pair].prefix(32))
    guard try Ed25519SigningKey(seed: seed).publicKey == publicKey else {
      throw damaged("its private half does not belong to its public half")
    }
    return seed
  }

  /// What to do with a key of another kind.
  private static func advice(forKind type: String) -> String {
    let name =
      switch type {
      case "ssh-rsa": "an RSA"
      case "ssh-dss": "a DSA"
      case _ where type.hasPrefix("ecdsa-sha2-"): "an ECDSA"
      case _ where type.hasPrefix("sk-"): "a security key's"
      default: "a " + QuotedText.quote(type)
      }
    if type == "ssh-dss" {
      return "a DSA private key does not sign reports: \(newKeyAdvice)"
    }
    return "\(name) private key file is not read here: \(agentAdvice), or \(newKeyAdvice)"
  }

  private static func damaged(_ why: String) -> KeyFault {
    KeyFault(message: "the private key file is damaged: \(why)")
  }
}
