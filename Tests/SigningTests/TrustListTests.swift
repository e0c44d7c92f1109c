import Signing
import Testing

@Suite struct TrustListTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let list: String
    let principal: String
    let namespace: String
    let time: Int64
    let verdict: String

    init(
      _ list: String, principal: String = "alice@example.test",
      namespace: String = "postflight-review", time: Int64 = Self.noon, _ verdict: String
    ) {
      testDescription = "\(list) | \(principal) \(namespace) \(time)"
      self.list = list
      self.principal = principal
      self.namespace = namespace
      self.time = time
      self.verdict = verdict
    }

    /// 2026-11-23 12:00:00 UTC.
    static let noon: Int64 = 1_795_435_200
  }

  /// KEY, OTHER and SMALL in the tables stand for these.
  static let key = try? Ed25519SigningKey(seed: Array(repeating: 1, count: 32)).publicKey
  static let other = try? Ed25519SigningKey(seed: Array(repeating: 2, count: 32)).publicKey

  static func text(_ list: String) throws -> [UInt8] {
    let rsa = Blob.strings(
      Array("ssh-rsa".utf8), [1, 0, 1], [0, 0x80] + Array(repeating: 1, count: 255))
    let neutral = Blob.strings(
      Array("ssh-ed25519".utf8), [1] + Array(repeating: 0, count: 31))
    let composite = Blob.strings(Array("mldsa44-ed25519@openssh.com".utf8), [1, 2])
    return Array(
      list.replacing("OTHER", with: try #require(other).openSSH)
        .replacing("KEY", with: try #require(key).openSSH)
        .replacing("RSA2048", with: "ssh-rsa " + Base64.encode(rsa))
        .replacing("NEUTRAL", with: "ssh-ed25519 " + Base64.encode(neutral))
        .replacing("COMPOSITE", with: "mldsa44-ed25519@openssh.com " + Base64.encode(composite))
        .utf8)
  }

  static let judged: [Case] = [
    Case("alice@example.test KEY", "trusted"),
    Case("alice@example.test KEY a comment with \"quotes", "trusted"),
    Case("\talice@example.test\t KEY\t\r\n", "trusted"),
    Case("# comment\n\n  # another\r\n\r\nalice@example.test KEY\n", "trusted"),
    Case("#\u{7}comment\nalice@example.test KEY", "trusted"),
    Case("bob@example.test,alice@example.test KEY", "trusted"),
    Case("\"bob@example.test,alice@example.test\" KEY", "trusted"),
    Case("\"alice@example.test\" KEY", "trusted"),
    Case("\"bob smith,alice@example.test\" KEY", "trusted"),
    Case("", "unknown"),
    Case("# nothing\n", "unknown"),
    Case("alice@example.test OTHER", "unknown"),
    Case("bob@example.test KEY", "not for the principal"),
    Case("Alice@example.test KEY", "not for the principal"),
    Case("alice@example.test KEY", principal: "alice", "not for the principal"),
    Case("alice@example.test KEY", principal: "", "not for the principal"),
    Case("alice@example.test KEY", principal: "bob@x,alice@example.test", "not for the principal"),
    Case("caf\u{e9} KEY", principal: "cafe\u{301}", "not for the principal"),
    Case("caf\u{e9} KEY", principal: "caf\u{e9}", "trusted"),
    Case("alice@example.test namespaces=\"postflight-review\" KEY", "trusted"),
    Case("alice@example.test NameSpaces=\"postflight-review\" KEY", "trusted"),
    Case("alice@example.test namespaces=\"git,postflight-*\" KEY", "trusted"),
    Case("alice@example.test namespaces=\"postflight-??????\" KEY", "trusted"),
    Case("alice@example.test namespaces=\"*\" KEY", "trusted"),
    Case("alice@example.test namespaces=\"p*-*w\" KEY", "trusted"),
    Case("alice@example.test namespaces=\"git\" KEY", "sign for \"postflight-review\""),
    Case("alice@example.test namespaces=\"postflight-?\" KEY", "sign for"),
    Case("alice@example.test namespaces=\"Postflight-review\" KEY", "sign for"),
    Case("alice@example.test namespaces=\"\" KEY", "sign for"),
    Case("alice@example.test namespaces=\"!postflight-review,*\" KEY", "sign for"),
    Case("alice@example.test namespaces=\"*,!postflight-r*\" KEY", "sign for"),
    Case("alice@example.test namespaces=\"!git,*\" KEY", "trusted"),
    Case("alice@example.test namespaces=\"!git\" KEY", "sign for"),
    Case("alice@example.test namespaces=\"a\\\"b,postflight-review\" KEY", "trusted"),
    Case("alice@example.test namespaces=\"a b,postflight-review\" KEY", "trusted"),
    Case("alice@example.test valid-after=\"20261123120000Z\" KEY", "trusted"),
    Case("alice@example.test valid-after=\"20261123120001Z\" KEY", "later time"),
    Case("alice@example.test valid-after=\"202611231200Z\" KEY", "trusted"),
    Case("alice@example.test valid-after=\"202611231201Z\" KEY", "later time"),
    Case("alice@example.test valid-after=\"20261123Z\" KEY", time: Case.noon - 43_200, "trusted"),
    Case(
      "alice@example.test valid-after=\"20261123Z\" KEY", time: Case.noon - 43_201, "later time"),
    Case("alice@example.test valid-before=\"20261123120000Z\" KEY", "trusted"),
    Case("alice@example.test valid-before=\"20261123115959Z\" KEY", "was over"),
    Case("alice@example.test VALID-BEFORE=\"20261123Z\" KEY", "was over"),
    Case(
      "alice@example.test valid-after=\"20261101Z\",valid-before=\"20261201Z\" KEY", "trusted"),
    Case("alice@example.test valid-after=\"20240229Z\" KEY", "trusted"),
    Case("alice@example.test valid-after=\"20000229Z\" KEY", time: 951_782_400, "trusted"),
    Case("alice@example.test valid-after=\"20000229Z\" KEY", time: 951_782_399, "later time"),
    Case("alice@example.test valid-after=\"19700101Z\" KEY", time: 0, "trusted"),
    Case(
      "alice@example.test valid-before=\"99991231235959Z\" KEY", time: 253_402_300_799, "trusted"),
    Case("alice@example.test valid-before=\"99991231235959Z\" KEY", time: 253_402_300_800, "over"),
    Case("alice@example.test valid-after=\"20270101Z\" KEY", time: .min, "later time"),
    // One line has to fit as a whole.
    Case(
      "alice@example.test namespaces=\"git\" KEY\nbob@example.test KEY", "sign for"),
    Case(
      "alice@example.test namespaces=\"git\" KEY\nalice@example.test KEY", "trusted"),
    Case(
      "alice@example.test valid-before=\"20261101Z\" KEY\n"
        + "alice@example.test valid-after=\"20261201Z\" KEY", "was over"),
    // Authorities sign nothing themselves.
    Case("*@example.test cert-authority KEY", "unknown"),
    Case("alice@example.test CERT-AUTHORITY,namespaces=\"*\" KEY", "unknown"),
    Case("*,!bob cert-authority KEY\nalice@example.test KEY", "trusted"),
    // Keys that the strict profile refuses sign nothing and break nothing.
    Case("bob RSA2048\nbob NEUTRAL\nbob COMPOSITE\nalice@example.test KEY", "trusted"),
    Case("bob namespaces=\"git\" COMPOSITE\nalice@example.test OTHER", "unknown"),
  ]

  @Test(arguments: judged) func isJudged(_ row: Case) throws {
    let list = try TrustList(bytes: Self.text(row.list))
    let verdict = list.judge(
      key: try #require(Self.key), principal: row.principal, namespace: row.namespace, at: row.time)
    switch verdict {
    case .trusted: #expect(row.verdict == "trusted")
    case .unknownKey: #expect(row.verdict == "unknown")
    case .notPermitted(let why): #expect(why.contains(row.verdict))
    }
  }

  @Test func refusedKeysAreAsIfNoLineHadThem() throws {
    let text = try Self.text("alice@example.test RSA2048\nalice@example.test NEUTRAL\n")
    let list = try TrustList(bytes: text)
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let key = try PublicKey(openSSHLine: String(line.dropFirst(19)))
      #expect(
        list.judge(key: key, principal: "alice@example.test", namespace: "git", at: Case.noon)
          == .unknownKey)
    }
  }

  static let broken: [(list: String, line: Int, part: String)] = [
    ("alice@example.test", 1, "no key"),
    ("\n# c\nalice@example.test\n", 3, "no key"),
    ("alice@example.test ssh-ed25519", 1, "no key"),
    ("alice@example.test namespaces=\"git\"", 1, "no key"),
    ("alice@example.test namespaces=\"git\" ssh-ed25519", 1, "no key after its options"),
    ("alice@example.test KEY\nKEY", 2, "no principal"),
    ("KEY comment", 1, "unknown option or kind of key"),
    ("alice@example.test ssh-ed25519 AAAA", 1, "kind"),
    ("alice@example.test ssh-ed25519 !", 1, "base64"),
    ("alice@example.test ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIA==", 1, "ends inside"),
    ("alice@example.test KEYAAAA", 1, "bytes follow"),
    ("alice@example.test KEY=", 1, "base64"),
    ("alice@example.test cert-authority OTHERAAAA", 1, "bytes follow"),
    ("alice@example.test verify-required KEY", 1, "unknown option or kind of key \"verify"),
    ("alice@example.test no-touch-required,namespaces=\"git\" KEY", 1, "unknown option"),
    ("alice@example.test namespaces=\"git\",x KEY", 1, "unknown option or kind of key \"x\""),
    ("alice@example.test namespace=\"git\" KEY", 1, "unknown option"),
    ("alice@example.test namespaces =\"git\" KEY", 1, "stands in quotes"),
    ("alice@example.test namespaces=\"git\", KEY", 1, "comma"),
    ("alice@example.test namespaces=\"git\",,cert-authority KEY", 1, "unknown option"),
    ("alice@example.test ,namespaces=\"git\" KEY", 1, "unknown option"),
    ("alice@example.test namespaces=\"git\"cert-authority KEY", 1, "comma"),
    ("alice@example.test cert-authority=\"x\" KEY", 1, "comma"),
    ("alice@example.test namespaces=\"a\",namespaces=\"b\" KEY", 1, "twice"),
    ("alice@example.test namespaces=\"a\",NAMESPACES=\"a\" KEY", 1, "twice"),
    ("* cert-authority,cert-authority KEY", 1, "twice"),
    ("alice@example.test valid-after=\"20260101Z\",valid-after=\"20260101Z\" KEY", 1, "twice"),
    ("alice@example.test valid-before=\"20260101Z\",valid-before=\"20260101Z\" KEY", 1, "twice"),
    ("alice@example.test namespaces=git KEY", 1, "in quotes"),
    ("alice@example.test valid-after=20260101Z KEY", 1, "in quotes"),
    ("alice@example.test namespaces KEY", 1, "in quotes"),
    ("alice@example.test namespaces=\"git KEY", 1, "not closed"),
    ("\"alice@example.test KEY", 1, "not closed"),
    ("alice\"@example.test\" KEY", 1, "quotes"),
    ("\"\" KEY", 1, "empty"),
    ("alice@example.test,,bob KEY", 1, "empty"),
    ("alice@example.test, KEY", 1, "empty"),
    ("*@example.test KEY", 1, "write the name out"),
    ("alice?@example.test KEY", 1, "write the name out"),
    ("alice@example.test,!bob KEY", 1, "write the name out"),
    ("alice@example.test,* namespaces=\"git\" KEY", 1, "write the name out"),
    ("* RSA2048", 1, "write the name out"),
    ("alice@example.test valid-after=\"20261123\" KEY", 1, "needs a Z"),
    ("alice@example.test valid-before=\"202611231200\" KEY", 1, "needs a Z"),
    ("alice@example.test valid-before=\"20261123120000\" KEY", 1, "needs a Z"),
    ("alice@example.test valid-after=\"20261123z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"20261123UTC\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"20261123T1200Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"2026-11-23Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"2026112312Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"20261123120000ZZ\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"20260229Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"21000229Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"20260431Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"20261301Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"20260001Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"20260100Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"202601012400Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"202601010060Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"20260101000060Z\" KEY", 1, "no time"),
    ("alice@example.test valid-after=\"19691231Z\" KEY", 1, "no time"),
    (
      "alice@example.test valid-after=\"20260101Z\",valid-before=\"20260101000000Z\" KEY", 1,
      "not later"
    ),
    ("a valid-before=\"20260101Z\",valid-after=\"20260102Z\" KEY", 1, "not later"),
    ("\u{feff}alice@example.test KEY", 1, "byte order mark"),
    ("alice@example.test KEY\n\u{0}", 2, "control character"),
    ("alice@example.test\rbob KEY", 1, "control character"),
  ]

  @Test(arguments: broken.indices) func breaksTheList(row: Int) throws {
    let row = Self.broken[row]
    let bytes = try Self.text(row.list)
    let fault = #expect(throws: ListFault.self, "\(row.list)") { try TrustList(bytes: bytes) }
    #expect(fault?.line == row.line)
    #expect(fault?.message.contains(row.part) == true, "\(row.list): \(fault?.message ?? "")")
    #expect(fault?.message.utf8.allSatisfy { (0x20...0x7e).contains($0) } == true)
  }

  @Test func everyChangedByteIsReadOrRefused() throws {
    let text = try Self.text(
      "\"a b\",c cert-authority,namespaces=\"x*,!y\",valid-after=\"20260101Z\" KEY c\r\na KEY\n")
    for index in text.indices {
      _ = try? TrustList(bytes: Array(text[..<index]))
      for byte: UInt8 in [0, 0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x3d, 0x5c, 0x80, 0xff] {
        var changed = text
        changed[index] = byte
        _ = try? TrustList(bytes: changed)
      }
    }
  }

  @Test func longPatternsTakeNoLongTime() throws {
    let stars = String(repeating: "*a", count: 2000)
    let list = try TrustList(
      bytes: Self.text("alice@example.test namespaces=\"\(stars)\" KEY"))
    let verdict = list.judge(
      key: try #require(Self.key), principal: "alice@example.test",
      namespace: String(repeating: "a", count: 1999) + "b", at: 0)
    #expect(verdict != .trusted)
  }

  @Test func openSSHAgrees() throws {
    let keygen = try Keygen()
    let signing = try Ed25519SigningKey(seed: Array(repeating: 1, count: 32))
    let message = Array("m".utf8)
    let times: [(Int64, String)] = [
      (Case.noon, "20261123120000Z"), (Case.noon + 1, "20261123120001Z"),
      (Case.noon - 1, "20261123115959Z"),
    ]
    let lists = [
      "alice@example.test KEY", "bob@example.test KEY", "alice@example.test OTHER",
      "bob@example.test,alice@example.test KEY", "\"alice@example.test,bob smith\" KEY\r\n",
      "# c\r\n\r\nalice@example.test KEY comment\r\n",
      "alice@example.test namespaces=\"git,postflight-*\" KEY",
      "alice@example.test namespaces=\"*,!postflight-review\" KEY",
      "alice@example.test Namespaces=\"postflight-revie?\" KEY",
      "alice@example.test valid-after=\"20261123120000Z\" KEY",
      "alice@example.test valid-before=\"202611231200Z\" KEY",
      "alice@example.test valid-after=\"20261123Z\",valid-before=\"20261124Z\" KEY",
      "alice@example.test valid-before=\"20261123Z\" KEY",
      "alice@example.test cert-authority KEY",
      "alice@example.test namespaces=\"git\" KEY\nalice@example.test KEY",
    ]
    let namespace = "postflight-review"
    let blob = try signing.sign(namespace: namespace, sha512: Blob.digest(of: message))
    try keygen.write(Keygen.armour(blob), "signature")
    for list in lists {
      let bytes = try Self.text(list)
      try keygen.write(bytes, "signers")
      let trust = try TrustList(bytes: bytes)
      for (seconds, time) in times {
        let outcome = try keygen.run(
          "-Y", "verify", "-f", "signers", "-I", "alice@example.test", "-n", namespace, "-s",
          "signature", "-O", "verify-time=" + time, input: message)
        let verdict = trust.judge(
          key: signing.publicKey, principal: "alice@example.test", namespace: namespace,
          at: seconds)
        #expect((verdict == .trusted) == (outcome.status == 0), "\(list) at \(time)")
      }
    }
  }
}
