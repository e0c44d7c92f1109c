import Testing

/// What `verify` makes of revocation lists of both kinds.
@Suite struct RevocationTests {
  @Test func aKRLIsReadByTheRealProgramAfterItsFormIsChecked() throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    try machine.makeKey("other")
    let own = try machine.trustLine().split(separator: " ").suffix(2).joined(separator: " ")
    try machine.write(own, "own.pub")
    for (name, status) in [("own.pub", 23), ("other.pub", 0)] as [(String, Int32)] {
      try Tiny.must(
        machine.execute("/usr/bin/ssh-keygen", ["-q", "-k", "-f", machine.path("krl"), name]))
      let outcome = try machine.run(
        "verify", Tiny.report, "--allowed-signers", "allowed_signers", "--revoked", "krl")
      #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
      #expect(outcome.output.contains("is revoked") == (status == 23))
    }
    // Cut off: the form is told before ssh-keygen is asked.
    try machine.write(Array(try machine.read("krl").dropLast(3)), "krl")
    let cut = try machine.run(
      "verify", Tiny.report, "--allowed-signers", "allowed_signers", "--revoked", "krl")
    #expect(cut.status == 64)
    #expect(cut.errors.contains("krl:1: "))
  }
}
