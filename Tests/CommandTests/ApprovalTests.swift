import Testing

/// Several approvers, and a rejection that sends the report back.
@Suite struct ApprovalTests {
  private func approve(
    _ machine: Machine, _ name: String, key: String? = nil, _ decision: String = "approved"
  ) throws -> Machine.Outcome {
    try machine.execute(
      Machine.binary,
      ["sign", Tiny.report, "--role", "approve", "--decision", decision, "--name", name]
        + ["--key", key ?? name, "--signer", "\(name)@example.com"]
        + (decision == "rejected" ? ["--reason", "Not yet."] : []))
  }

  private func seal(_ machine: Machine) throws {
    try Tiny.must(machine.run("seal", Tiny.report))
    try Tiny.must(machine.run("sign", Tiny.report, "--role", "review", "--name", "Ann Example"))
  }

  private func status(_ machine: Machine, _ more: String...) throws -> Int32 {
    try machine.execute(
      Machine.binary, ["verify", Tiny.report, "--allowed-signers", "allowed_signers"] + more
    ).status
  }

  private func answered() throws -> Machine {
    let machine = try Machine()
    try Tiny.answered(machine, "--require-approvals", "2")
    var trust = try machine.trustLine()
    for name in ["bob", "cat", "dan"] {
      try machine.makeKey(name)
      trust += try machine.trustLine("--key", name, "--signer", "\(name)@example.com")
    }
    // One key under a second name.
    trust += try machine.trustLine("--key", "bob", "--signer", "eve@example.com")
    try machine.write(trust, "allowed_signers")
    return machine
  }

  @Test func twoPeopleWithTwoKeysHaveToApprove() throws {
    let machine = try answered()
    try seal(machine)
    #expect(try status(machine) == 10)
    try Tiny.must(approve(machine, "bob"))
    #expect(try status(machine) == 10)
    // The same person, and the same key under another name, are not a second one.
    #expect(try approve(machine, "bob").status == 1)
    #expect(try approve(machine, "eve", key: "bob").status == 1)
    #expect(try status(machine) == 10)
    try Tiny.must(approve(machine, "cat"))
    #expect(try status(machine) == 0)
    #expect(try status(machine, "--require-approvals", "2") == 0)
    #expect(try status(machine, "--require-approvals", "3") == 10)
    try Tiny.must(approve(machine, "dan"))
    #expect(try status(machine, "--require-approvals", "3") == 0)
  }

  @Test func aRejectionIsTakenBackOrLeadsToAReopen() throws {
    let machine = try answered()
    try seal(machine)
    for name in ["bob", "cat"] { try Tiny.must(approve(machine, name)) }
    #expect(try status(machine) == 0)
    try Tiny.must(approve(machine, "dan", "rejected"))
    #expect(try status(machine) == 10)
    #expect(
      try machine.run("verify", Tiny.report, "--allowed-signers", "allowed_signers").output
        .contains("dan@example.com rejected the report"))
    // Sent back: what was signed is void, and the answers go on.
    try Tiny.must(machine.run("reopen", Tiny.report, "--reason", "Dan asks for the log."))
    try Tiny.must(
      machine.run("evidence", Tiny.report, "backup.job", "--text", "It ran on Monday."))
    #expect(try status(machine) == 10)
    try seal(machine)
    #expect(try status(machine) == 10)
    for name in ["bob", "dan"] { try Tiny.must(approve(machine, name)) }
    #expect(try status(machine) == 0)
    // Who rejects and then approves has approved.
    try Tiny.must(approve(machine, "cat", "rejected"))
    #expect(try status(machine) == 10)
    try Tiny.must(approve(machine, "cat"))
    #expect(try status(machine) == 0)
  }
}
