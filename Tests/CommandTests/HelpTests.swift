import Testing

@Suite struct HelpTests {
  static let identity = ["--key", "--signer", "--host"]
  static let results = ["--quiet", "-q", "--json"]
  static let walk = ["--plain", "--ascii", "--color"]
  static let options: [(command: String, options: [String])] = [
    (
      "run",
      identity + ["--output", "-o", "--environment", "--profile", "--require-approvals"]
        + walk
    ),
    ("resume", identity + walk),
    (
      "new",
      identity + results + ["--output", "-o", "--environment", "--profile", "--require-approvals"]
    ),
    ("answer", identity + results + ["--from", "--allow-secret-text"]),
    (
      "evidence",
      identity + results + ["--text", "--command", "--exit", "--name", "--allow-secret-text"]
    ),
    ("retract", identity + results + ["--reason", "--allow-secret-text"]),
    ("seal", identity + results),
    ("reopen", identity + results + ["--reason", "--allow-secret-text"]),
    (
      "sign",
      identity + results + ["--role", "--decision", "--reason", "--name", "--allow-secret-text"]
    ),
    ("status", ["--format", "--within", "--allowed-signers", "--revoked", "--at"]),
    ("diff", ["--allowed-signers", "--revoked", "--at", "--json", "--quiet"]),
    (
      "verify",
      [
        "--allowed-signers", "--revoked", "--environment", "--checklist-sha256", "--report",
        "--evidence", "--at", "--fail-on", "--require-approvals", "--require-profile", "--json",
        "--quiet",
      ]
    ),
    ("export", ["--format", "--output", "-o", "--allowed-signers", "--revoked", "--force"]),
    ("lint", ["--strict", "--format"]),
    ("show", ["--profile", "--fact", "--format", "--explain"]),
    ("keys", identity + ["--allowed-signers", "--json"]),
    ("doctor", ["--json"]),
    ("anchor", results + ["--query", "--reply"]),
    ("bundle", results + ["--output", "-o", "--allowed-signers", "--revoked", "--force"]),
  ]

  @Test(arguments: options)
  func everyCommandNamesItsOptions(command: String, options: [String]) throws {
    let machine = try Machine()
    let outcome = try machine.run(command, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("USAGE: postflight \(command)"))
    let words = Set(outcome.output.split { " ,\n()<>|[]".contains($0) }.map(String.init))
    for option in options { #expect(words.contains(option), "\(command) \(option)") }
    for line in outcome.lines { #expect(line.utf8.allSatisfy { $0 >= 0x20 }) }
    // Nothing is made by looking.
    #expect(try machine.names() == [])
    #expect(!machine.exists(machine.root + "/data/postflight"))
  }

  @Test func theProgramNamesEveryCommand() throws {
    let machine = try Machine()
    let outcome = try machine.run("--help")
    #expect(outcome.status == 0)
    for (command, _) in Self.options {
      #expect(
        outcome.lines.contains { $0.hasPrefix("  \(command) ") || $0 == "  \(command)" },
        "\(command)")
    }
    #expect(try machine.run("help", "seal").output == machine.run("seal", "--help").output)
    #expect(try machine.run("--version").output.hasPrefix("postflight 0."))
  }

  @Test func aloneWithoutATerminalItPrintsItsHelp() throws {
    let machine = try Machine()
    let outcome = try machine.run()
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("USAGE: postflight"))
    #expect(try machine.names() == [])
  }

  @Test(arguments: [
    ["nosuch"], ["new", "./tiny.yaml"],
    ["new", "./tiny.yaml", "--environment", "x", "--profile", "all"],
    ["new", "--environment", "x", "--require-approvals", "100"], ["answer", "r.report.jsonl"],
    ["evidence", "r.report.jsonl", "s"], ["evidence", "r.report.jsonl", "s", "f", "--text", "x"],
    ["evidence", "r.report.jsonl", "s", "--command", "ls"],
    ["evidence", "r.report.jsonl", "s", "--command", "ls", "--exit", "256"],
    ["retract", "r.report.jsonl", "x", "--reason", "y"], ["retract", "r.report.jsonl", "3"],
    ["sign", "r.report.jsonl", "--role", "review"],
    ["sign", "r.report.jsonl", "--role", "approve", "--name", "B"],
    ["sign", "r.report.jsonl", "--role", "review", "--decision", "approved", "--name", "B"],
    ["sign", "r.report.jsonl", "--role", "approve", "--decision", "rejected", "--name", "B"],
    ["sign", "r.report.jsonl", "--role", "review", "--name", ""],
    ["status"], ["verify"], ["verify", "r.report.jsonl", "--at", "yesterday"],
    ["verify", "r.report.jsonl", "--checklist-sha256", "ABC"],
    ["verify", "r.report.jsonl", "--report", "x"],
    ["verify", "r.report.jsonl", "--fail-on", "all"],
    ["export", "r.report.jsonl", "--format", "pdf"], ["lint"], ["show"], ["doctor", "x"],
  ])
  func wrongUseIs64(arguments: [String]) throws {
    let machine = try Machine()
    let outcome = try machine.execute(Machine.binary, arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("postflight: "))
    #expect(try machine.names() == [])
  }
}
