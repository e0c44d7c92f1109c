import Foundation
import Testing

/// What commands that write refuse, with which code, and that nothing is written then.
@Suite struct RefusalTests {
  static let writing: [[String]] = [
    ["answer", Tiny.report, "--from", "answers.yaml"],
    ["evidence", Tiny.report, "backup.job", "--text", "x"],
    ["retract", Tiny.report, "9", "--reason", "x"], ["seal", Tiny.report],
    ["reopen", Tiny.report, "--reason", "x"],
    ["sign", Tiny.report, "--role", "review", "--name", "Ann"], ["resume", Tiny.report],
  ]

  private func answered() throws -> Machine {
    let machine = try Machine()
    try Tiny.answered(machine)
    try machine.write(Tiny.answers, "answers.yaml")
    return machine
  }

  private func expect(
    _ status: Int32, _ words: String, _ arguments: [String], on machine: Machine
  ) throws {
    let outcome = try machine.execute(Machine.binary, arguments)
    #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
    #expect(outcome.errors.hasPrefix("postflight: "), "\(arguments)")
    #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
    #expect(outcome.output == "", "\(arguments)")
  }

  @Test(arguments: writing) func aReportThatIsNotThere(arguments: [String]) throws {
    let machine = try Machine()
    try machine.write(Tiny.answers, "answers.yaml")
    try expect(66, "is not there", arguments, on: machine)
  }

  @Test(arguments: writing) func aReportThatDoesNotVerify(arguments: [String]) throws {
    let machine = try answered()
    var bytes = try machine.read(Tiny.report)
    bytes[bytes.count / 2] ^= 1
    try machine.write(bytes, Tiny.report)
    let outcome = try machine.execute(Machine.binary, arguments)
    #expect([20, 21].contains(outcome.status))
    #expect(outcome.errors.contains("does not verify and is not written to"))
    #expect(try machine.read(Tiny.report) == bytes)
  }

  @Test(arguments: writing) func aReportThatEverybodyMayWrite(arguments: [String]) throws {
    let machine = try answered()
    try machine.setMode(0o602, Tiny.report)
    try expect(77, "run `chmod 600`", arguments, on: machine)
  }

  @Test(arguments: writing) func aLinkToAReport(arguments: [String]) throws {
    let machine = try answered()
    try FileManager.default.moveItem(
      atPath: machine.path(Tiny.report), toPath: machine.path("real.report.jsonl"))
    try FileManager.default.createSymbolicLink(
      atPath: machine.path(Tiny.report), withDestinationPath: "real.report.jsonl")
    try expect(77, "is a symbolic link", arguments, on: machine)
    try FileManager.default.removeItem(atPath: machine.path(Tiny.report))
    try FileManager.default.linkItem(
      atPath: machine.path("real.report.jsonl"), toPath: machine.path(Tiny.report))
    try expect(77, "a hard link", arguments, on: machine)
  }

  @Test func aReportThatItsGroupMayWriteIsTightened() throws {
    let machine = try answered()
    try machine.setMode(0o660, Tiny.report)
    let outcome = try machine.run("evidence", Tiny.report, "backup.job", "--text", "x")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("it is now mode 0600"))
    #expect(try machine.mode(Tiny.report) == 0o600)
  }

  @Test(arguments: writing) func aReportThatSomebodyHasOpen(arguments: [String]) throws {
    let machine = try answered()
    let talk = try Talk(machine, ["resume", Tiny.report])
    try talk.expect("> ")
    try expect(75, "ann@example.com", arguments, on: machine)
    #expect(try machine.run("status", Tiny.report).status == 0)
    talk.type("quit")
    #expect(try talk.finish() == 0)
  }

  @Test func aReportThatExists() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let before = try machine.read(Tiny.report)
    try expect(
      1, "exists: `postflight resume` goes on with it",
      ["new", "./tiny.yaml", "--environment", "prod", "-o", Tiny.report], on: machine)
    #expect(try machine.read(Tiny.report) == before)
    try expect(
      64, "ends in .report.jsonl", ["new", "./tiny.yaml", "--environment", "prod", "-o", "r.txt"],
      on: machine)
    try expect(
      66, "cannot be made",
      ["new", "./tiny.yaml", "--environment", "prod", "-o", "no/r.report.jsonl"], on: machine)
  }

  @Test func checklistsThatCannotBeUsed() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    try expect(
      66, "there is no checklist nosuch", ["new", "nosuch", "--environment", "x"], on: machine)
    try expect(66, "nosuch.yaml", ["new", "nosuch.yaml", "--environment", "x"], on: machine)
    try machine.write("format: postflight-checklist/1\n", "faulty.yaml")
    try expect(
      1, "faulty.yaml:1:1: error: ", ["new", "./faulty.yaml", "--environment", "x"], on: machine)
    try expect(
      64, "the environment has no name", ["new", "./tiny.yaml", "--environment", "\u{1B}"],
      on: machine)
    try expect(
      64, "cannot stand as a signer",
      ["new", "./tiny.yaml", "--environment", "x", "--signer", "a b"], on: machine)
    try machine.write(Tiny.checklist, "sub/tiny.yaml")
    try expect(
      64, "two checklist files have the name tiny.yaml",
      ["new", "./tiny.yaml", "sub/tiny.yaml", "--environment", "x"], on: machine)
  }

  @Test func answersThatCannotBeRecorded() throws {
    let machine = try answered()
    let before = try machine.read(Tiny.report)
    for (text, words) in [
      ("answers: {nosuch: {outcome: pass}}\n", "nosuch"),
      ("answers: {backup.job: {outcome: maybe}}\n", "maybe"),
      ("facts: {provider: gcp}\n", "gcp"), ("facts: {colour: red}\n", "colour"),
      (
        "answers: {backup.job: {outcome: pass, plan: {kind: fix, owner: a, until: '2027-01-01', reason: b}}}\n",
        "plan"
      ),
      (
        "answers: {backup.job: {outcome: fail, comment: 'glpat-abcdefghij1234567890'}}\n",
        "a GitLab access token"
      ),
      ("answers: [", "YAML"),
      ("answers: {backup.job: {outcome: pass}, backup.restore: {outcome: nonsense}}\n", "nonsense"),
    ] {
      try machine.write(text, "bad.yaml")
      try expect(1, words, ["answer", Tiny.report, "--from", "bad.yaml"], on: machine)
      #expect(try machine.read(Tiny.report) == before, "\(text)")
    }
    try expect(66, "nosuch.yaml", ["answer", Tiny.report, "--from", "nosuch.yaml"], on: machine)
  }

  @Test func evidenceThatCannotBeTaken() throws {
    let machine = try answered()
    let before = try machine.read(Tiny.report)
    try expect(
      66, "nosuch.log", ["evidence", Tiny.report, "backup.job", "nosuch.log"], on: machine)
    try expect(66, "no regular file", ["evidence", Tiny.report, "backup.job", "."], on: machine)
    try expect(
      1, "there is no step nosuch", ["evidence", Tiny.report, "nosuch", "--text", "x"], on: machine)
    try expect(
      1, "a private key",
      ["evidence", Tiny.report, "backup.job", "--text=-----BEGIN OPENSSH PRIVATE KEY-----"],
      on: machine)
    #expect(try machine.read(Tiny.report) == before)
    let allowed = try machine.run(
      "evidence", Tiny.report, "backup.job", "--text=-----BEGIN OPENSSH PRIVATE KEY-----",
      "--allow-secret-text")
    #expect(allowed.status == 0)
  }

  @Test(arguments: [
    ["retract", Tiny.report, "7", "--reason", "ghp_abcdefghijklmnopqrstuv"],
    ["reopen", Tiny.report, "--reason", "ghp_abcdefghijklmnopqrstuv"],
    [
      "sign", Tiny.report, "--role", "review", "--name", "Ann", "--reason",
      "ghp_abcdefghijklmnopqrstuv",
    ],
  ])
  func aReasonThatHoldsAToken(arguments: [String]) throws {
    let machine = try answered()
    if arguments[0] != "retract" { try Tiny.must(machine.run("seal", Tiny.report)) }
    let before = try machine.read(Tiny.report)
    var arguments = arguments
    if arguments[0] == "retract" {
      let lines = try machine.text(Tiny.report).split(separator: "\n")
      arguments[2] = "\(lines.firstIndex { $0.contains("\"type\":\"evidence\"") } ?? 0)"
    }
    try expect(1, "a GitHub token", arguments, on: machine)
    #expect(try machine.read(Tiny.report) == before)
    #expect(
      try machine.execute(Machine.binary, arguments + ["--allow-secret-text"]).status == 0)
  }

  @Test func signingWhatIsNotSealed() throws {
    let machine = try answered()
    try expect(
      1, "not sealed", ["sign", Tiny.report, "--role", "review", "--name", "A"], on: machine)
    try expect(1, "not sealed", ["reopen", Tiny.report, "--reason", "x"], on: machine)
  }
}
