import Testing

/// Time stamps of an authority: asked for, kept and checked, each step with stock OpenSSL beside it.
@Suite struct AnchorTests {
  private static let stamp = "prod-2026-11-20.tsr"

  private func signed() throws -> (machine: Machine, authority: StampAuthority) {
    let machine = try Machine()
    try Tiny.complete(machine)
    return (machine, try StampAuthority(machine))
  }

  private func anchored() throws -> (machine: Machine, authority: StampAuthority) {
    let (machine, authority) = try signed()
    try Tiny.must(machine.run("anchor", Tiny.report, "--query", "q.tsq"))
    try authority.stamp("q.tsq", as: "r.tsr")
    try Tiny.must(machine.run("anchor", Tiny.report, "--reply", "r.tsr"))
    return (machine, authority)
  }

  private func verify(
    _ machine: Machine, _ authority: String, _ more: String...
  ) throws -> Machine.Outcome {
    try machine.execute(
      Machine.binary,
      ["verify", Tiny.report, "--allowed-signers", "allowed_signers", "--tsa-ca", authority] + more)
  }

  @Test func theRequestIsForTheWholeFileAndAsksForTheCertificate() throws {
    let (machine, authority) = try signed()
    let outcome = try machine.run("anchor", Tiny.report, "--query", "q.tsq")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let text = try authority.openssl([
      "ts", "-query", "-in", machine.path("q.tsq"), "-text",
    ])
    #expect(text.contains("Hash Algorithm: sha512"))
    #expect(text.contains("Certificate required: yes"))
    let own = try authority.openssl([
      "ts", "-query", "-data", machine.path(Tiny.report), "-sha512", "-cert", "-no_nonce", "-out",
      machine.path("own.tsq"),
    ])
    #expect(own == "")
    #expect(try machine.read("q.tsq") == machine.read("own.tsq"))
  }

  @Test(arguments: [false, true]) func aStampTellsThatTheSignaturesExisted(tokenAlone: Bool) throws
  {
    let (machine, authority) = try signed()
    try Tiny.must(machine.run("anchor", Tiny.report, "--query", "q.tsq"))
    try authority.stamp("q.tsq", as: "r.tsr", tokenAlone: tokenAlone)
    let kept = try machine.run("anchor", Tiny.report, "--reply", "r.tsr")
    #expect(kept.status == 0, "\(kept.errors)")
    #expect(kept.lines.first?.hasPrefix("Kept: \(Self.stamp), a stamp of 20") == true)
    #expect(try machine.read(Self.stamp) == machine.read("r.tsr"))
    let outcome = try verify(machine, authority.certificate)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("its signatures existed by then"))
    let json = try verify(machine, authority.certificate, "--json")
    #expect(json.output.contains("\"stamped\":\"20"))
    try authority.openssl(
      [
        "ts", "-verify", "-data", machine.path(Tiny.report), "-in", machine.path(Self.stamp),
        "-CAfile", "ca.pem",
      ] + (tokenAlone ? ["-token_in"] : []))
  }

  @Test func aLineMoreAndTheStampHoldsNoLonger() throws {
    let (machine, authority) = try anchored()
    try Tiny.must(machine.run("reopen", Tiny.report, "--reason", "One more."))
    let outcome = try verify(machine, authority.certificate)
    #expect(outcome.status == 20)
    #expect(outcome.output.contains("\(Self.stamp) stamps other bytes"))
    #expect(!outcome.output.contains("existed by then"))
  }

  @Test func anotherAuthorityIsNotTrusted() throws {
    let (machine, _) = try anchored()
    let other = try StampAuthority(machine, name: "other")
    let outcome = try verify(machine, other.certificate)
    #expect(outcome.status == 20)
    #expect(outcome.output.contains("is not signed by an authority of other/ca.pem"))
  }

  @Test func whatIsMissingHasItsCode() throws {
    let (machine, authority) = try signed()
    let bare = try verify(machine, authority.certificate)
    #expect(bare.status == 66)
    #expect(bare.output.contains(Self.stamp))
    try Tiny.must(machine.run("anchor", Tiny.report, "--query", "q.tsq"))
    try authority.stamp("q.tsq", as: Self.stamp)
    #expect(try verify(machine, "nowhere.pem").status == 66)
    #expect(try verify(machine, authority.certificate).status == 0)
  }

  @Test func aReplyForAnotherFileIsNotKept() throws {
    let (machine, authority) = try signed()
    try machine.write("another file", "other")
    try authority.openssl([
      "ts", "-query", "-data", machine.path("other"), "-sha512", "-cert", "-out",
      machine.path("q.tsq"),
    ])
    try authority.stamp("q.tsq", as: "r.tsr")
    let outcome = try machine.run("anchor", Tiny.report, "--reply", "r.tsr")
    #expect(outcome.status == 20)
    #expect(outcome.errors.contains("stamps other bytes"))
    #expect(!machine.exists(Self.stamp))
  }

  @Test func whatIsNoStampIsToldAndNeverKept() throws {
    let (machine, authority) = try signed()
    try Tiny.must(machine.run("anchor", Tiny.report, "--query", "q.tsq"))
    try authority.stamp("q.tsq", as: "r.tsr")
    let whole = try machine.read("r.tsr")
    // A refusal: PKIStatus 2, no token.
    let refusal: [UInt8] = [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02]
    var cases: [[UInt8]] = [[], Array("no stamp".utf8), refusal]
    cases += stride(from: 1, to: whole.count, by: max(1, whole.count / 24)).map {
      Array(whole[..<$0])
    }
    for bytes in cases {
      try machine.write(bytes, "bad.tsr")
      let outcome = try machine.run("anchor", Tiny.report, "--reply", "bad.tsr")
      #expect(outcome.status == 20, "\(bytes.count) bytes: \(outcome.errors)")
      #expect(outcome.errors.hasPrefix("postflight: bad.tsr: "))
      #expect(!machine.exists(Self.stamp))
    }
    try machine.write(refusal, "bad.tsr")
    #expect(
      try machine.run("anchor", Tiny.report, "--reply", "bad.tsr").errors.contains(
        "refused to stamp (status 2)"))
  }

  @Test func aChangedStampIsRefused() throws {
    let (machine, authority) = try anchored()
    let whole = try machine.read(Self.stamp)
    for offset in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
      var changed = whole
      changed[offset] ^= 0x04
      try machine.write(changed, Self.stamp)
      let outcome = try verify(machine, authority.certificate)
      // Certificates beside the signer's, and the text of a status, are not under the signature.
      #expect(!outcome.wasKilled)
      if outcome.status == 0 {
        #expect(
          try machine.execute(
            "/usr/bin/openssl",
            [
              "ts", "-verify", "-data", Tiny.report, "-in", Self.stamp, "-CAfile",
              authority.certificate,
            ]
          ).status == 0, "offset \(offset)")
      }
    }
  }

  @Test func nothingIsWrittenOver() throws {
    let (machine, _) = try anchored()
    let kept = try machine.read(Self.stamp)
    #expect(try machine.run("anchor", Tiny.report, "--reply", "r.tsr").status == 1)
    #expect(try machine.run("anchor", Tiny.report, "--query", "q.tsq").status == 1)
    #expect(try machine.read(Self.stamp) == kept)
  }

  @Test func wrongUseAndABrokenReportAreRefused() throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    #expect(try machine.run("anchor", Tiny.report).status == 64)
    #expect(
      try machine.run("anchor", Tiny.report, "--query", "a", "--reply", "b").status == 64)
    try machine.write(
      machine.text(Tiny.report).replacing("failed twice", with: "failed never"), Tiny.report)
    let outcome = try machine.run("anchor", Tiny.report, "--query", "q.tsq")
    #expect(outcome.status == 20)
    #expect(!machine.exists("q.tsq"))
  }

  @Test func anUnsignedReportIsToldToBeEarly() throws {
    let machine = try Machine()
    try Tiny.answered(machine)
    let outcome = try machine.run("anchor", Tiny.report, "--query", "q.tsq")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("nobody has signed"))
  }
}
