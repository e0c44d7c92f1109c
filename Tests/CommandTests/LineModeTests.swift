import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Line mode of the real binary, through pipes.
@Suite struct LineModeTests {
  private static let facts = [("provider", "aws"), ("platform", "omnibus"), ("terraform", "yes")]

  /// The steps that apply to the shipped checklists with these facts.
  private func steps(_ machine: Machine) throws -> [String] {
    try Tiny.must(machine.run("new", "--environment", "dry"))
    let known = Self.facts.map { "\($0): '\($1)'" }.joined(separator: ", ")
    let report = "dry-2026-11-20.report.jsonl"
    try Tiny.must(machine.run("answer", report, "--from", "-", input: "facts: {\(known)}\n"))
    return try machine.run("status", report).lines.filter { $0.hasPrefix("open ") }
      .map { String($0.dropFirst(5)) }
  }

  @Test func aWholeReviewOfTheShippedChecklistsAndItsApproval() throws {
    let machine = try Machine()
    let steps = try steps(machine)
    #expect(steps.count > 40)
    var script = Self.facts.map { "fact \($0) \($1)" } + ["jump \(steps[0])"]
    for (number, step) in steps.enumerated() {
      script.append("jump \(step)")
      switch number {
      case 3:
        script += ["fail Done by hand only.", "plan fix m.ito 2027-01-31 Booked for January."]
      case 5:
        script += ["na Nothing of this kind here."]
      case 7:
        script += ["comment", "Seen by two people.", "", "In the console.", ".", "pass"]
      default:
        script += ["pass Seen.", "evidence text", "Seen in the console.", "."]
      }
    }
    script += ["seal", "sign Ann Example", "prod", "quit"]
    let walked = try machine.run(
      "run", "--environment", "prod", "--require-approvals", "1", "--plain",
      input: script.joined(separator: "\n") + "\n")
    #expect(walked.status == 0, "\(walked.errors)")
    #expect(walked.lines.first == "New report: \(Tiny.report)")
    #expect(walked.output.contains("Nothing is open. Type sign to sign."))
    #expect(walked.output.contains("Signed: review, performed, by ann@example.com."))
    #expect(walked.output.contains("\nReceipt: report "))
    #expect(walked.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
    #expect(!walked.output.contains("is no command"))

    try machine.makeKey("bob")
    let bob = ["--key", "bob", "--signer", "bob@example.com"]
    let approved = try machine.execute(
      Machine.binary, ["resume", Tiny.report, "--plain"] + bob,
      input: "list fail\nsign Bob\n\napprove Bob Example\nprod\n")
    #expect(approved.status == 0)
    #expect(approved.output.contains("Signed: approve, approved, by bob@example.com."))
    #expect(
      approved.lines.last
        == "Check it with: postflight verify \(Tiny.report) --allowed-signers FILE")
    try machine.write(
      try machine.trustLine()
        + machine.trustLine("--key", "bob", "--signer", "bob@example.com"), "allowed_signers")
    let verified = try machine.run("verify", Tiny.report, "--allowed-signers", "allowed_signers")
    #expect(verified.status == 0, "\(verified.output)")
    #expect(
      verified.output.contains(
        "\(steps.count) steps: \(steps.count - 2) pass, 1 FAIL, 1 n/a, 0 not checked"))
  }

  /// What was acknowledged before the machine went down, and what has to be there after.
  static let acknowledged: [(lines: [String], wait: String, look: String, shown: String)] = [
    (["aws"], "Recorded: provider is aws.", "facts", "provider: aws."),
    (["", "", "pass Seen."], "Recorded: 1.1 pass.", "jump 1.1", "Comment: Seen."),
    (
      ["jump 1.2", "fail", "comment", "Two", "lines", "."], "stays FAIL. Comment written.",
      "jump 1.2", "\n  lines\n"
    ),
    (
      ["jump 1.1", "fail Bad.", "plan fix ann 2027-01-01 Soon."], "Plan: fix until", "jump 1.1",
      "Plan: fix, ann, until 2027-01-01. Soon."
    ),
    (
      ["jump 1.1", "evidence text", "Seen.", "."], "note.txt, 6 bytes", "jump 1.1",
      "note.txt, 6 bytes"
    ),
    (["jump 1.1", "evidence tiny.yaml"], "tiny.yaml,", "jump 1.1", "tiny.yaml,"),
    (["jump 1.1", "pass Seen.", "undo"], "Undone: 1.1 not checked", "jump 1.1", "Comment: none."),
    (["seal", "yes"], "Sealed: 3 steps.", "status", "The report is sealed."),
    (["seal", "yes", "sign Ann", "prod"], "Signed: review", "status", "Reviews: 1 of 1."),
  ]

  @Test(arguments: acknowledged.indices)
  func whatWasAcknowledgedSurvivesAKill(index: Int) throws {
    let (lines, wait, look, shown) = Self.acknowledged[index]
    let machine = try Machine()
    try Tiny.make(machine)
    let talk = try Talk(machine, ["resume", Tiny.report])
    try talk.expect("fact [next] > ")
    for line in lines { talk.type(line) }
    try talk.expect(wait)
    talk.send(SIGKILL)
    #expect(try talk.finish() == -SIGKILL)
    let resumed = try machine.run("resume", Tiny.report, input: look + "\n")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.output.contains(shown), "\(resumed.output)")
    #expect([0, 22].contains(try machine.run("verify", Tiny.report).status))
  }

  @Test(arguments: [(SIGTERM, Int32(143)), (SIGHUP, Int32(129))])
  func aSignalLeavesWithEverythingSaved(signal: Int32, status: Int32) throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let talk = try Talk(machine, ["resume", Tiny.report])
    try talk.expect("fact [next] > ")
    for line in ["jump 1.2", "fail", "comment", "It was late."] { talk.type(line) }
    try talk.expect("It was late.")
    try talk.expect(". to end > ")
    talk.send(signal)
    try talk.expect("Recorded: 1.2 stays FAIL. Comment written. Saved.")
    try talk.expect("Saved: \(Tiny.report)")
    try talk.expect("Receipt: report ")
    #expect(try talk.finish() == status)
    #expect(try machine.run("resume", Tiny.report, input: "1.2\n").output.contains("It was late."))
  }

  @Test func ctrlCOnceAsksAndTwiceLeaves() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let talk = try Talk(machine, ["resume", Tiny.report])
    try talk.expect("fact [next] > ")
    talk.send(SIGINT)
    try talk.expect("Everything is saved. Ctrl-C again, or quit, leaves.")
    try talk.expect("fact [next] > ")
    for line in ["jump 1.1", "comment", "One."] { talk.type(line) }
    try talk.expect("One.\n. to end > ")
    talk.send(SIGINT)
    try talk.expect("type comment to go on with what you wrote.")
    try talk.expect("1.1 [next] > ")
    for line in ["comment", "Two.", "."] { talk.type(line) }
    try talk.expect("Comment written. Saved.")
    try talk.expect("1.1 [next] > ")
    talk.send(SIGINT)
    try talk.expect("Everything is saved.")
    try talk.expect("1.1 [next] > ")
    talk.send(SIGINT)
    try talk.expect("Saved: \(Tiny.report)")
    #expect(try talk.finish() == 130)
    #expect(
      try machine.run("resume", Tiny.report, input: "1.1\n").output.contains("  One.\n  Two."))
  }

  @Test func whenNobodyReadsAnyMoreTheAnswerIsSavedAndItEndsWell() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let talk = try Talk(machine, ["resume", Tiny.report])
    try talk.expect("fact [next] > ")
    talk.closeOutput()
    talk.type("fact provider aws")
    #expect(try talk.finish() == 0)
    #expect(talk.errors.contains("postflight: saved: \(Tiny.report); receipt: report "))
    #expect(try machine.run("status", Tiny.report).output.contains("facts not known: prefix\n"))
  }

  @Test(arguments: [
    ("comment\nOne.\nTwo.\n", "  One.\n  Two.\n"), ("comment\nOne.\nTwo.", "  One.\n  Two.\n"),
    ("comment\r\nOne.\r\nTwo.\r\n.\r\n", "  One.\n  Two.\n"), ("comment One.", "Comment: One.\n"),
  ])
  func theEndOfInputKeepsAnUnfinishedComment(input: String, shown: String) throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let outcome = try machine.run("resume", Tiny.report, input: "jump 1.1\n" + input)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(
      outcome.lines.suffix(3).map { $0.prefix { $0 != ":" } } == ["Saved", "Receipt", "Go on with"])
    let resumed = try machine.run("resume", Tiny.report, input: "1.1\n")
    #expect(resumed.output.contains(shown), "\(resumed.output)")
  }

  @Test func theEndOfInputAtOnceAndInEveryQuestion() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let before = try machine.read(Tiny.report)
    for input in [
      "", "\n", "jump 1.1\ncomment\n", "jump 1.1\nevidence", "jump 1.1\nevidence text\n",
      "seal\n", "jump 1.1\ncomment glpat-abcdefghij1234567890",
    ] {
      let outcome = try machine.run("resume", Tiny.report, input: input)
      #expect(outcome.status == 0, "\(input)")
      #expect(outcome.output.contains("\nSaved: \(Tiny.report)\n"), "\(input)")
      #expect(try machine.read(Tiny.report) == before, "\(input)")
    }
  }

  @Test func runAsksForTheEnvironmentOnce() throws {
    let machine = try Machine()
    let made = try machine.run("run", input: "\n  prod \nquit\n")
    #expect(made.status == 0)
    #expect(made.output.contains("New report: \(Tiny.report)"))
    let nobody = try Machine()
    let outcome = try nobody.run("run")
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.hasSuffix(
        "postflight: the environment has no name yet: give --environment NAME\n"))
    #expect(try nobody.names() == [])
  }

  @Test func bytesThatAreNoTextAreTakenOut() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let talk = try Talk(machine, ["resume", Tiny.report])
    talk.type("jump 1.1")
    talk.type("pass \u{1B}[2JSeen\u{7}\u{202E}.")
    try talk.expect("3 control characters were taken out of the input.")
    try talk.expect("Recorded: 1.1 pass.")
    talk.type("quit")
    #expect(try talk.finish() == 0)
    #expect(talk.output.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A })
    #expect(!talk.text.unicodeScalars.contains("\u{202E}"))
  }

  @Test func aFullDiskIsToldAndNothingAcknowledgedIsLost() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    // The report may grow by a few lines, then the kernel refuses: blocks of 512 bytes.
    let blocks = try machine.read(Tiny.report).count / 512 + 4
    let input = (1...9).map { "jump 1.1\npass Number \($0).\n" }.joined() + "quit\nquit\n"
    let outcome = try machine.execute(
      "/bin/sh",
      [
        "-c", "trap '' XFSZ; ulimit -f \(blocks); exec \"$@\"", "sh", Machine.binary, "resume",
        Tiny.report,
      ], input: input)
    #expect(outcome.status == 74)
    #expect(outcome.errors.contains("postflight: not saved: \(Tiny.report): File too large"))
    #expect(outcome.output.contains("NOT SAVED: \(Tiny.report): File too large."))
    #expect(outcome.output.contains("Nothing was changed: the change before is not saved yet"))
    #expect(!outcome.output.contains("\nSaved: "))
    let saved = outcome.lines.filter { $0.hasPrefix("Recorded: ") && $0.hasSuffix(" Saved.") }
    #expect(saved.count > 0 && saved.count < 9)
    let resumed = try machine.run("resume", Tiny.report, input: "1.1\n")
    #expect(resumed.status == 0)
    // The answer that was not acknowledged may be there or not.
    #expect(
      (saved.count...(saved.count + 1)).contains {
        resumed.output.contains("Comment: Number \($0).")
      })
  }

  @Test func afterAWriteErrorASaveThatFailsCanBeTriedAgain() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let blocks = try machine.read(Tiny.report).count / 512 + 1
    let outcome = try machine.execute(
      "/bin/sh",
      [
        "-c", "trap '' XFSZ; ulimit -f \(blocks); exec \"$@\"", "sh", Machine.binary, "resume",
        Tiny.report,
      ],
      input: """
        jump 1.1
        pass \(String(repeating: "x", count: 600))
        save \(Tiny.report)
        save other.txt
        save no/such/folder.report.jsonl
        quit
        quit

        """)
    #expect(outcome.status == 74)
    #expect(outcome.output.contains("Not done: \(Tiny.report) exists: "))
    #expect(outcome.output.contains("Not done: other.txt: a report's name ends in .report.jsonl."))
    #expect(outcome.output.contains("Not done: no/such/folder.report.jsonl cannot be made: "))
    let last = try #require(outcome.output.ranges(of: "NOT SAVED: ").last)
    #expect(
      outcome.output[last.lowerBound...].hasPrefix("NOT SAVED: \(Tiny.report): File too large"))
    #expect(try machine.names() == [Tiny.report, "tiny.yaml"])
  }
}
