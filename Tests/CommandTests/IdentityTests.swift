import Foundation
import Testing

/// With whose key and under which name a report is made.
@Suite struct IdentityTests {
  private struct Maker {
    let signer: String
    let key: String
  }

  /// Makes a report and tells who did.
  private func make(
    _ machine: Machine, _ arguments: String..., with more: [String: String] = [:],
    in folder: String? = nil
  ) throws -> (maker: Maker, errors: String) {
    let path = machine.root + "/" + UUID().uuidString + ".report.jsonl"
    try machine.write(Tiny.checklist, "tiny.yaml")
    let outcome = try machine.execute(
      Machine.binary,
      ["new", machine.path("tiny.yaml"), "--environment", "prod", "-o", path] + arguments,
      with: more, in: folder)
    try Tiny.must(outcome)
    let session = try #require(
      try machine.text(path).split(separator: "\n").first { $0.contains("\"type\":\"session\"") })
    return (
      Maker(signer: try field("signer", of: session), key: try field("key", of: session)),
      outcome.errors
    )
  }

  private func field(_ name: String, of line: Substring) throws -> String {
    let start = try #require(line.range(of: "\"\(name)\":\"")).upperBound
    return String(line[start...].prefix { $0 != "\"" })
  }

  private func fingerprint(_ machine: Machine, _ path: String) throws -> String {
    let outcome = try machine.execute("/usr/bin/ssh-keygen", ["-l", "-f", path])
    return String(outcome.output.split(separator: " ")[1])
  }

  private func writeSettings(_ text: String, on machine: Machine) throws {
    try machine.write(text, machine.root + "/config/postflight/config.yaml")
  }

  private func writeGit(_ machine: Machine, key: String, format: String = "ssh") throws {
    try machine.write(
      """
      [user]
      \temail = git@example.com
      \tsigningkey = \(key)
      [gpg]
      \tformat = \(format)

      """, machine.root + "/home/.gitconfig")
  }

  @Test func anOwnKeyIsMadeOnceAndForItsOwnerAlone() throws {
    let machine = try Machine()
    let own = machine.root + "/data/postflight/id_ed25519"
    let first = try make(machine)
    #expect(first.errors.contains("made a signing key, \(own); it is self-asserted"))
    #expect(try machine.mode(own) == 0o600)
    #expect(try machine.mode(machine.root + "/data/postflight") == 0o700)
    #expect(try fingerprint(machine, own) == first.maker.key)
    let second = try make(machine)
    #expect(!second.errors.contains("made a signing key"))
    #expect(second.maker.key == first.maker.key)
    #expect(first.maker.signer == "ann@example.com")
  }

  @Test func optionBeforeVariableBeforeSettingsBeforeGit() throws {
    let machine = try Machine()
    var prints: [String: String] = [:]
    for name in ["option", "variable", "settings", "git"] {
      try machine.makeKey(name)
      prints[name] = try fingerprint(machine, machine.path(name))
    }
    let noName = ["POSTFLIGHT_SIGNER": ""]
    try writeGit(machine, key: machine.path("git"))
    var made = try make(machine, with: noName).maker
    #expect(made.key == prints["git"])
    #expect(made.signer == "git@example.com")

    try writeSettings(
      "key: \(machine.path("settings"))\nsigner: settings@example.com\n", on: machine)
    made = try make(machine, with: noName).maker
    #expect(made.key == prints["settings"])
    #expect(made.signer == "settings@example.com")

    let variables = [
      "POSTFLIGHT_KEY": machine.path("variable"), "POSTFLIGHT_SIGNER": "variable@example.com",
    ]
    made = try make(machine, with: variables).maker
    #expect(made.key == prints["variable"])
    #expect(made.signer == "variable@example.com")

    made = try make(
      machine, "--key", machine.path("option"), "--signer", "option@example.com", with: variables
    ).maker
    #expect(made.key == prints["option"])
    #expect(made.signer == "option@example.com")
    #expect(!machine.exists(machine.root + "/data/postflight"))
  }

  @Test func gitIsAskedForItsGlobalSettingsAlone() throws {
    let machine = try Machine()
    try machine.makeKey("repository")
    try machine.makeKey("global")
    for arguments in [
      ["init", "--quiet", "."], ["config", "user.signingkey", machine.path("repository")],
      ["config", "gpg.format", "ssh"], ["config", "user.email", "repository@example.com"],
    ] { try Tiny.must(machine.execute("/usr/bin/git", arguments)) }
    let noName = ["POSTFLIGHT_SIGNER": ""]
    let own = try make(machine, with: noName)
    #expect(own.errors.contains("made a signing key"))
    #expect(own.maker.signer != "repository@example.com")
    // Variables of git that name a repository's settings change nothing.
    let pointed = try make(
      machine,
      with: [
        "POSTFLIGHT_SIGNER": "", "GIT_DIR": machine.path(".git"),
        "GIT_CONFIG_GLOBAL": machine.path(".git/config"),
      ])
    #expect(pointed.maker.key == own.maker.key)

    try writeGit(machine, key: machine.path("global"))
    let global = try make(machine, with: noName).maker
    #expect(global.key == (try fingerprint(machine, machine.path("global"))))
    #expect(global.signer == "git@example.com")
    try writeGit(machine, key: machine.path("global") + ".pub")
    #expect(try make(machine, with: noName).maker.key == global.key)
    try writeGit(machine, key: machine.path("global"), format: "openpgp")
    #expect(try make(machine, with: noName).maker.key == own.maker.key)
    // Git's key is a proposal: where it cannot be used the own one signs, and it is said.
    try writeGit(machine, key: machine.path("nosuch"))
    let fallen = try make(machine, with: noName)
    #expect(fallen.maker.key == own.maker.key)
    #expect(fallen.errors.contains("git's user.signingkey \(machine.path("nosuch")) is not used"))
  }

  @Test(
    arguments: [
      (["-t", "rsa", "-b", "2048"], "2048 bits", 64),
      (["-t", "ed25519", "-N", "secret"], "passphrase", 74),
    ] as [([String], String, Int32)])
  func aKeyThatCannotSignIsToldWithTheMend(kind: [String], word: String, status: Int32) throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    let made = try machine.execute(
      "/usr/bin/ssh-keygen",
      ["-q", "-f", machine.path("key")] + (kind.contains("-N") ? [] : ["-N", ""]) + kind)
    try Tiny.must(made)
    for (arguments, variables) in [
      (["--key", "key"], [:]), ([], ["POSTFLIGHT_KEY": machine.path("key")]),
    ] as [([String], [String: String])] {
      let outcome = try machine.execute(
        Machine.binary, ["new", "./tiny.yaml", "--environment", "prod"] + arguments,
        with: variables)
      #expect(outcome.status == status)
      #expect(outcome.errors.hasPrefix("postflight: "))
      #expect(outcome.errors.contains(word), "\(outcome.errors)")
      #expect(outcome.output == "")
      #expect(!machine.exists(Tiny.report))
    }
  }

  @Test func aKeyThatIsNotThereOrThatOthersMayRead() throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    let missing = try machine.run("new", "./tiny.yaml", "--environment", "p", "--key", "nosuch")
    #expect(missing.status == 66)
    #expect(missing.errors.contains("nosuch"))
    try machine.makeKey("open")
    try machine.setMode(0o644, "open")
    let open = try machine.run("new", "./tiny.yaml", "--environment", "p", "--key", "open")
    #expect(open.status == 77)
    #expect(open.errors.contains("run chmod 600 open"))
    #expect(try machine.names() == ["open", "open.pub", "tiny.yaml"])
  }

  @Test func faultySettingsAreTold() throws {
    let machine = try Machine()
    try writeSettings("kee: /x\nsigner: settings@example.com\n", on: machine)
    let made = try make(machine, with: ["POSTFLIGHT_SIGNER": ""])
    #expect(made.errors.contains("config.yaml:1:1: error: "))
    #expect(made.errors.contains("key"))
  }

  @Test func keysShowsWhatSignsAndWhy() throws {
    let machine = try Machine()
    try machine.makeKey("mine")
    let outcome = try machine.run("keys", "--key", "mine", "--signer", "me@example.com")
    #expect(outcome.lines[0] == "signer  me@example.com  (--signer)")
    #expect(
      outcome.lines[1] == "key     \(try fingerprint(machine, machine.path("mine")))  (--key mine)")
    let line = try machine.trustLine("--key", "mine", "--signer", "me@example.com")
    #expect(outcome.lines.last.map { $0 + "\n" } == line)
    #expect(
      line.hasPrefix(
        "me@example.com namespaces=\"postflight-checkpoint,postflight-review,postflight-approve\" "
          + "ssh-ed25519 AAAA"))
    #expect(
      try machine.run("keys", with: ["POSTFLIGHT_KEY": machine.path("mine")]).lines[1]
        .hasSuffix("(POSTFLIGHT_KEY \(machine.path("mine")))"))
  }

  @Test func doctorNamesPathsAndVersions() throws {
    let machine = try Machine()
    let outcome = try machine.run("doctor", with: ["TERM": "xterm\u{1B}[2J"])
    #expect(outcome.status == 0)
    for word in [
      "version     0.", "own key     \(machine.root)/data/postflight/id_ed25519  (not there)",
      "signer      ann@example.com (POSTFLIGHT_SIGNER)", "terminal    no",
      "built in    gitlab-backup ", "TERM=xterm\\u{1b}[2J",
    ] { #expect(outcome.output.contains(word), "\(word)") }
    #expect(!machine.exists(machine.root + "/data/postflight"))
  }
}
