import Testing

@testable import Signing

@Suite struct PrivateKeyTests {
  private static let seed = [UInt8](repeating: 5, count: 32)

  /// The binary form inside the file, put into a file again.
  private func file(_ blob: [UInt8]) -> [UInt8] {
    Array(
      ("-----BEGIN OPENSSH PRIVATE KEY-----\n" + Base64.encode(blob)
        + "\n-----END OPENSSH PRIVATE KEY-----\n").utf8)
  }

  /// The binary form, with every field open to change.
  private func blob(
    magic: String = "openssh-key-v1\0", cipher: String = "none", derivation: String = "none",
    options: [UInt8] = [], count: UInt32 = 1, type: String = "ssh-ed25519", checks: UInt32 = 0,
    innerPoint: [UInt8]? = nil, seed: [UInt8] = seed, half: [UInt8]? = nil, comment: String = "ab",
    padding: [UInt8]? = nil, tail: [UInt8] = []
  ) throws -> [UInt8] {
    let point = Array(try Ed25519SigningKey(seed: Self.seed).publicKey.blob.suffix(32))
    var secret = WireWriter()
    secret.uint32(99)
    secret.uint32(99 + checks)
    secret.string("ssh-ed25519")
    secret.string(innerPoint ?? point)
    secret.string(seed + (half ?? point))
    secret.string(comment)
    let count8 = (8 - secret.bytes.count % 8) % 8
    secret.raw(padding ?? (0..<count8).map { UInt8($0 + 1) })
    var whole = WireWriter()
    whole.raw(magic.utf8)
    whole.string(cipher)
    whole.string(derivation)
    whole.string(options)
    whole.uint32(count)
    whole.string(Blob.strings(Array(type.utf8), point))
    whole.string(secret.bytes)
    whole.raw(tail)
    return whole.bytes
  }

  private func fault(_ file: [UInt8]) -> String? {
    do throws(KeyFault) {
      _ = try Ed25519SigningKey(openSSHPrivateKey: file)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func theFormIsReadStrictly() throws {
    #expect(fault(file(try blob())) == nil)
    #expect(fault(file(try blob(comment: ""))) == nil)
    #expect(fault(file(try blob(magic: "openssh-key-v2\0")))?.contains("head") == true)
    #expect(fault(file(try blob(cipher: "aes256-ctr")))?.contains("passphrase") == true)
    #expect(fault(file(try blob(derivation: "bcrypt")))?.contains("damaged") == true)
    #expect(fault(file(try blob(options: [0])))?.contains("damaged") == true)
    #expect(fault(file(try blob(count: 2)))?.contains("2 keys") == true)
    #expect(fault(file(try blob(count: 0)))?.contains("0 keys") == true)
    #expect(fault(file(try blob(type: "ssh-dss")))?.contains("DSA") == true)
    #expect(fault(file(try blob(checks: 1)))?.contains("check numbers") == true)
    let zeros = [UInt8](repeating: 0, count: 32)
    #expect(fault(file(try blob(innerPoint: zeros)))?.contains("always the same") == true)
    #expect(fault(file(try blob(half: zeros)))?.contains("always the same") == true)
    #expect(fault(file(try blob(seed: zeros)))?.contains("does not belong") == true)
    #expect(fault(file(try blob(seed: [])))?.contains("damaged") == true)
    #expect(fault(file(try blob(comment: "a", padding: [1])))?.contains("damaged") == true)
    let count = try blob().count
    #expect(fault(file(try blob(tail: [0])))?.contains("fill") == true)
    #expect(fault(file(try blob(padding: [1, 2, 3, 4, 5, 6, 8])))?.contains("damaged") == true)
    #expect(fault(file(Array(try blob().prefix(count - 1))))?.contains("fill") == true)
  }

  @Test func paddingCountsUp() throws {
    // A comment of two bytes leaves room for padding of some length: find it, then spoil it.
    for length in 0..<8 {
      let comment = String(repeating: "c", count: length)
      let bytes = try blob(comment: comment)
      #expect(fault(file(bytes)) == nil)
      if bytes.last == 1 || bytes.last == 2 {
        var spoilt = bytes
        spoilt[bytes.count - 1] += 1
        #expect(fault(file(spoilt))?.contains("padding") == true)
      }
    }
  }

  @Test func everyCutFileIsRefused() throws {
    let blob = try blob()
    for count in 0..<blob.count {
      #expect(fault(file(Array(blob[..<count]))) != nil)
    }
    // Without the last line end it is still whole.
    let whole = file(blob)
    for count in 0..<(whole.count - 1) {
      #expect(fault(Array(whole[..<count])) != nil)
    }
  }

  @Test func noChangedByteGivesAnotherKey() throws {
    let key = try Ed25519SigningKey(seed: Self.seed).publicKey
    let blob = try blob()
    for index in blob.indices {
      for change: UInt8 in [1, 0x80, 0xff] {
        var changed = blob
        changed[index] ^= change
        if let read = try? Ed25519SigningKey(openSSHPrivateKey: file(changed)) {
          #expect(read.publicKey == key)
        }
      }
    }
  }

  @Test func theFrameIsReadStrictly() throws {
    let text = String(decoding: file(try blob()), as: UTF8.self)
    #expect(fault(Array((text + "x\n").utf8))?.contains("goes on") == true)
    #expect(fault(Array((text + "\n\n").utf8)) == nil)
    #expect(fault(Array(("\n" + text).utf8))?.contains("no OpenSSH private key") == true)
    #expect(fault(Array(text.replacing("b3Bl", with: "b3B ").utf8))?.contains("base64") == true)
  }

  @Test(arguments: [
    ("", "no OpenSSH private key"), ("hello", "no OpenSSH private key"),
    ("PuTTY-User-Key-File-3: ssh-ed25519", "PuTTY"),
    ("-----BEGIN PRIVATE KEY-----", "PEM"), ("-----BEGIN ENCRYPTED PRIVATE KEY-----", "PEM"),
    ("-----BEGIN EC PRIVATE KEY-----", "PEM"), ("-----BEGIN PUBLIC KEY-----", "public key"),
    ("---- BEGIN SSH2 PUBLIC KEY ----", "public key"),
    ("sk-ssh-ed25519@openssh.com AAAA", "public key"),
    ("ssh-ed25519-cert-v01@openssh.com AAAA", "certificate"),
    ("-----BEGIN OPENSSH PRIVATE KEY-----", "END line"),
  ])
  func otherFilesSayWhatToDo(text: String, part: String) {
    #expect(fault(Array((text + "\n").utf8))?.contains(part) == true)
  }
}
