import Testing

@Suite struct MainJobTests {
  @Test func fromNewToACompleteApprovedReport() throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    let made = try machine.run(
      "new", "./tiny.yaml", "--environment", "prod", "--require-approvals", "1")
    #expect(made.status == 0)
    #expect(made.output == Tiny.report + "\n")
    #expect(made.errors.contains("postflight: made a signing key"))
    #expect(made.errors.contains("postflight: receipt: report "))
    #expect(try machine.mode(Tiny.report) == 0o600)

    let refused = try machine.run(
      "answer", Tiny.report, "--from", "-", input: "answers:\n  backup.job: {outcome: perhaps}\n")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("postflight: -:2:"))
    #expect(refused.output == "")

    let answered = try machine.run("answer", Tiny.report, "--from", "-", input: Tiny.answers)
    #expect(answered.status == 0)
    #expect(answered.lines.first == "Recorded 3 of 3.")
    #expect(answered.lines.last?.hasPrefix("Receipt: report ") == true)
    let again = try machine.run("answer", Tiny.report, "--from", "-", input: Tiny.answers)
    #expect(again.lines.first == "Recorded 0 of 3.")

    let lacking = try machine.run("seal", Tiny.report)
    #expect(lacking.status == 1)
    #expect(lacking.output == "")
    #expect(
      lacking.errors.contains("postflight: backup.restore: a pass of this step needs evidence"))

    try machine.write("0 tables differ\n", "restore.log")
    let file = try machine.run("evidence", Tiny.report, "backup.restore", "restore.log")
    let digest = try machine.execute("/usr/bin/sha256sum", ["restore.log"]).output.prefix(64)
    #expect(file.lines.first == "\(digest)  restore.log")
    #expect(machine.exists("prod-2026-11-20.evidence/\(digest)"))
    #expect(try machine.mode("prod-2026-11-20.evidence/\(digest)") == 0o600)
    #expect(
      try machine.run(
        "evidence", Tiny.report, "backup.job", "--text", "-", "--name", "seen.txt",
        input: "Seen in the console.\n"
      ).lines.first?.hasSuffix("  seen.txt") == true)
    let command = try machine.run(
      "evidence", Tiny.report, "backup.job", "--command", "ls -l /var/backups", "--exit", "2",
      input: "ls: cannot access\n")
    #expect(command.lines.first?.hasSuffix("  output.txt") == true)
    let lines = try machine.text(Tiny.report).split(separator: "\n")
    let last = try #require(lines.last { $0.contains("\"type\":\"evidence\"") })
    #expect(last.contains("\"command\":\"ls -l /var/backups\"") && last.contains("\"exit\":2"))

    let seq = try #require(lines.firstIndex(of: last))
    let retracted = try machine.run(
      "retract", Tiny.report, "\(seq)", "--reason", "The wrong host.")
    #expect(retracted.lines.first == "Taken back: evidence \(seq).")
    #expect(try machine.run("retract", Tiny.report, "\(seq)", "--reason", "Twice.").status == 1)
    #expect(try machine.run("retract", Tiny.report, "0", "--reason", "No.").status == 1)

    let sealed = try machine.run("seal", Tiny.report)
    #expect(sealed.lines.first == "Sealed: 2 steps, 1 pass, 1 FAIL, 0 n/a, 0 not checked.")
    #expect(try machine.run("seal", Tiny.report).status == 1)
    #expect(
      try machine.run(
        "answer", Tiny.report, "--from", "-",
        input: """
          answers: {backup.job: {outcome: pass}}
          """
      ).status == 1)
    #expect(
      try machine.run("evidence", Tiny.report, "backup.job", "--text", "late").status == 1)

    let key = machine.path("approver")
    try machine.makeKey("approver")
    func approve() throws -> Machine.Outcome {
      try machine.run(
        "sign", Tiny.report, "--role", "approve", "--decision", "approved", "--name", "Bob Example",
        "--key", key, "--signer", "bob@example.com")
    }
    let early = try approve()
    #expect(early.status == 1)
    #expect(early.errors.contains("an approval counts only after the review"))
    let own = try machine.run(
      "sign", Tiny.report, "--role", "approve", "--decision", "approved", "--name", "Ann")
    #expect(own.status == 1)
    #expect(own.errors.contains("ann@example.com wrote answers in this report"))

    let reviewed = try machine.run(
      "sign", Tiny.report, "--role", "review", "--name", "Ann Example")
    #expect(
      reviewed.lines.first?.hasPrefix(
        "Signed: review, performed, by ann@example.com with SHA256:") == true)
    #expect(
      try machine.run("sign", Tiny.report, "--role", "review", "--name", "Ann").status == 1)
    let trust =
      try machine.trustLine() + machine.trustLine("--key", key, "--signer", "bob@example.com")
    try machine.write(trust, "allowed_signers")
    let waiting = try machine.run("verify", Tiny.report, "--allowed-signers", "allowed_signers")
    #expect(waiting.status == 10)
    #expect(try approve().status == 0)

    let verified = try machine.run("verify", Tiny.report, "--allowed-signers", "allowed_signers")
    #expect(verified.status == 0)
    #expect(verified.errors == "")
    #expect(verified.lines.first == "\(Tiny.report): complete and trusted (0)")
    #expect(verified.output.contains("approve approved by Bob Example (bob@example.com)"))
    let json = try machine.run(
      "verify", "--json", Tiny.report, "--allowed-signers", "allowed_signers")
    #expect(json.lines.count == 1)
    #expect(json.output.contains("\"code\":0") && json.output.contains("\"faults\":[]"))

    for code in try CodeCase.of(machine) {
      let outcome = try machine.execute(Machine.binary, ["verify", Tiny.report] + code.arguments)
      #expect(outcome.status == code.status, "\(code.arguments): \(outcome.output)")
    }

    let reopened = try machine.run("reopen", Tiny.report, "--reason", "The wrong host.")
    #expect(reopened.lines.first == "Reopened.")
    #expect(
      try machine.run("verify", Tiny.report, "--allowed-signers", "allowed_signers").status == 10)
    #expect(try machine.run("reopen", Tiny.report, "--reason", "Again.").status == 1)
  }

  @Test func whoVerifiesIsToldEachCode() throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    func verify(_ arguments: String...) throws -> Int32 {
      try machine.execute(
        Machine.binary,
        ["verify", Tiny.report, "--allowed-signers", "allowed_signers"] + arguments
      ).status
    }
    #expect(try verify() == 0)
    #expect(try machine.run("verify", Tiny.report).status == 22)
    #expect(try verify("--environment", "prod") == 0)
    #expect(try verify("--environment", "staging") == 24)
    #expect(try verify("--require-profile", "standard") == 24)
    #expect(try verify("--require-profile", "essential") == 0)
    #expect(try verify("--require-approvals", "1") == 10)
    #expect(try verify("--at", "2026-12-20") == 0)
    #expect(try verify("--at", "2026-12-20T10:00:00Z") == 0)
    #expect(try verify("--at", "2026-12-20T10:00:01Z") == 25)
    #expect(try verify("--fail-on", "high") == 13)
    #expect(try verify("--checklist-sha256", String(repeating: "0", count: 64)) == 24)
    let digest = try machine.execute("/usr/bin/sha256sum", ["tiny.yaml"]).output.prefix(64)
    #expect(try verify("--checklist-sha256", String(digest)) == 0)
    #expect(try verify("--evidence", "nosuch") == 66)
    #expect(try verify("--evidence", ".") == 26)
    #expect(
      try machine.run("verify", Tiny.report, "--allowed-signers", "nosuch").status == 66)
    try machine.write("ann@example.com\n", "broken")
    let broken = try machine.run("verify", Tiny.report, "--allowed-signers", "broken")
    #expect(broken.status == 64)
    #expect(broken.errors.hasPrefix("postflight: broken:1: "))
    let other = try machine.makeKey("other")
    try machine.write("bob@example.com \(other)", "strangers")
    #expect(
      try machine.run("verify", Tiny.report, "--allowed-signers", "strangers").status == 22)
    let own = try machine.trustLine().split(separator: " ").suffix(2).joined(separator: " ")
    try machine.write("bob@example.com \(own)", "wrong-name")
    #expect(
      try machine.run("verify", Tiny.report, "--allowed-signers", "wrong-name").status == 23)
    try machine.write(own, "revoked")
    #expect(try verify("--revoked", "revoked") == 23)
    let variable = try machine.run(
      "verify", Tiny.report, with: ["POSTFLIGHT_ALLOWED_SIGNERS": "allowed_signers"])
    #expect(variable.status == 0)
    // Several reports: the worst counts, each has its line.
    let several = try machine.run(
      "verify", "--json", Tiny.report, "nosuch", "--allowed-signers", "allowed_signers")
    #expect(several.status == 66)
    #expect(several.lines.count == 2)
    #expect(several.lines.last?.contains("\"code\":66") == true)
  }

  @Test func statusOfOneAndOfMany() throws {
    let machine = try Machine()
    try Tiny.answered(machine)
    let one = try machine.run("status", Tiny.report)
    #expect(one.status == 0)
    #expect(
      one.lines.dropFirst().prefix(3).map { $0 } == [
        "2 of 2 steps answered: 1 pass, 1 FAIL, 0 n/a, 0 open",
        "not sealed, 0 of 1 reviews signed, 0 of 0 approvals",
        "FAIL high backup.job: The job runs; fix, ann, until 2026-12-31",
      ])
    #expect(one.lines.contains("facts not known: prefix"))
    try Tiny.must(machine.run("new", "./tiny.yaml", "--environment", "next"))
    let open = try machine.run("status", "next-2026-11-20.report.jsonl")
    #expect(
      open.lines.suffix(3) == ["open backup.job", "open backup.restore", "open backup.bucket"])
    try machine.write("{}\n", "damaged.report.jsonl")
    let many = try machine.run(
      "status", Tiny.report, "next-2026-11-20.report.jsonl", "damaged.report.jsonl")
    #expect(many.status == 21)
    #expect(many.lines.count == 4)
    #expect(many.lines[0].hasPrefix("REPORT "))
    #expect(many.lines[1].contains("  prod         2/2       1 FAIL"))
    #expect(many.lines[2].contains("  next         0/3       -"))
    #expect(many.lines[3].contains("damaged.report.jsonl") && many.lines[3].contains("damaged"))
    #expect(try machine.run("status", "nosuch.report.jsonl").status == 66)
    let late = try machine.run(
      "status", Tiny.report, with: ["POSTFLIGHT_NOW": "2027-01-01T00:00:00Z"])
    #expect(late.output.contains("until 2026-12-31, OVERDUE"))
    #expect(late.lines.contains("expired backup.job: since 2026-12-20"))
  }

  @Test func exportGoesToStandardOutputOrAFile() throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    for format in ["html", "markdown", "json"] {
      let outcome = try machine.run(
        "export", Tiny.report, "--format", format, "--allowed-signers", "allowed_signers")
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      #expect(
        try machine.run(
          "export", Tiny.report, "--format", format, "--allowed-signers", "allowed_signers", "-o",
          "out"
        ).output == "")
      #expect(try machine.read("out") == outcome.bytes)
    }
    let before = try machine.read(Tiny.report)
    var broken = before
    broken[before.count / 2] ^= 1
    try machine.write(broken, "b.report.jsonl")
    let refused = try machine.run("export", "b.report.jsonl", "-o", "b.md")
    #expect([20, 21].contains(refused.status))
    #expect(!machine.exists("b.md"))
    #expect(try machine.run("export", "nosuch").status == 66)
    #expect(try machine.run("export", Tiny.report, "-o", "no/such/folder/x").status == 74)
    #expect(try machine.read(Tiny.report) == before)
  }

  @Test func whatOnlyReadsWritesNothingAndTakesNoLock() throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    try machine.setMode(0o400, Tiny.report)
    try machine.setMode(0o500, machine.work)
    defer { try? machine.setMode(0o700, machine.work) }
    for arguments in [["status"], ["verify", "--allowed-signers", "allowed_signers"], ["export"]] {
      let outcome = try machine.execute(
        Machine.binary, [arguments[0], Tiny.report] + arguments.dropFirst())
      #expect(outcome.status == 0, "\(arguments)")
    }
    #expect(try machine.mode(Tiny.report) == 0o400)
  }

  /// Options of `verify` on the approved report, and what they give.
  struct CodeCase {
    let arguments: [String]
    let status: Int32

    static func of(_ machine: Machine) throws -> [CodeCase] {
      let list = ["--allowed-signers", "allowed_signers"]
      return [
        CodeCase(arguments: list + ["--require-approvals", "1"], status: 0),
        CodeCase(arguments: list + ["--require-approvals", "2"], status: 10),
        CodeCase(arguments: list + ["--environment", "prod"], status: 0),
      ]
    }
  }
}
