import Foundation
import Testing

/// The shell script of Documentation/verifying.md does what it says, with stock tools alone.
@Suite struct RecipeTests {
  /// The fenced blocks of a language, without the fences.
  private func blocks(_ language: String) throws -> [String] {
    let text = try String(
      contentsOfFile: Machine.package + "/Documentation/verifying.md", encoding: .utf8)
    return text.components(separatedBy: "```" + language + "\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first.map { $0 + "\n" }
    }
  }

  func check(
    _ machine: Machine, _ report: String = Tiny.report, list: String = "allowed_signers"
  ) throws -> Machine.Outcome {
    if !machine.exists("check-report.sh") {
      let script = try #require(try blocks("sh").first { $0.hasPrefix("#!/bin/sh") })
      try machine.write(script, "check-report.sh")
    }
    return try machine.execute("/bin/sh", ["check-report.sh", report, list])
  }

  private func approved() throws -> Machine {
    let machine = try Machine()
    try Tiny.complete(machine)
    try machine.makeKey("bob")
    try Tiny.must(
      machine.run(
        "sign", Tiny.report, "--role", "approve", "--decision", "approved", "--name", "Bob Example",
        "--key", "bob", "--signer", "bob@example.com"))
    try machine.write(
      machine.text("allowed_signers")
        + machine.trustLine("--key", "bob", "--signer", "bob@example.com"), "allowed_signers")
    return machine
  }

  @Test func aCompleteReportIsGood() throws {
    let machine = try approved()
    let outcome = try check(machine)
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
    #expect(outcome.errors == "")
    let lines = try machine.text(Tiny.report).split(separator: "\n")
    let signatures = lines.count { $0.contains("\"type\":\"sig\"") }
    #expect(
      outcome.lines == [
        "line \(lines.count - 2): review performed, Ann Example (ann@example.com), \(Machine.now)",
        "line \(lines.count): approve approved, Bob Example (bob@example.com), \(Machine.now)",
        "\(Tiny.report): \(lines.count) lines, \(signatures) signatures, all good",
      ])
  }

  @Test func aReportWithEveryKindOfLineIsGood() throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    try Tiny.must(machine.run("reopen", Tiny.report, "--reason", "A \"session\" with \\ quotes."))
    try Tiny.must(
      machine.run(
        "answer", Tiny.report, "--from", "-",
        input: #"""
          answers:
            backup.job: {outcome: pass, comment: '"type":"sig", "signer":"mallory@example.com", \'}

          """#))
    try Tiny.must(
      machine.run("evidence", Tiny.report, "backup.job", "--text", "\"source\":\"file\""))
    let lines = try machine.text(Tiny.report).split(separator: "\n")
    let taken = try #require(lines.firstIndex { $0.contains("\"source\":\"file\"") })
    let digest = try #require(lines[taken].firstMatch(of: /"sha256":"([0-9a-f]{64})"/)?.output.1)
    #expect(try check(machine).status == 0)
    let copy = machine.path("prod-2026-11-20.evidence/\(digest)")
    try FileManager.default.removeItem(atPath: copy)
    let missing = try check(machine)
    #expect(missing.status == 1)
    #expect(missing.output.contains("BAD: line \(taken + 1): evidence restore.log is missing"))
    try Tiny.must(machine.run("retract", Tiny.report, "\(taken)", "--reason", "Gone."))
    #expect(try check(machine).status == 0)
  }

  @Test func aTamperedReportIsNot() throws {
    let machine = try approved()
    let bytes = try machine.read(Tiny.report)
    let text = try machine.text(Tiny.report)
    let lines = text.split(separator: "\n").map { Array($0.utf8) + [0x0A] }
    var cut = lines
    cut.remove(at: 4)
    var swapped = lines
    swapped.swapAt(3, 5)
    var flipped = bytes
    flipped[bytes.count - 100] ^= 1
    for (name, variant, words) in [
      (
        "answer", Array(text.replacing("It failed twice.", with: "All is well now.").utf8),
        "prev is not"
      ),
      ("cut", Array(cut.joined()), "prev is not"),
      ("swapped", Array(swapped.joined()), "prev is not"),
      ("signature", flipped, "BAD: line \(lines.count): bob@example.com in postflight-approve"),
      ("added", bytes + lines[3], "no signature covers the end of the file"),
      ("torn", Array(bytes.dropLast(5)), "the last line is cut off"),
      ("NUL", bytes + [0, 0], "bytes that no report holds"),
      ("CRLF", Array(text.replacing("\n", with: "\r\n").utf8), "bytes that no report holds"),
      ("BOM", [0xEF, 0xBB, 0xBF] + bytes, "bytes that no report holds"),
    ] {
      try machine.write(variant, "v.report.jsonl")
      let outcome = try check(machine, "v.report.jsonl")
      #expect(outcome.status == 1, "\(name)")
      #expect(outcome.output.contains(words), "\(name): \(outcome.output)")
      #expect(!outcome.output.contains("all good"), "\(name)")
    }
  }

  @Test func aListThatDoesNotNameTheSignersIsNotEnough() throws {
    let machine = try approved()
    let list = try machine.text("allowed_signers").split(separator: "\n")
    for (name, lines) in [
      ("no approver", [list[0]]), ("no reviewer", [list[1]]),
      (
        "roles turned round",
        [
          list[0].replacing("postflight-review,", with: ""),
          list[1].replacing(",postflight-approve", with: ""),
        ]
      ),
      (
        "names turned round",
        [
          list[0].replacing("ann@", with: "bob@"), list[1].replacing("bob@", with: "ann@"),
        ]
      ),
      (
        "too late",
        list.map { $0.replacing(" namespaces", with: " valid-before=\"20260101Z\",namespaces") }
      ),
    ] {
      try machine.write(lines.joined(separator: "\n") + "\n", "list")
      let outcome = try check(machine, list: "list")
      #expect(outcome.status == 1, "\(name)")
      #expect(outcome.output.contains("BAD: line "), "\(name)")
    }
    try machine.write(
      list.map { $0.replacing(" namespaces", with: " valid-before=\"20261121Z\",namespaces") }
        .joined(separator: "\n") + "\n", "list")
    #expect(try check(machine, list: "list").status == 0)
  }

  @Test func aCheckpointByAnotherKeyOfTheSamePersonIsNot() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    try machine.makeKey("second")
    try machine.write(
      machine.trustLine() + machine.trustLine("--key", "second"), "allowed_signers")
    #expect(try check(machine).status == 0)
    let lines = try machine.text(Tiny.report).split(separator: "\n")
    let signed = try machine.execute(
      "/usr/bin/ssh-keygen",
      ["-Y", "sign", "-q", "-f", machine.path("second"), "-n", "postflight-checkpoint"],
      input: lines[0] + "\n" + lines[1] + "\n")
    let blob = signed.lines.filter { !$0.hasPrefix("-----") }.joined()
    let old = try #require(lines[2].firstMatch(of: /"sshsig":"([^"]*)"/)?.output.1)
    try machine.write(
      machine.text(Tiny.report).replacing(old, with: blob), "other.report.jsonl")
    let outcome = try check(machine, "other.report.jsonl")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("BAD: line 3: not by the key of the session: Good "))
    #expect(
      try machine.run("verify", "other.report.jsonl", "--allowed-signers", "allowed_signers")
        .status == 20)
  }

  @Test func theShortRecipeWorksAsWell() throws {
    let machine = try approved()
    let recipe = try #require(try blocks("sh").first { $0.hasPrefix("{ echo") })
    let lines = try machine.text(Tiny.report).split(separator: "\n").count
    let script = recipe.replacing("NAME.report.jsonl", with: Tiny.report)
    let outcome = try machine.execute("/bin/sh", ["-c", "L=\(lines - 2)\n" + script])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("Good \"postflight-review\" signature for ann@example.com"))
    let other = try machine.execute("/bin/sh", ["-c", "L=\(lines)\n" + script])
    #expect(other.status != 0)
  }

  @Test func theDocumentNamesEveryCodeOfVerify() throws {
    let text = try String(
      contentsOfFile: Machine.package + "/Documentation/verifying.md", encoding: .utf8)
    for code in [0, 10, 11, 12, 13, 20, 21, 22, 23, 24, 25, 26] {
      #expect(text.contains("\n| \(code) | "))
    }
    // What stock tools let through and the script says it does: the report went back.
    let machine = try approved()
    let lines = try machine.text(Tiny.report).split(separator: "\n")
    try machine.write(lines.dropLast(2).joined(separator: "\n") + "\n", Tiny.report)
    #expect(try check(machine).status == 0)
    let verified = try machine.run(
      "verify", Tiny.report, "--allowed-signers", "allowed_signers", "--require-approvals", "1")
    #expect(verified.status == 10)
    #expect(verified.errors.contains("postflight: \(Tiny.report): "))
  }
}
