import Testing

/// What `keys` shows, makes and proposes.
@Suite struct KeysTests {
  @Test func whatCouldSignIsListedWithWhyItMayNot() throws {
    let machine = try Machine()
    let agent = try Agent(machine)
    try machine.makeKey("one")
    try agent.add("one")
    try machine.makeKey("short", "-t", "rsa", "-b", "2048")
    try machine.makeKey("lonely", "-t", "ecdsa")
    let folder = machine.root + "/home/.ssh/"
    for name in ["short", "short.pub", "lonely.pub"] {
      try machine.write(try machine.read(name), folder + name)
    }
    try machine.write("no key\u{1b}\n", folder + "other.pub")
    let outcome = try machine.run("keys", with: agent.variables)
    #expect(outcome.status == 0)
    func line(_ words: String) -> String { outcome.lines.first { $0.hasPrefix(words) } ?? "" }
    #expect(line("agent  SHA256:").hasSuffix("  ssh-ed25519  (test)"))
    #expect(
      line(folder + "short.pub").contains("ssh-rsa  (does not sign: the RSA key has 2048 bits"))
    #expect(line(folder + "lonely.pub").hasSuffix("(its private half is not here)"))
    #expect(!outcome.output.contains("other.pub"))
    #expect(line(machine.root + "/data/postflight/id_ed25519.pub").contains("SHA256:"))
    #expect(line("signs ") == "signs   with every answer")
    let gone = try machine.run("keys", with: ["SSH_AUTH_SOCK": machine.path("nosuch")])
    #expect(gone.status == 0)
    #expect(gone.output.contains("cannot be reached"))
  }

  @Test func theLineOfACertificateIsThatOfItsAuthority() throws {
    let machine = try Machine()
    for name in ["authority", "key"] { try machine.makeKey(name) }
    try Tiny.must(
      machine.execute(
        "/usr/bin/ssh-keygen",
        ["-q", "-s", "authority", "-I", "id", "-n", "ann@example.com", "key.pub"]))
    let line = try machine.trustLine("--key", "key-cert.pub")
    let authority = try machine.text("authority.pub").split(separator: " ")[1]
    #expect(
      line == "ann@example.com cert-authority,namespaces=\"postflight-checkpoint,postflight-review,"
        + "postflight-approve\" ssh-ed25519 \(authority)\n")
  }

  @Test func aKeyIsMadeOnceAndNothingIsWrittenOver() throws {
    let machine = try Machine()
    let made = try machine.run("keys", "--make", "mine")
    #expect(made.status == 0)
    #expect(made.lines[0] == "made    mine")
    #expect(try machine.mode("mine") == 0o600)
    #expect(try made.lines.last.map { $0 + "\n" } == machine.trustLine("--key", "mine"))
    let before = try machine.read("mine")
    let again = try machine.run("keys", "--make", "mine")
    #expect(again.status == 1)
    #expect(again.errors.contains("exists and is not written over"))
    #expect(try machine.read("mine") == before)
    #expect(!machine.exists(machine.root + "/data/postflight"))
  }

  @Test func gitLabsAnswerBecomesLinesToReview() throws {
    let machine = try Machine()
    func key(_ name: String, _ more: String...) throws -> String {
      let kind = more.isEmpty ? ["-t", "ed25519"] : more
      try Tiny.must(
        machine.execute(
          "/usr/bin/ssh-keygen", ["-q", "-N", "", "-C", "c", "-f", machine.path(name)] + kind))
      return try machine.text(name + ".pub").split(separator: "\n").joined()
    }
    func entry(_ id: Int, _ title: String, _ key: String, _ more: String) -> String {
      "{\"id\": \(id), \"title\": \"\(title)\", \"key\": \"\(key)\", \(more), \"extra\": [1.5]}"
    }
    let (one, two) = (try key("one"), try key("two"))
    let short = try key("short", "-t", "rsa", "-b", "2048")
    let signing = "\"usage_type\": \"signing\""
    let both = "\"usage_type\": \"auth_and_signing\""
    let entries = [
      entry(1, "laptop \\u001b[2J\\nann@example.com", one, signing),
      entry(
        2, "both", two,
        both + ", \"created_at\": \"2026-01-02T03:04:05.678Z\", "
          + "\"expires_at\": \"2027-01-01T00:30:00+01:00\""),
      entry(3, "login", one, "\"usage_type\": \"auth\""),
      entry(4, "old", one, "\"created_at\": null"), entry(5, "short", short, signing),
      entry(6, "odd", one, signing + ", \"expires_at\": \"tomorrow\""),
      entry(
        7, "turned", one,
        both + ", \"created_at\": \"2027-01-01T00:00:00Z\", "
          + "\"expires_at\": \"2026-01-01T00:00:00Z\""),
      entry(8, "broken", "ssh-ed25519 AAAA", signing),
    ]
    try machine.write("[\(entries.joined(separator: ","))]", "keys.json")
    let outcome = try machine.run(
      "keys", "--from-gitlab", "keys.json", "--signer", "ann@example.com")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.lines.filter { !$0.hasPrefix("#") }
    let namespaces = "namespaces=\"postflight-checkpoint,postflight-review,postflight-approve\""
    func plain(_ line: String) -> String {
      line.split(separator: " ").prefix(2).joined(separator: " ")
    }
    #expect(
      lines == [
        "ann@example.com \(namespaces) \(plain(one))",
        "ann@example.com \(namespaces),valid-after=\"20260102030405Z\","
          + "valid-before=\"20261231233000Z\" \(plain(two))",
      ])
    for (id, words) in [
      (3, "its usage type is auth"), (4, "usage type is not told"), (5, "2048 bits"),
      (6, "a time that cannot be read"), (7, "not later than valid-after"),
      (8, "no SSH public key"),
    ] {
      #expect(
        outcome.lines.contains { $0.hasPrefix("# key \(id) ") && $0.contains(words) },
        "\(outcome.output)")
    }
    #expect(!outcome.bytes.contains(0x1b))
    // The list can be used as it is.
    try machine.write(outcome.output, "allowed_signers")
    try Tiny.make(machine, "--key", "one")
    let verified = try machine.run(
      "verify", Tiny.report, "--allowed-signers", "allowed_signers")
    #expect(verified.status == 10, "\(verified.output)")
  }

  @Test func whatIsNoAnswerOfGitLabIsRefused() throws {
    let machine = try Machine()
    for text in [
      "", "{\"message\": \"404 User Not Found\"}", "[{\"id\": 1}]", "ssh-ed25519 AAAA",
      String(repeating: "[", count: 100_000),
    ] {
      try machine.write(text, "keys.json")
      let outcome = try machine.run(
        "keys", "--from-gitlab", "keys.json", "--signer", "ann@example.com")
      #expect(outcome.status == 64)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("keys.json: this is no answer of GitLab's"))
    }
    #expect(
      try machine.run("keys", "--from-gitlab", "nosuch", "--signer", "ann@example.com").status
        == 66)
    #expect(try machine.run("keys", "--from-gitlab", "keys.json").status == 64)
    #expect(
      try machine.run("keys", "--from-gitlab", "keys.json", "--signer", "*").status == 64)
  }
}
