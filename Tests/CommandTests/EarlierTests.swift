import Testing

/// A review that goes by the one before it.
@Suite struct EarlierTests {
  private static let next = "next.report.jsonl"

  /// A complete report of `prod`, and the checklist with one step asked otherwise and one new.
  private func later() throws -> Machine {
    let machine = try Machine()
    try Tiny.complete(machine)
    let changed = Tiny.checklist.replacing("every night?", with: "every hour?")
      .replacing("backup.bucket", with: "backup.buckets")
    try machine.write(changed, "checklists/tiny.yaml")
    return machine
  }

  private func start(_ machine: Machine, _ lines: [String], _ more: String...) throws
    -> Machine.Outcome
  {
    try machine.execute(
      Machine.binary,
      ["run", "--from", Tiny.report, "-o", Self.next, "--signer", "bob@example.com"] + more,
      input: lines.map { $0 + "\n" }.joined(), with: ["POSTFLIGHT_NOW": "2026-12-20T10:00:00Z"])
  }

  @Test func nothingCountsBeforeSomebodyConfirmsIt() throws {
    let machine = try later()
    let outcome = try start(machine, ["", "", "", "next"])
    try Tiny.must(outcome)
    #expect(outcome.output.contains("Review of prod"))
    #expect(outcome.output.contains("Last time: own (Own servers), by ann@example.com, 2026-11-20"))
    #expect(
      outcome.output.contains(
        "Last time: FAIL, by ann@example.com, 2026-11-20. The text of the step has\nchanged"))
    let report = try machine.text(Self.next)
    #expect(!report.contains(#""type":"answer""#))
    #expect(!report.contains(#""type":"fact""#))
  }

  @Test func aConfirmedAnswerIsTodaysByWhoeverConfirmsIt() throws {
    let machine = try later()
    try Tiny.must(start(machine, ["=", "", "same", "next", "same"]))
    let lines = try machine.text(Self.next).split(separator: "\n")
    let fact = try #require(lines.first { $0.contains(#""type":"fact""#) })
    #expect(fact.contains(#""value":"own""#))
    let answers = lines.filter { $0.contains(#""type":"answer""#) }
    #expect(answers.count == 1)
    let answer = try #require(answers.first)
    for part in [
      #""step":"backup.restore""#, #""outcome":"pass""#, #""comment":"On scratch01.""#,
      #""time":"2026-12-20T10:00:00Z""#,
    ] { #expect(answer.contains(part), "\(part)") }
    // Evidence is of its day: a pass that needs some lacks it again.
    #expect(try machine.run("seal", Self.next).status == 1)
  }

  @Test func aResumedReviewStillGoesByIt() throws {
    let machine = try later()
    try Tiny.must(start(machine, ["="]))
    let resumed = try machine.run("resume", Self.next, input: "jump backup.restore\n")
    #expect(resumed.output.contains("Last time: pass, by ann@example.com, 2026-11-20."))
    #expect(resumed.errors.contains("going by "))
    // On another machine nobody knows of it, until it is named.
    let elsewhere = ["XDG_STATE_HOME": machine.root + "/other"]
    let alone = try machine.run(
      "resume", Self.next, input: "jump backup.restore\n", with: elsewhere)
    #expect(!alone.output.contains("Last time"))
    let named = try machine.run(
      "resume", Self.next, "--from", Tiny.report, input: "jump backup.restore\n", with: elsewhere)
    #expect(named.output.contains("Last time: pass"))
  }

  @Test func whatIsGoneOrForgedIsToldAndNotGoneBy() throws {
    let machine = try later()
    try Tiny.must(start(machine, ["="]))
    let old = try machine.text(Tiny.report)
    try machine.write(old.replacing("On scratch01.", with: "On scratch02."), Tiny.report)
    let resumed = try machine.run("resume", Self.next, input: "jump backup.restore\n")
    #expect(resumed.status == 0)
    #expect(!resumed.output.contains("Last time"))
    #expect(resumed.errors.contains("cannot be used"))
    try machine.execute("/bin/rm", [machine.path(Self.next)])
    let started = try start(machine, [])
    #expect(started.status == 20)
    #expect(!machine.exists(Self.next))
  }

  @Test func newTakesWhatIsNotGivenFromIt() throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "checklists/tiny.yaml")
    try Tiny.must(
      machine.run(
        "new", "tiny", "--environment", "prod", "--profile", "standard", "--require-approvals", "2")
    )
    try Tiny.must(machine.run("new", "--from", Tiny.report, "-o", Self.next))
    let header = try #require(try machine.text(Self.next).split(separator: "\n").first)
    for part in [
      #""environment":"prod""#, #""profile":"standard""#, #""approve":2"#, #""name":"tiny.yaml""#,
    ] { #expect(header.contains(part), "\(part)") }
    let resumed = try machine.run("resume", Self.next)
    #expect(resumed.errors.contains("going by "))
    // A checklist that is found nowhere has to be named.
    try machine.execute("/bin/rm", ["-r", machine.path("checklists")])
    let lost = try machine.run("new", "--from", Tiny.report, "-o", "third.report.jsonl")
    #expect(lost.status == 66)
    #expect(lost.errors.contains("tiny"))
  }

  @Test func withATrustListItsSignersHaveToBeKnown() throws {
    let machine = try later()
    try machine.makeKey("bob")
    try machine.write(
      try machine.trustLine("--key", "bob", "--signer", "bob@example.com"), "others")
    let trust = ["POSTFLIGHT_ALLOWED_SIGNERS": "others"]
    let refused = try machine.run("new", "--from", Tiny.report, "-o", Self.next, with: trust)
    #expect(refused.status == 22)
    #expect(!machine.exists(Self.next))
    let known = ["POSTFLIGHT_ALLOWED_SIGNERS": "allowed_signers"]
    try Tiny.must(machine.run("new", "--from", Tiny.report, "-o", Self.next, with: known))
  }
}
