import Report
import Review
import Testing

@testable import Signing

/// Signatures and lists that `ssh-keygen` may take and a report must not: each with its code.
@Suite struct RefusedSignatureTests {
  /// A key that signs as a test tells it to; nothing checks what it makes.
  struct StrangeSigner: Signer {
    let publicKey: PublicKey
    let make: @Sendable (SigningRequest) throws -> [UInt8]
    var signsEveryEvent: Bool { true }
    var usesTerminal: Bool { false }

    func sign(_ request: SigningRequest) throws -> [UInt8] { try make(request) }
  }

  /// The fields of a signature, to be changed one by one.
  struct Fields {
    var version: UInt32 = 1
    var key: [UInt8]
    var namespace: String
    var reserved: [UInt8] = []
    var hash = "sha512"
    var format = "ssh-ed25519"
    var signature: [UInt8]
    var trailer: [UInt8] = []

    var bytes: [UInt8] {
      var inner = WireWriter()
      inner.string(format)
      inner.string(signature)
      inner.raw(trailer)
      var whole = WireWriter()
      whole.raw("SSHSIG".utf8)
      whole.uint32(version)
      whole.string(key)
      whole.string(namespace)
      whole.string(reserved)
      whole.string(hash)
      whole.string(inner.bytes)
      return whole.bytes
    }
  }

  static let key = try? Ed25519SigningKey(seed: Array(repeating: 4, count: 32))

  /// A signer with the fixture's key whose signatures are changed.
  private static func altered(
    _ change: @escaping @Sendable (inout Fields) -> Void
  ) throws -> StrangeSigner {
    let key = try #require(Self.key)
    return StrangeSigner(publicKey: key.publicKey) { request in
      var fields = Fields(
        key: key.publicKey.blob, namespace: request.namespace,
        signature: try key.signature(for: request.signedBytes))
      change(&fields)
      return fields.bytes
    }
  }

  /// A security key, made of the software key inside it.
  private static func security(flags: UInt8) throws -> StrangeSigner {
    let key = try #require(Self.key)
    let type = "sk-ssh-ed25519@openssh.com"
    var blob = WireWriter()
    blob.string(type)
    blob.string(key.publicKey.blob.suffix(32))
    blob.string("ssh:")
    let named = try PublicKey(blob: blob.bytes)
    return StrangeSigner(publicKey: named) { request in
      let trailer: [UInt8] = [flags, 0, 0, 0, 1]
      var fields = Fields(
        key: named.blob, namespace: request.namespace, format: type,
        signature: try key.signature(
          for: sha256(Array("ssh:".utf8)) + trailer + sha256(request.signedBytes)))
      fields.trailer = trailer
      return fields.bytes
    }
  }

  private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var state = SHA256State()
    state.update(bytes)
    return state.digest()
  }

  /// A key of `ssh-keygen`'s, with what is changed in the signature.
  private static func rsa(
    _ bits: Int, _ change: @escaping @Sendable (inout [UInt8]) -> Void = { _ in }
  ) throws -> StrangeSigner {
    let folder = try TemporaryFolder()
    let made = try Command.run(
      "/usr/bin/ssh-keygen", ["-q", "-t", "rsa", "-b", "\(bits)", "-N", "", "-f", "key"], in: folder
    )
    #expect(made.status == 0)
    let line = String(decoding: try folder.read("key.pub"), as: UTF8.self)
    let program = try #require(KeygenProgram(environment: [:]))
    return StrangeSigner(publicKey: try PublicKey(openSSHLine: line)) { request in
      let outcome = try program.run(
        ["-Y", "sign", "-q", "-n", request.namespace, "-f", folder.file("key")],
        input: request.message(), limit: .seconds(60))
      var blob = try #require(KeygenSigner.withoutArmour(outcome.output))
      change(&blob)
      return blob
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: ExitCode
    let words: String
    let signer: @Sendable () throws -> StrangeSigner
    var policy: @Sendable (inout VerificationPolicy, PublicKey) throws -> Void = { _, _ in }
  }

  /// 2^252 + 27742317777372353535851937790883648493, least byte first.
  private static let order: [UInt8] =
    [
      0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
      0x14,
    ] + Array(repeating: 0, count: 15) + [0x10]

  private static func trust(_ line: String)
    -> @Sendable (inout VerificationPolicy, PublicKey) throws
    -> Void
  {
    { policy, key in
      policy.trustList = try TrustList(
        bytes: Array("\(line.replacing("KEY", with: key.openSSH))\n".utf8))
    }
  }

  static let cases: [Case] = [
    Case(testDescription: "nothing changed", code: .incomplete, words: "not sealed") {
      try altered { _ in }
    },
    Case(testDescription: "touched", code: .incomplete, words: "not sealed") {
      try security(flags: 1)
    },
    Case(testDescription: "RSA 3072", code: .incomplete, words: "not sealed") { try rsa(3072) },
    Case(testDescription: "no touch", code: .notPermitted, words: "without a touch") {
      try security(flags: 0)
    },
    Case(testDescription: "S + L", code: .broken, words: "was altered") {
      try altered { fields in
        var carry: UInt16 = 0
        for index in 0..<32 {
          carry += UInt16(fields.signature[32 + index]) + UInt16(order[index])
          fields.signature[32 + index] = UInt8(truncatingIfNeeded: carry)
          carry >>= 8
        }
      }
    },
    Case(testDescription: "small order", code: .broken, words: "small order") {
      try altered { fields in
        let neutral = [1] + [UInt8](repeating: 0, count: 31)
        fields.key = Array(fields.key.dropLast(32)) + neutral
        fields.signature = neutral + Array(repeating: 0, count: 32)
      }
    },
    Case(testDescription: "reserved field", code: .broken, words: "reserved field") {
      try altered { $0.reserved = Array("text".utf8) }
    },
    Case(testDescription: "version 0", code: .broken, words: "version 0") {
      try altered { $0.version = 0 }
    },
    Case(testDescription: "sha1", code: .broken, words: "\"sha1\"") {
      try altered { $0.hash = "sha1" }
    },
    Case(testDescription: "ssh-rsa signature", code: .broken, words: "SHA-1") {
      try rsa(3072) { blob in
        // The last field's kind, which is longer than the one that it becomes.
        let name = Array("rsa-sha2-512".utf8)
        guard
          let start = blob.indices.last(where: { blob[$0...].starts(with: name) }), start >= 8
        else { return }
        let length = blob[start - 8..<start - 4].reduce(0) { $0 << 8 | Int($1) } - 5
        blob.replaceSubrange(
          start - 8..<start + name.count,
          with: [0, 0, UInt8(length >> 8), UInt8(length & 255), 0, 0, 0, 7] + "ssh-rsa".utf8)
      }
    },
    Case(testDescription: "RSA 2048", code: .broken, words: "2048 bits") { try rsa(2048) },
    Case(testDescription: "wrong namespace", code: .broken, words: "another namespace") {
      let key = try #require(Self.key)
      return StrangeSigner(publicKey: key.publicKey) { request in
        try key.sign(namespace: "git", sha512: request.digest)
      }
    },
    Case(testDescription: "relabelled namespace", code: .broken, words: "another namespace") {
      try altered { $0.namespace = "postflight-review" }
    },
    Case(
      testDescription: "not in the list", code: .untrusted, words: "not in the trust list",
      signer: { try altered { _ in } }, policy: trust("# nobody")),
    Case(
      testDescription: "expired", code: .notPermitted, words: "was over",
      signer: { try altered { _ in } },
      policy: trust("ann@example.test valid-before=\"20260101Z\" KEY")),
    Case(
      testDescription: "not valid yet", code: .notPermitted, words: "later time",
      signer: { try altered { _ in } },
      policy: trust("ann@example.test valid-after=\"20300101Z\" KEY")),
    Case(
      testDescription: "a namespace that the list does not give", code: .notPermitted,
      words: "does not let", signer: { try altered { _ in } },
      policy: trust("ann@example.test namespaces=\"postflight-review\" KEY")),
    Case(
      testDescription: "revoked", code: .notPermitted, words: "is revoked",
      signer: { try altered { _ in } },
      policy: { policy, key in
        policy.revoked = try RevocationList(bytes: Array((key.openSSH + "\n").utf8))
      }),
  ]

  @Test(arguments: cases) func hasItsCode(row: Case) throws {
    let fixture = try ReportFixture()
    let signer = try row.signer()
    _ = try ReportOpening.make(
      fixture.path, header: ReportFixture.header(),
      identity: Identity(principal: "ann@example.test", signer: signer), at: ReportFixture.start)
    var policy = VerificationPolicy(moment: ReportFixture.at(60))
    policy.trustList = try TrustList(
      bytes: Array("ann@example.test \(signer.publicKey.openSSH)\n".utf8))
    try row.policy(&policy, signer.publicKey)
    let verdict = ReportFixture.verdict(try fixture.bytes(), policy)
    #expect(verdict.code == row.code)
    #expect(
      verdict.faults.contains { $0.code == row.code && $0.message.contains(row.words) },
      "\(verdict.faults)")
  }

  @Test(arguments: [
    ("*@example.test KEY", "write the name out"),
    ("ann@example.test valid-before=\"20270101\" KEY", "needs a Z"),
    ("ann@example.test verify-required KEY", "unknown option"),
  ])
  func breaksTheListBeforeAnythingIsVerified(line: String, words: String) throws {
    let key = try #require(Self.key)
    let bytes = Array(line.replacing("KEY", with: key.publicKey.openSSH).utf8)
    let fault = #expect(throws: ListFault.self) { try TrustList(bytes: bytes) }
    #expect(fault?.message.contains(words) == true)
  }
}
