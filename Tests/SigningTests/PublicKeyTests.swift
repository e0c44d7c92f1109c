import Testing

@testable import Signing

@Suite struct PublicKeyTests {
  private static let seed = [UInt8](repeating: 7, count: 32)
  private static let ed25519 = Array("ssh-ed25519".utf8)

  private func point(_ low: UInt8, _ fill: UInt8, _ high: UInt8) -> [UInt8] {
    [low] + Array(repeating: fill, count: 30) + [high]
  }

  @Test func lineAndBlobGoBothWays() throws {
    let key = try Ed25519SigningKey(seed: Self.seed).publicKey
    #expect(key.type == "ssh-ed25519")
    #expect(key.blob.count == 51)
    #expect(key.fingerprint.utf8.count == 50)
    #expect(try PublicKey(blob: key.blob) == key)
    for line in [
      key.openSSH, key.openSSH + "\n", key.openSSH + " a comment\r\n", "  \(key.openSSH)\t",
    ] {
      let read = try PublicKey(openSSHLine: line)
      #expect(read == key)
      #expect(read.type == key.type)
      #expect(read.strictFault == nil)
    }
  }

  @Test(arguments: [
    ("", "a public key is a line"), ("ssh-ed25519", "a public key is a line"),
    ("ssh-ed25519 !!", "not base64"), ("ssh-ed25519 AAAA", "kind"),
    ("ssh-rsa KEY", "the key in it \"ssh-ed25519\""),
    ("ssh-ed25519 KEY\nssh-ed25519 KEY", "several"),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\nx", ".pub"),
    ("alice@example.test ssh-ed25519 KEY", "base64"),
  ])
  func linesThatAreNoKey(line: String, part: String) throws {
    let key = Base64.encode(try Ed25519SigningKey(seed: Self.seed).publicKey.blob)
    let line = line.split(separator: "KEY", omittingEmptySubsequences: false)
      .joined(separator: line.hasPrefix("-----") ? "KEY" : key)
    let fault = #expect(throws: KeyFault.self) { try PublicKey(openSSHLine: line) }
    #expect(fault?.message.contains(part) == true, "\(fault?.message ?? "")")
  }

  @Test func everyCutKeyIsRefused() throws {
    let blob = try Ed25519SigningKey(seed: Self.seed).publicKey.blob
    for count in 0..<blob.count {
      #expect(throws: KeyFault.self) { try PublicKey(blob: Array(blob[..<count])) }
    }
    #expect(throws: KeyFault.self) { try PublicKey(blob: blob + [0]) }
    #expect(throws: KeyFault.self) { try PublicKey(blob: [0xff, 0xff, 0xff, 0xff] + blob) }
  }

  @Test func curveNamesMustAgree() {
    let point = [4] + [UInt8](repeating: 1, count: 64)
    let blob = Blob.strings(
      Array("ecdsa-sha2-nistp256".utf8), Array("nistp384".utf8), point)
    #expect(throws: KeyFault.self) { try PublicKey(blob: blob) }
  }

  @Test func pointsOfSmallOrderDoNotSign() throws {
    let heights: [[UInt8]] = [
      point(0, 0, 0), point(1, 0, 0), point(0xec, 0xff, 0x7f), point(0xed, 0xff, 0x7f),
      point(0xee, 0xff, 0x7f),
      [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
        0xfc, 0x05,
      ],
      [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
      ],
    ]
    for height in heights {
      for sign: UInt8 in [0, 0x80] {
        var point = height
        point[31] |= sign
        let plain = try PublicKey(blob: Blob.strings(Self.ed25519, point))
        #expect(plain.strictFault?.contains("small order") == true)
        let security = try PublicKey(
          blob: Blob.strings(
            Array("sk-ssh-ed25519@openssh.com".utf8), point, Array("ssh:".utf8)))
        #expect(security.strictFault?.contains("small order") == true)
      }
    }
  }

  @Test func heightsFromThePrimeOnDoNotSign() throws {
    // 2^255 - 19 + n; n = 0 and 1 are of small order, the others only badly written.
    for low in UInt8(0xef)...0xff {
      for high: UInt8 in [0x7f, 0xff] {
        let key = try PublicKey(blob: Blob.strings(Self.ed25519, point(low, 0xff, high)))
        #expect(key.strictFault?.contains("2^255 - 19") == true)
      }
    }
    let below = try PublicKey(blob: Blob.strings(Self.ed25519, point(0xeb, 0xff, 0x7f)))
    #expect(below.strictFault == nil)
  }

  @Test(arguments: [31, 33, 0])
  func lengthsOfEd25519Keys(count: Int) throws {
    let key = try PublicKey(blob: Blob.strings(Self.ed25519, Array(repeating: 3, count: count)))
    #expect(key.strictFault?.contains("32 bytes, this one has \(count)") == true)
  }

  /// A modulus with its top bit set, its length in bits, whatever its factors.
  private func modulus(_ bits: Int, last: UInt8 = 1) -> [UInt8] {
    let top = UInt8(1) << UInt8((bits - 1) % 8)
    let bytes = [top] + Array(repeating: 0x5a, count: (bits + 7) / 8 - 2) + [last]
    return top == 0x80 ? [0] + bytes : bytes
  }

  private func rsa(_ exponent: [UInt8], _ modulus: [UInt8]) throws -> String? {
    try PublicKey(blob: Blob.strings(Array("ssh-rsa".utf8), exponent, modulus)).strictFault
  }

  @Test func sizesOfRSAKeys() throws {
    for bits in [1024, 2048, 3071, 16_385, 32_768] {
      #expect(try rsa([1, 0, 1], modulus(bits))?.contains("\(bits) bits") == true)
    }
    for bits in [3072, 3073, 4096, 8192, 8193, 16_384] {
      #expect(try rsa([1, 0, 1], modulus(bits)) == nil)
    }
  }

  @Test func numbersOfRSAKeys() throws {
    let good = modulus(3072)
    for exponent: [UInt8] in [[3], [0x11], [1, 0, 1], [0, 0x81], [0, 0xff, 0xff, 0xff, 0xff]] {
      #expect(try rsa(exponent, good) == nil)
    }
    for exponent: [UInt8] in [[1], [2], [1, 0, 0], [4]] {
      #expect(try rsa(exponent, good)?.contains("even or 1") == true)
    }
    for exponent: [UInt8] in [[], [0], [0x83], [0, 3], [0, 1, 0, 1], [0xff, 0xff, 0xff]] {
      #expect(try rsa(exponent, good)?.contains("shortest form") == true)
    }
    #expect(try rsa([1, 0, 1], modulus(3072, last: 2))?.contains("even") == true)
    #expect(try rsa([1, 0, 1], [0] + good)?.contains("shortest form") == true)
    #expect(try rsa([1, 0, 1], Array(good.dropFirst()))?.contains("shortest form") == true)
    for bits in [3072, 8193] {
      #expect(try rsa([1, 0xff, 0xff, 0xff, 0xff], modulus(bits)) == nil)
      #expect(try rsa([2, 0, 0, 0, 1], modulus(bits))?.contains("33 bits") == true)
      #expect(try rsa([2, 0, 0, 0, 0, 0, 0, 0, 1], modulus(bits))?.contains("33 bits") == true)
    }
  }

  @Test func pointsOfECDSAKeys() throws {
    func fault(_ name: String, _ point: [UInt8]) throws -> String? {
      try PublicKey(
        blob: Blob.strings(Array("ecdsa-sha2-\(name)".utf8), Array(name.utf8), point)
      ).strictFault
    }
    for (name, length) in [("nistp256", 32), ("nistp384", 48), ("nistp521", 66)] {
      let coordinates = [UInt8](repeating: 1, count: 2 * length)
      #expect(try fault(name, [4] + coordinates)?.contains("not on the curve") == true)
      #expect(try fault(name, [4] + coordinates + [1])?.contains("uncompressed") == true)
      #expect(try fault(name, [6] + coordinates)?.contains("uncompressed") == true)
      #expect(try fault(name, [2] + coordinates.prefix(length))?.contains("uncompressed") == true)
      #expect(try fault(name, [0])?.contains("uncompressed") == true)
      #expect(try fault(name, [])?.contains("uncompressed") == true)
    }
  }

  @Test(arguments: ["ssh-dss", "mldsa44-ed25519@openssh.com", "x"])
  func otherKindsAreReadAndDoNotSign(type: String) throws {
    let key = try PublicKey(blob: Blob.strings(Array(type.utf8), [1, 2, 3]) + [9])
    #expect(key.type == type)
    #expect(key.strictFault?.contains("do not sign") == true)
  }

  @Test(arguments: ["", "a b", "a\n", "é", String(repeating: "a", count: 65)])
  func kindsAreShortPlainNames(type: String) {
    #expect(throws: KeyFault.self) { try PublicKey(blob: Blob.strings(Array(type.utf8), [1])) }
  }

  @Test func certificatesAreReadAndDoNotSign() throws {
    let key = try PublicKey(
      blob: Blob.strings(Array("ssh-ed25519-cert-v01@openssh.com".utf8), [1]) + [7])
    #expect(key.strictFault?.contains("not a key") == true)
  }
}
