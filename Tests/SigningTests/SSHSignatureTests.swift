import Testing

@testable import Signing

@Suite struct SSHSignatureTests {
  static let message = Array("message\n".utf8)
  static let seed = [UInt8](repeating: 9, count: 32)

  static func good() throws -> Blob {
    let key = try Ed25519SigningKey(seed: seed)
    let bytes = try key.sign(namespace: "postflight-review", sha512: Blob.digest(of: message))
    return try #require(Blob(bytes))
  }

  /// A signature of a security key, made with the software key inside it.
  static func security(flags: UInt8, application: String = "ssh:") throws -> Blob {
    let key = try Ed25519SigningKey(seed: seed)
    let type = "sk-ssh-ed25519@openssh.com"
    var blob = Blob(
      key: Blob.strings(
        Array(type.utf8), Array(key.publicKey.blob.suffix(32)), Array("ssh:".utf8)),
      format: type, signature: [])
    blob.trailer = [flags, 0, 0, 0, 5]
    let signed = SSHSignature.signedBytes(
      namespace: "postflight-review", hash: .sha512, digest: Blob.digest(of: message))
    blob.signature = try key.signature(
      for: Blob.digest(of: Array(application.utf8), .sha256) + blob.trailer
        + Blob.digest(of: signed, .sha256))
    return blob
  }

  /// Made with another implementation, checked with `ssh-keygen -Y check-novalidate`.
  static let securityECDSA =
    "U1NIU0lHAAAAAQAAAH8AAAAic2stZWNkc2Etc2hhMi1uaXN0cDI1NkBvcGVuc3NoLmNvbQAAAAhuaXN0cDI1NgAAAEEE"
    + "aQZCAJtoVEvMyKiaCYM4lLXtDabkKSZl/vfVYzuNjSYld5MjUetUbZY5AQF4TaGbWLJ7GkDsGDzjmTffpfRy3wAAAARz"
    + "c2g6AAAAEXBvc3RmbGlnaHQtcmV2aWV3AAAAAAAAAAZzaGE1MTIAAAB3AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZA"
    + "b3BlbnNzaC5jb20AAABIAAAAIHcB1J7LO2eYCbLEJAAdURgEzfgYDoLwLJ3GqcXyArmNAAAAIDE7bZf1mBIRrWWk4sPd"
    + "BBy7ucp1yetpDFvtrw9A12kXAQAAAAc="

  @Test func aSignatureOfOursHolds() throws {
    let blob = try Self.good()
    #expect(blob.bytes.count == 187)
    #expect(blob.fault(for: Self.message) == nil)
    #expect(blob.fault(for: Self.message + [0])?.contains("does not fit") == true)
    let signature = try SSHSignature(blob: blob.bytes)
    #expect(signature.namespace == "postflight-review")
    #expect(signature.hashAlgorithm == .sha512)
    #expect(signature.publicKey == (try Ed25519SigningKey(seed: Self.seed).publicKey))
    #expect(signature.isTouched)
    #expect(throws: SSHSignature.Fault.self) { try signature.verify(digest: []) }
  }

  @Test func signingTakesADigestOnly() throws {
    let key = Ed25519SigningKey()
    #expect(throws: KeyFault.self) { try key.sign(namespace: "n", sha512: Self.message) }
    #expect(throws: KeyFault.self) { try Ed25519SigningKey(seed: [1, 2, 3]) }
    #expect(Ed25519SigningKey().publicKey != key.publicKey)
  }

  struct Change: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let part: String
    let change: @Sendable (inout Blob) -> Void

    init(_ name: String, _ part: String, _ change: @escaping @Sendable (inout Blob) -> Void) {
      testDescription = name
      self.part = part
      self.change = change
    }
  }

  /// 2^252 + …, least byte first.
  private static let order: [UInt8] =
    [
      0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
      0x14,
    ] + Array(repeating: 0, count: 15) + [0x10]

  static let changes: [Change] = [
    Change("reserved field filled", "reserved") { $0.reserved = [0] },
    Change("version 0", "version 0") { $0.version = 0 },
    Change("version 2", "version 2") { $0.version = 2 },
    Change("byte after the last field", "bytes follow") { $0.tail = [0] },
    Change("byte after the signature proper", "1 bytes follow") { $0.trailer = [0] },
    Change("flags on a plain key", "5 bytes follow") { $0.trailer = [1, 0, 0, 0, 0] },
    Change("byte after the key", "bytes follow the last field of the key") { $0.key += [0] },
    Change("63 bytes", "64 bytes, this one has 63") { $0.signature.removeLast() },
    Change("65 bytes", "64 bytes, this one has 65") { $0.signature += [0] },
    Change("no bytes", "64 bytes, this one has 0") { $0.signature = [] },
    Change("S + L", "altered") { blob in
      var carry: UInt16 = 0
      for index in 0..<32 {
        carry += UInt16(blob.signature[32 + index]) + UInt16(order[index])
        blob.signature[32 + index] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
    },
    Change("S = L", "altered") { $0.signature.replaceSubrange(32..., with: order) },
    Change("sha1", "\"sha1\"") { $0.hash = Array("sha1".utf8) },
    Change("SHA512", "\"SHA512\"") { $0.hash = Array("SHA512".utf8) },
    Change("no hash", "\"\"") { $0.hash = [] },
    Change("hash of no UTF-8", "\"\\xff\"") { $0.hash = [0xff] },
    Change("relabelled hash", "does not fit") { $0.hash = Array("sha256".utf8) },
    Change("relabelled namespace", "does not fit") {
      $0.namespace = Array("postflight-approve".utf8)
    },
    Change("no namespace", "namespace") { $0.namespace = [] },
    Change("namespace of no ASCII", "namespace") { $0.namespace = [0xc3, 0xa9] },
    Change("namespace with NUL", "namespace") { $0.namespace += [0] },
    Change("ssh-rsa on Ed25519", "\"ssh-rsa\" is not one") { $0.format = Array("ssh-rsa".utf8) },
    Change("another kind", "is not one") { $0.format = Array("rsa-sha2-512".utf8) },
    Change("no kind", "no kind") { $0.format = [] },
    Change("another key", "does not fit") { $0.key[50] ^= 1 },
    Change("a cut certificate as key", "the key ends inside") {
      $0.key = Blob.strings(Array("ssh-ed25519-cert-v01@openssh.com".utf8), [1, 2])
    },
    Change("a kind that is not known", "do not sign") {
      $0.key = Blob.strings(Array("mldsa44-ed25519@openssh.com".utf8), [1, 2])
    },
    Change("neutral key and signature", "small order") {
      let neutral = [1] + [UInt8](repeating: 0, count: 31)
      $0.key = Blob.strings(Array("ssh-ed25519".utf8), neutral)
      $0.signature = neutral + Array(repeating: 0, count: 32)
    },
  ]

  @Test(arguments: changes) func isRefused(change: Change) throws {
    var blob = try Self.good()
    change.change(&blob)
    let fault = blob.fault(for: Self.message)
    #expect(fault?.contains(change.part) == true, "\(fault ?? "it held")")
    #expect(fault?.utf8.allSatisfy { (0x20...0x7e).contains($0) } == true)
  }

  @Test func theNamespaceIsTheOneThatWasSigned() throws {
    let key = try Ed25519SigningKey(seed: Self.seed)
    let bytes = try key.sign(namespace: "git", sha512: Blob.digest(of: Self.message))
    let signature = try SSHSignature(blob: bytes)
    try signature.verify(digest: Blob.digest(of: Self.message))
    #expect(signature.namespace == "git")
  }

  @Test func securityKeysSayWhetherTheyWereTouched() throws {
    for (flags, isTouched) in [(UInt8(1), true), (5, true), (0, false), (4, false)] {
      let blob = try Self.security(flags: flags)
      #expect(blob.fault(for: Self.message) == nil)
      #expect(try SSHSignature(blob: blob.bytes).isTouched == isTouched)
      var relabelled = blob
      relabelled.trailer[0] ^= 1
      #expect(relabelled.fault(for: Self.message)?.contains("does not fit") == true)
      var counted = blob
      counted.trailer[4] += 1
      #expect(counted.fault(for: Self.message)?.contains("does not fit") == true)
    }
    let other = try Self.security(flags: 1, application: "ssh:other")
    #expect(other.fault(for: Self.message)?.contains("does not fit") == true)
    var plain = try Self.security(flags: 1)
    plain.format = Array("ssh-ed25519".utf8)
    plain.trailer = []
    #expect(plain.fault(for: Self.message)?.contains("is not one") == true)
    #expect(try !SSHSignature(blob: plain.bytes).isTouched)
  }

  @Test func securityKeysOnP256() throws {
    let bytes = try #require(Base64.decodeCanonical(Self.securityECDSA))
    #expect(Blob.fault(of: bytes, for: Self.message) == nil)
    #expect(try SSHSignature(blob: bytes).isTouched)
    var blob = try #require(Blob(bytes))
    blob.trailer[0] = 0
    #expect(blob.fault(for: Self.message)?.contains("does not fit") == true)
    #expect(try !SSHSignature(blob: blob.bytes).isTouched)
  }

  @Test func rsaWithSHA256() throws {
    let bytes = try #require(Base64.decodeCanonical(RSAVectors.sha256))
    let blob = try #require(Blob(bytes))
    #expect(blob.fault(for: Self.message) == nil)
    let fields = Blob.split(blob.key)
    try #require(fields.count == 3)
    let modulus = try #require(PositiveInteger.magnitude(fields[2][...]))
    let key = try #require(WideRSA(modulus: modulus, exponent: fields[1][...]))
    let signed = SSHSignature.signedBytes(
      namespace: "postflight-review", hash: .sha512, digest: Blob.digest(of: Self.message))
    #expect(key.isValid(blob.signature[...], sha256: Blob.digest(of: signed, .sha256)))
    #expect(!key.isValid(blob.signature[...], sha512: Blob.digest(of: signed)))
    // The same number to the key, once more around.
    var around = blob
    var carry: UInt16 = 0
    for index in blob.signature.indices.reversed() {
      carry += UInt16(blob.signature[index]) + UInt16(modulus[modulus.startIndex + index])
      around.signature[index] = UInt8(truncatingIfNeeded: carry)
      carry >>= 8
    }
    #expect(carry == 0)
    #expect(around.fault(for: Self.message)?.contains("does not fit") == true)
    #expect(!key.isValid(around.signature[...], sha256: Blob.digest(of: signed, .sha256)))
    var relabelled = blob
    relabelled.format = Array("rsa-sha2-512".utf8)
    #expect(relabelled.fault(for: Self.message)?.contains("does not fit") == true)
  }

  @Test func theLongestRSAKeys() throws {
    let bytes = try #require(Base64.decodeCanonical(RSAVectors.wide))
    #expect(Blob.fault(of: bytes, for: Self.message) == nil)
    #expect(Blob.fault(of: bytes, for: Self.message + [0])?.contains("does not fit") == true)
    var blob = try #require(Blob(bytes))
    blob.format = Array("rsa-sha2-256".utf8)
    #expect(blob.fault(for: Self.message)?.contains("does not fit") == true)
    blob.signature.removeLast()
    #expect(blob.fault(for: Self.message)?.contains("2047 bytes, its key 2048") == true)
  }

  static func blobs() throws -> [[UInt8]] {
    [
      try good().bytes, try security(flags: 1).bytes,
      try #require(Base64.decodeCanonical(securityECDSA)),
    ]
  }

  @Test func noTruncationHolds() throws {
    for blob in try Self.blobs() {
      for count in 0..<blob.count {
        #expect(Blob.fault(of: Array(blob[..<count]), for: Self.message) != nil)
      }
    }
  }

  @Test func noChangedByteHolds() throws {
    for blob in try Self.blobs() {
      #expect(Blob.fault(of: blob, for: Self.message) == nil)
      for index in blob.indices {
        for change: UInt8 in [1, 2, 4, 8, 16, 32, 64, 128, 255, blob[index]] where change != 0 {
          var changed = blob
          changed[index] ^= change
          let fault = Blob.fault(of: changed, for: Self.message)
          #expect(fault != nil, "byte \(index) changed by \(change)")
        }
      }
    }
  }

  @Test func lengthsNearTheLimitsDoNotTrap() throws {
    let blob = try Self.good().bytes
    for index in 0...(blob.count - 4) {
      for length: [UInt8] in [
        [0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff], [0x80, 0, 0, 0], [0, 0, 0, 0],
      ] where Array(blob[index..<(index + 4)]) != length {
        var changed = blob
        changed.replaceSubrange(index..<(index + 4), with: length)
        #expect(Blob.fault(of: changed, for: Self.message) != nil)
      }
    }
  }
}
