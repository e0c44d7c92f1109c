import Testing

/// Nothing that a file, a name or a variable holds is sent raw to a terminal or into an export.
@Suite struct HostileTextTests {
  /// What is wrong with the bytes that a program wrote, or nil.
  private func fault(_ text: String) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A: continue
      case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069:
        return "U+\(String(scalar.value, radix: 16)) is sent raw"
      case 0xFFFD: return "bytes that are no UTF-8 are sent"
      default: continue
      }
    }
    return nil
  }

  private static let walk =
    "show\nlist all\nlist fail\nstatus\nfacts\nfind e\njump one\nshow\njump two\nshow\nhelp\nquit\n"

  @Test(arguments: [true, false]) func aHostileReportIsHarmless(isSealed: Bool) throws {
    let machine = try Machine()
    let report = try HostileReport(machine, isSealed: isSealed)
    try machine.write(report.trustLine, "trusted")
    let path = HostileReport.path
    let trust = ["--allowed-signers", "trusted"]
    for command in [
      ["status", path], ["status", path, path], ["diff", path, path] + trust,
      ["status", "."] + trust, ["status", ".", "--format", "json"],
      ["status", ".", "--format", "html"] + trust,
      ["diff", path, path, "--json"] + trust, ["verify", path] + trust,
      ["verify", path, "--json"] + trust, ["verify", path, "--environment", "other"] + trust,
      ["export", path, "--format", "html"] + trust,
      ["export", path, "--format", "markdown"] + trust,
      ["export", path, "--format", "json"] + trust,
      ["resume", path, "--plain"], ["seal", path], ["reopen", path, "--reason", "x"],
      ["anchor", path, "--query", "q"], ["bundle", path, "-o", "b", "--force"] + trust,
    ] {
      let outcome = try machine.execute(Machine.binary, command, input: Self.walk)
      #expect(!outcome.wasKilled)
      #expect(outcome.output.count + outcome.errors.count > 0, "\(command) says nothing")
      #expect(fault(outcome.output) == nil, "\(command): \(fault(outcome.output) ?? "")")
      #expect(fault(outcome.errors) == nil, "\(command): \(fault(outcome.errors) ?? "")")
    }
  }

  @Test func hostileNamesInMessagesAreHarmless() throws {
    let machine = try Machine()
    try Tiny.answered(machine)
    let name = HostileReport.name
    try machine.write("evidence", name)
    try machine.write("format: \u{1B}[2J\n", name + ".yaml")
    for command in [
      ["verify", name], ["status", name], ["status", name, "."],
      ["diff", name, name], ["resume", name, "--plain"],
      ["export", name],
      ["lint", name + ".yaml"], ["lint", name], ["show", name + ".yaml"], ["new", name],
      ["new", "./" + name + ".yaml", "--environment", name],
      ["new", "./tiny.yaml", "--environment", name, "-o", "named.report.jsonl"],
      ["evidence", Tiny.report, "backup.restore", name],
      ["evidence", Tiny.report, name, name], ["answer", Tiny.report, "--from", name],
      ["sign", Tiny.report, "--role", name, "--name", name],
      ["verify", Tiny.report, "--allowed-signers", name],
      ["verify", Tiny.report, "--revoked", name], ["verify", Tiny.report, "--tsa-ca", name],
      ["anchor", Tiny.report, "--reply", name], ["keys", "--key", name], [name], ["run", name],
      ["seal", Tiny.report, "--signer", name], ["doctor", name],
    ] {
      let outcome = try machine.execute(Machine.binary, command)
      #expect(!outcome.wasKilled)
      #expect(fault(outcome.output) == nil, "\(command): \(fault(outcome.output) ?? "")")
      #expect(fault(outcome.errors) == nil, "\(command): \(fault(outcome.errors) ?? "")")
    }
    let status = try machine.run("status", Tiny.report, "named.report.jsonl")
    #expect(status.output.contains("owned"))
    #expect(fault(status.output) == nil)
  }

  @Test func hostileVariablesAreHarmless() throws {
    let machine = try Machine()
    let hostile = HostileReport.text.replacing("\u{0}", with: "")
    for variable in [
      "TERM", "LANG", "EDITOR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "POSTFLIGHT_SIGNER",
      "POSTFLIGHT_KEY", "POSTFLIGHT_ALLOWED_SIGNERS", "NO_COLOR", "SSH_AUTH_SOCK",
    ] {
      for command in [["doctor"], ["keys"], ["new", "gitlab-backup", "--environment", "e"]] {
        let outcome = try machine.execute(Machine.binary, command, with: [variable: hostile])
        #expect(!outcome.wasKilled)
        #expect(
          fault(outcome.output + outcome.errors) == nil,
          "\(variable), \(command): \(outcome.errors)")
      }
    }
  }

  // The screen itself is control sequences, but none that sets a title or comes from C1.
  @Test(arguments: [["resume", HostileReport.path], []])
  func aScreenOfItIsHarmless(arguments: [String]) throws {
    let machine = try Machine()
    _ = try HostileReport(machine, isSealed: true)
    let command = ([Machine.binary] + arguments).joined(separator: " ")
    let outcome = try machine.execute(
      "/usr/bin/script", ["-qec", "stty cols 100 rows 40; exec \(command)", "typescript"],
      input: arguments.isEmpty ? "\rjjqqq" : "\tjjjkkijjqq",
      with: ["TERM": "xterm-256color", "LANG": "C.UTF-8"])
    #expect(outcome.output.contains("owned"), "\(outcome.output) \(outcome.errors)")
    #expect(!outcome.output.contains("\u{1B}]"))
    let hidden = outcome.output.unicodeScalars.first { scalar in
      (0x80...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
        || (0x2066...0x2069).contains(scalar.value)
    }
    #expect(hidden == nil)
  }
}
