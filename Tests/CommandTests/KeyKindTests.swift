import Foundation
import Testing

/// Whole reviews with every kind of key that is not a plain Ed25519 file.
@Suite struct KeyKindTests {
  /// What one signs with: options, variables, and the line that trusts it.
  private struct Signer {
    var arguments: [String]
    var variables: [String: String] = [:]
    var trust: String
    /// Whether every event has its checkpoint.
    var signsEveryEvent = false
  }

  static let kinds = [
    "rsa", "ecdsa", "encrypted", "agent", "agent by its private key", "certificate",
    "certificate in an agent", "encrypted certificate",
  ]

  private func signer(_ kind: String, on machine: Machine, _ agent: Agent) throws -> Signer {
    func line(_ name: String) throws -> String {
      "ann@example.com \(try machine.text(name + ".pub"))"
    }
    func certify(_ name: String) throws {
      try machine.makeKey("authority")
      try Tiny.must(
        machine.execute(
          "/usr/bin/ssh-keygen",
          ["-q", "-s", "authority", "-I", "id", "-z", "7", "-n", "ann@example.com"] + [
            name + ".pub"
          ]))
    }
    func authority() throws -> String {
      "*@example.com cert-authority \(try machine.text("authority.pub"))"
    }
    switch kind {
    case "rsa", "ecdsa":
      try machine.makeKey("key", "-t", kind, "-b", kind == "rsa" ? "3072" : "384")
      return Signer(arguments: ["--key", "key"], trust: try line("key"), signsEveryEvent: true)
    case "encrypted":
      try machine.makeKey("key", "-t", "ed25519", "-N", "secret words")
      return Signer(
        arguments: ["--key", "key"], variables: try machine.asking("echo 'secret words'"),
        trust: try line("key"))
    case "agent", "agent by its private key":
      try machine.makeKey("key", "-t", "ed25519", "-N", "secret words")
      try agent.add("key", answer: "secret words")
      return Signer(
        arguments: ["--key", kind == "agent" ? "key.pub" : "key"], variables: agent.variables,
        trust: try line("key"))
    case "encrypted certificate":
      try machine.makeKey("key", "-t", "ecdsa", "-N", "secret words")
      try certify("key")
      return Signer(
        arguments: ["--key", "key-cert.pub"], variables: try machine.asking("echo 'secret words'"),
        trust: try authority())
    default:
      try machine.makeKey("key")
      try certify("key")
      if kind == "certificate" {
        return Signer(arguments: ["--key", "key-cert.pub"], trust: try authority())
      }
      try agent.add("key")
      return Signer(
        arguments: ["--key", "key-cert.pub"], variables: agent.variables, trust: try authority())
    }
  }

  @Test(arguments: kinds) func aWholeReview(kind: String) throws {
    let machine = try Machine()
    let agent = try Agent(machine)
    let signer = try signer(kind, on: machine, agent)
    try machine.write(Tiny.checklist, "tiny.yaml")
    try machine.write(signer.trust, "allowed_signers")
    func run(_ arguments: String..., input: String = "") throws -> Machine.Outcome {
      try machine.execute(
        Machine.binary, arguments + signer.arguments, input: input, with: signer.variables)
    }
    func status() throws -> Int32 {
      try machine.run("verify", Tiny.report, "--allowed-signers", "allowed_signers").status
    }
    func types() throws -> [String] {
      try machine.text(Tiny.report).split(separator: "\n").compactMap { line in
        line.range(of: #""type":""#).map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
      }
    }
    try Tiny.must(run("new", "./tiny.yaml", "--environment", "prod"))
    // No report lies unsigned, with every kind of key.
    #expect(try types() == ["header", "session", "sig"])
    #expect(try status() == 10)
    try Tiny.must(run("answer", Tiny.report, "--from", "-", input: Tiny.answers))
    #expect(try status() == 10)
    let answered = try types()
    #expect(
      answered.dropFirst(3)
        == (signer.signsEveryEvent
          ? ["session", "fact", "sig", "answer", "sig", "answer", "sig"]
          : ["session", "fact", "answer", "answer", "sig"]))
    try machine.write("0 tables differ\n", "restore.log")
    try Tiny.must(run("evidence", Tiny.report, "backup.restore", "restore.log"))
    try Tiny.must(run("seal", Tiny.report))
    #expect(try types().suffix(2) == ["seal", "sig"])
    try Tiny.must(run("sign", Tiny.report, "--role", "review", "--name", "Ann Example"))
    #expect(try types().suffix(2) == ["intent", "sig"])
    #expect(try status() == 0)
    // The stock tool agrees on every signature.
    let outcome = try RecipeTests().check(machine)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    // Voided and gone on with.
    try Tiny.must(run("reopen", Tiny.report, "--reason", "x"))
    #expect(try status() == 10)
  }

  @Test func aKeyThatDoesNotSignLeavesWhatWasAnsweredAndSaysSo() throws {
    let machine = try Machine()
    let agent = try Agent(machine)
    try machine.makeKey("key")
    try agent.add("key")
    try machine.write(Tiny.checklist, "tiny.yaml")
    try machine.write("ann@example.com \(machine.text("key.pub"))", "allowed_signers")
    func run(_ arguments: String..., input: String = "") throws -> Machine.Outcome {
      try machine.execute(
        Machine.binary, arguments + ["--key", "public"], input: input, with: agent.variables)
    }
    func status() throws -> Int32 {
      try machine.run("verify", Tiny.report, "--allowed-signers", "allowed_signers").status
    }
    try machine.write(try machine.read("key.pub"), "public")
    try Tiny.must(run("new", "./tiny.yaml", "--environment", "prod"))
    try Tiny.must(run("answer", Tiny.report, "--from", "-", input: Tiny.answers))
    // The agent says no to every use of the key.
    try agent.add("-D")
    try Tiny.must(machine.execute("/usr/bin/ssh-add", ["-c", "key"], with: agent.variables))
    let before = try machine.read(Tiny.report)
    let seal = try run("seal", Tiny.report)
    #expect(seal.status == 1, "\(seal.errors)")
    let refused = try run("evidence", Tiny.report, "backup.restore", "--text", "seen")
    #expect(refused.status == 74)
    #expect(refused.errors.contains("saved and not signed yet: the key did not sign: "))
    #expect(refused.errors.contains("refused to sign"))
    #expect(refused.errors.contains("`postflight resume \(Tiny.report)` signs it"))
    #expect(try machine.read(Tiny.report).starts(with: before))
    #expect(try status() == 11)
    // A seal is written with its signature or not at all.
    let unsealed = try machine.read(Tiny.report)
    let failed = try run("seal", Tiny.report)
    #expect(failed.status == 74, "\(failed.errors)")
    #expect(failed.output == "")
    #expect(try machine.read(Tiny.report) == unsealed)
    // Nothing new is answered: leaving signs what is there.
    try agent.add("-D")
    try agent.add("key")
    let left = try run("resume", Tiny.report, "--plain", input: "quit\n")
    #expect(left.status == 0, "\(left.errors)")
    #expect(try status() == 10)
    try Tiny.must(run("seal", Tiny.report))
    #expect(try status() == 10)
  }

  @Test func anAgentIsNamedWhenItHasNotTheKey() throws {
    let machine = try Machine()
    let agent = try Agent(machine)
    try machine.makeKey("key")
    try machine.write(try machine.read("key.pub"), "public")
    try machine.write(Tiny.checklist, "tiny.yaml")
    for (variables, words) in [
      ([:], "SSH_AUTH_SOCK names no agent"), (agent.variables, "no keys or is locked"),
      (["SSH_AUTH_SOCK": machine.path("nosuch")], "cannot be reached"),
    ] as [([String: String], String)] {
      let outcome = try machine.run(
        "new", "./tiny.yaml", "--environment", "prod", "--key", "public", with: variables)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      #expect(!machine.exists(Tiny.report))
    }
  }

  @Test func certificatesAreRevokedByNumberAndByTheirAuthority() throws {
    let machine = try Machine()
    let agent = try Agent(machine)
    let signer = try signer("certificate", on: machine, agent)
    try machine.write(Tiny.checklist, "tiny.yaml")
    try machine.write(signer.trust, "allowed_signers")
    try Tiny.must(
      machine.execute(
        Machine.binary, ["new", "./tiny.yaml", "--environment", "prod"] + signer.arguments))
    func status(_ more: String...) throws -> Int32 {
      try machine.execute(
        Machine.binary, ["verify", Tiny.report, "--allowed-signers", "allowed_signers"] + more
      ).status
    }
    #expect(try status() == 10)
    for (source, status) in [("serial: 7", 23), ("serial: 8", 10), ("id: id", 23)]
      as [(String, Int32)]
    {
      try machine.write(source + "\n", "source")
      try Tiny.must(
        machine.execute(
          "/usr/bin/ssh-keygen", ["-q", "-k", "-f", "krl", "-s", "authority.pub", "source"]))
      let outcome = try machine.run(
        "verify", Tiny.report, "--allowed-signers", "allowed_signers", "--revoked", "krl")
      #expect(outcome.status == status, "\(source): \(outcome.output)\(outcome.errors)")
    }
    for name in ["authority.pub", "key.pub"] { #expect(try status("--revoked", name) == 23) }
    // A list without the authority does not know the signer, the key on a line of its own neither.
    try machine.write("ann@example.com \(machine.text("key.pub"))", "allowed_signers")
    #expect(try status() == 22)
    try machine.write(
      "bob@example.com cert-authority \(machine.text("authority.pub"))", "allowed_signers")
    #expect(try status() == 23)
  }
}
