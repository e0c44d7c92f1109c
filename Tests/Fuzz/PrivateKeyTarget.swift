@testable import Signing

/// A private key file as it is, and as what stands in base64 between its first and last line.
enum PrivateKeyTarget: FuzzTarget {
  static let name = "private-key"

  static var seeds: [[UInt8]] {
    get throws {
      let key = try SampleReport.key(of: SampleReport.ann)
      let file = key.openSSHPrivateKey(comment: "c")
      let digits = String(decoding: file, as: UTF8.self).split(separator: "\n").dropFirst()
      guard let blob = Base64.decodeCanonical(digits.dropLast().joined()) else {
        throw Broken(description: "a key file of our own is no base64")
      }
      return [file, blob, Array((key.publicKey.openSSH + "\n").utf8)]
        + ["-----BEGIN RSA PRIVATE KEY-----\n", "PuTTY-User-Key-File-3: ssh-ed25519\n"].map {
          Array($0.utf8)
        }
    }
  }

  static func check(_ input: [UInt8]) throws {
    try checkFile(input)
    let armoured =
      "-----BEGIN OPENSSH PRIVATE KEY-----\n" + Base64.encode(input)
      + "\n-----END OPENSSH PRIVATE KEY-----\n"
    try checkFile(Array(armoured.utf8))
  }

  private static func checkFile(_ file: [UInt8]) throws {
    let key: Ed25519SigningKey
    do {
      key = try Ed25519SigningKey(openSSHPrivateKey: file)
    } catch {
      return try requireSentence(error.message)
    }
    let again = key.openSSHPrivateKey(comment: "again")
    try require(
      try Ed25519SigningKey(openSSHPrivateKey: again).publicKey == key.publicKey,
      "a key that is written and read is another one")
    try require(key.publicKey.strictFault == nil, "a private key of a public key that may not sign")
    let digest = Array(repeating: UInt8(7), count: 64)
    let signature = try SSHSignature(blob: try key.sign(namespace: "fuzz", sha512: digest))
    try signature.verify(digest: digest)
    try require(signature.publicKey == key.publicKey, "a signature that names another key")
  }
}
