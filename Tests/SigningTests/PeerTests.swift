import Foundation
import Testing

@testable import Signing

/// The same signatures and keys, read by OpenSSH and by us.
@Suite(.serialized) struct PeerTests {
  private static let message = Array("the bytes before the signature\n".utf8)

  /// Keys are slow to make, so the tests share them.
  private static let shared = Result { try Keygen() }
  private let keygen: Keygen

  init() throws {
    keygen = try Self.shared.get()
  }

  private func key(_ kind: String, _ bits: Int?) throws -> (name: String, line: String) {
    let name = kind + (bits.map(String.init) ?? "")
    if let known = try? keygen.read(name + ".pub") {
      return (name, String(decoding: known, as: UTF8.self))
    }
    return (name, try keygen.makeKey(name, kind, bits: bits))
  }

  private func signed(_ kind: String, _ bits: Int?, hash: String = "sha512") throws -> Blob {
    let bytes = try keygen.sign(
      Self.message, key: try key(kind, bits).name, namespace: "postflight-review", hash: hash)
    return try #require(Blob(bytes))
  }

  private func isGood(_ blob: [UInt8], _ key: PublicKey, _ namespace: String) throws -> Bool {
    try keygen.write(Array("a@example.test \(key.openSSH)\n".utf8), "signers")
    try keygen.write(Keygen.armour(blob), "signature")
    let outcome = try keygen.run(
      "-Y", "verify", "-f", "signers", "-I", "a@example.test", "-n", namespace, "-s", "signature",
      input: Self.message)
    return outcome.status == 0 && outcome.text.contains("Good")
  }

  @Test func oursAreGoodForOpenSSH() throws {
    let key = Ed25519SigningKey()
    for namespace in ["postflight-checkpoint", "postflight-review", "postflight-approve"] {
      let blob = try key.sign(namespace: namespace, sha512: Blob.digest(of: Self.message))
      #expect(try isGood(blob, key.publicKey, namespace))
      #expect(try !isGood(blob, key.publicKey, namespace + "x"))
      #expect(Blob.fault(of: blob, for: Self.message) == nil)
    }
  }

  @Test(
    arguments: [
      ("ed25519", nil), ("rsa", 3072), ("rsa", 3080), ("ecdsa", 256), ("ecdsa", 384),
      ("ecdsa", 521),
    ] as [(String, Int?)], ["sha512", "sha256"])
  func theirsHold(kind: (String, Int?), hash: String) throws {
    let key = try PublicKey(openSSHLine: key(kind.0, kind.1).line)
    #expect(key.strictFault == nil)
    // Numbers of ECDSA signatures are of varying length, so several.
    for _ in 0..<(kind.0 == "ecdsa" ? 8 : 1) {
      let blob = try signed(kind.0, kind.1, hash: hash)
      #expect(blob.fault(for: Self.message) == nil)
      #expect(blob.fault(for: Self.message + [0])?.contains("does not fit") == true)
      let read = try SSHSignature(blob: blob.bytes)
      #expect(read.publicKey == key)
      #expect(read.namespace == "postflight-review")
      #expect(read.hashAlgorithm.rawValue == hash)
      #expect(read.isTouched)
    }
    let listing = try keygen.run("-l", "-f", self.key(kind.0, kind.1).name + ".pub")
    #expect(listing.text.contains(" \(key.fingerprint) "))
  }

  @Test(arguments: [2048, 3072, 3080], ["sha512", "sha256"])
  func ourOwnRSAAgrees(bits: Int, hash: String) throws {
    let blob = try signed("rsa", bits, hash: hash)
    let fields = Blob.split(blob.key)
    try #require(fields.count == 3)
    let modulus = try #require(PositiveInteger.magnitude(fields[2][...]))
    let key = try #require(WideRSA(modulus: modulus, exponent: fields[1][...]))
    let message = SSHSignature.signedBytes(
      namespace: "postflight-review", hash: try #require(HashAlgorithm(rawValue: hash)),
      digest: Blob.digest(of: Self.message, try #require(HashAlgorithm(rawValue: hash))))
    func isValid(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
      blob.format == Array("rsa-sha2-512".utf8)
        ? key.isValid(signature[...], sha512: Blob.digest(of: message))
        : key.isValid(signature[...], sha256: Blob.digest(of: message, .sha256))
    }
    #expect(isValid(blob.signature, message))
    #expect(!isValid(blob.signature, message + [0]))
    for index in stride(from: 0, to: blob.signature.count, by: 17) {
      var changed = blob.signature
      changed[index] ^= 1
      #expect(!isValid(changed, message))
    }
    for fill: UInt8 in [0, 0xff] {
      #expect(!isValid(Array(repeating: fill, count: blob.signature.count), message))
    }
    #expect(!isValid(Array(modulus), message))
    #expect(!isValid([], message))
  }

  @Test func smallRSAKeysDoNotSign() throws {
    let blob = try signed("rsa", 2048)
    #expect(try isGood(blob.bytes, try PublicKey(blob: blob.key), "postflight-review"))
    #expect(blob.fault(for: Self.message)?.contains("2048 bits") == true)
  }

  @Test func kindsAndLengthsOfRSASignatures() throws {
    let good = try signed("rsa", 3072)
    var blob = good
    blob.format = Array("ssh-rsa".utf8)
    #expect(blob.fault(for: Self.message)?.contains("SHA-1") == true)
    blob.format = Array("rsa-sha2-256".utf8)
    #expect(blob.fault(for: Self.message)?.contains("does not fit") == true)
    blob.format = Array("ssh-ed25519".utf8)
    #expect(blob.fault(for: Self.message)?.contains("is not one") == true)
    blob = good
    blob.signature = [0] + good.signature
    #expect(blob.fault(for: Self.message)?.contains("has 385 bytes, its key 384") == true)
    blob.signature = Array(good.signature.dropFirst())
    #expect(blob.fault(for: Self.message)?.contains("has 383 bytes, its key 384") == true)
    blob.signature = Array(repeating: 0xff, count: 384)
    #expect(blob.fault(for: Self.message)?.contains("does not fit") == true)
  }

  @Test(arguments: [256, 384, 521]) func numbersOfECDSASignatures(bits: Int) throws {
    let good = try signed("ecdsa", bits)
    let numbers = Blob.split(good.signature)
    try #require(numbers.count == 2)
    let (first, second) = (numbers[0], numbers[1])
    func fault(_ numbers: [UInt8]...) -> String? {
      var writer = WireWriter()
      for number in numbers { writer.string(number) }
      var blob = good
      blob.signature = writer.bytes
      return blob.fault(for: Self.message)
    }
    #expect(fault(first, second) == nil)
    #expect(fault([0] + first, second)?.contains("not positive") == true)
    #expect(fault(first, [0] + second)?.contains("not positive") == true)
    #expect(fault([first[0] | 0x80] + first.dropFirst(), second)?.contains("not positive") == true)
    #expect(fault([], second)?.contains("not positive") == true)
    #expect(fault([0], second)?.contains("not positive") == true)
    #expect(fault(first, Array(repeating: 0x7f, count: 67))?.contains("too long") == true)
    #expect(fault(first)?.contains("two numbers") == true)
    #expect(fault(first, second, [])?.contains("two numbers") == true)
    #expect(fault([1], second)?.contains("does not fit") == true)
    #expect(fault(second, first)?.contains("does not fit") == true)
  }

  @Test func negativeNumbersAreNotReadAsPositive() throws {
    // The same digits without the zero byte that keeps the sign clear.
    for _ in 0..<64 {
      let good = try signed("ecdsa", 256)
      let numbers = Blob.split(good.signature)
      guard let first = numbers.first, first.first == 0 else { continue }
      var blob = good
      blob.signature = Blob.strings(Array(first.dropFirst()), numbers[1])
      #expect(blob.fault(for: Self.message)?.contains("not positive") == true)
      return
    }
    Issue.record("no signature had a first number with its top bit set")
  }

  @Test func noCutOrChangedECDSAOrRSASignatureHolds() throws {
    for blob in [try signed("ecdsa", 521).bytes, try signed("rsa", 3072).bytes] {
      for count in 0..<blob.count {
        #expect(Blob.fault(of: Array(blob[..<count]), for: Self.message) != nil)
      }
      for index in blob.indices {
        for change: UInt8 in [1, 0x80, 0xff] {
          var changed = blob
          changed[index] ^= change
          #expect(
            Blob.fault(of: changed, for: Self.message) != nil, "byte \(index) changed by \(change)")
        }
      }
    }
  }

  @Test(arguments: ["", "a", "name@example.test", "a long comment, of more than one block: é"])
  func ourPrivateKeysAreReadByOpenSSH(comment: String) throws {
    let key = Ed25519SigningKey()
    let file = key.openSSHPrivateKey(comment: comment)
    try keygen.write(file, "ours")
    let outcome = try keygen.run("-y", "-f", "ours")
    #expect(outcome.status == 0)
    let line = String(decoding: outcome.output, as: UTF8.self)
    #expect(try PublicKey(openSSHLine: line) == key.publicKey)
    #expect(try Ed25519SigningKey(openSSHPrivateKey: file).publicKey == key.publicKey)
    let widths = String(decoding: file, as: UTF8.self).split(separator: "\n").map(\.utf8.count)
    #expect(widths.dropFirst().dropLast(2).allSatisfy { $0 == 70 })
    #expect(file.last == 0x0a)
  }

  @Test func theirPrivateKeysAreReadByUs() throws {
    for number in 0..<4 {
      let comment = String(repeating: "c", count: number * 3)
      let name = "theirs\(number)"
      try keygen.run("-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", name)
      let line = String(decoding: try keygen.read(name + ".pub"), as: UTF8.self)
      let key = try Ed25519SigningKey(openSSHPrivateKey: try keygen.read(name))
      #expect(try PublicKey(openSSHLine: line) == key.publicKey)
      let crlf = try keygen.read(name).flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
      #expect(try Ed25519SigningKey(openSSHPrivateKey: crlf).publicKey == key.publicKey)
    }
  }

  @Test(
    arguments: [
      ("ed25519", nil, [], "secret", "passphrase"), ("rsa", 3072, [], "", "an RSA private key"),
      ("rsa", 3072, [], "secret", "passphrase"), ("ecdsa", 256, [], "", "an ECDSA private key"),
      ("rsa", 3072, ["-m", "PEM"], "", "PEM"), ("ecdsa", 256, ["-m", "PKCS8"], "", "PEM"),
      ("ecdsa", 256, ["-m", "PKCS8"], "secret", "PEM"),
    ] as [(String, Int?, [String], String, String)])
  func otherPrivateKeysSayWhatToDo(
    kind: String, bits: Int?, form: [String], passphrase: String, part: String
  ) throws {
    let name = "other-" + kind + form.joined() + passphrase
    if form.isEmpty {
      _ = try keygen.makeKey(name, kind, bits: bits, passphrase: passphrase)
    } else {
      try keygen.run(
        "-q", "-t", kind, "-b", String(bits ?? 0), "-m", form[1], "-N", passphrase, "-f", name)
    }
    let file = try keygen.read(name)
    let fault = #expect(throws: KeyFault.self) { try Ed25519SigningKey(openSSHPrivateKey: file) }
    #expect(fault?.message.contains(part) == true, "\(fault?.message ?? "")")
    #expect(fault?.message.contains("ssh-add") == true)
    let publicFile = try keygen.read(name + ".pub")
    let other = #expect(throws: KeyFault.self) {
      try Ed25519SigningKey(openSSHPrivateKey: publicFile)
    }
    #expect(other?.message.contains("this is a public key") == true)
  }
}
