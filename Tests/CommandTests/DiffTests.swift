import Foundation
import Testing

/// Two reports beside each other, by the real binary.
@Suite struct DiffTests {
  private static let next = "next.report.jsonl"

  /// A complete report and a later one with these answers.
  private func two(_ answers: String, checklist: String = Tiny.checklist) throws -> Machine {
    let machine = try Machine()
    try Tiny.complete(machine)
    try machine.write(checklist, "tiny.yaml")
    try Tiny.must(
      machine.run("new", "./tiny.yaml", "--environment", "prod", "-o", Self.next, with: Self.later))
    try Tiny.must(
      machine.run("answer", Self.next, "--from", "-", input: answers, with: Self.later))
    return machine
  }

  private static let later = ["POSTFLIGHT_NOW": "2026-12-20T10:00:00Z"]

  private func diff(_ machine: Machine, _ more: String...) throws -> Machine.Outcome {
    try machine.execute(
      Machine.binary, ["diff", Tiny.report, Self.next] + more, with: Self.later)
  }

  private func json(_ outcome: Machine.Outcome) throws -> [String: Any] {
    #expect(outcome.lines.count == 1)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
  }

  @Test func whatGotWorseComesFirstAndIsTheExitCode() throws {
    let machine = try two(
      """
      facts: {provider: aws}
      answers:
        backup.job: {outcome: pass, comment: Mended.}
        backup.restore: {outcome: fail, comment: Nobody tried.}
        backup.bucket: {outcome: pass}

      """)
    let outcome = try diff(machine)
    #expect(outcome.status == 1)
    #expect(outcome.errors == "")
    #expect(
      outcome.output == """
        OLD  prod, essential, 2026-11-20T10:00:00Z, complete: prod-2026-11-20.report.jsonl
        NEW  prod, essential, 2026-12-20T10:00:00Z, answered: next.report.jsonl

        CHANGE     SEVERITY  STEP            WAS                      IS             TITLE
        REGRESSED  medium    backup.restore  pass                     FAIL, no plan  A restore was tried
        fixed      high      backup.job      FAIL, fix by 2026-12-31  pass           The job runs
        new step   low       backup.bucket   does not apply           pass           Versioning is on

        fact provider: was own, is aws

        WORSE than before: 1 REGRESSED, 1 fixed, 1 new step.
        Signers are self-asserted in both: no trust list was given.

        """)
    let trusted = try diff(machine, "--allowed-signers", "allowed_signers")
    #expect(trusted.status == 1)
    #expect(!trusted.output.contains("self-asserted"))
  }

  @Test func nothingWorseIsZero() throws {
    let machine = try two(Tiny.answers, checklist: Tiny.checklist.replacing("1.0.0", with: "1.1.0"))
    let outcome = try diff(machine)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Nothing got worse: 2 unchanged; 1 FAIL as before.\n"))
    #expect(outcome.output.contains("\nchecklist tiny: was 1.0.0, is 1.1.0\n"))
    let quiet = try diff(machine, "--quiet")
    #expect(quiet.status == 0)
    #expect(quiet.output + quiet.errors == "")
  }

  @Test func theJSONIsWhatTheDocumentSays() throws {
    let machine = try two(
      "answers:\n  backup.job: {outcome: fail, comment: As before.}\n",
      checklist: Tiny.checklist.replacing("every night?", with: "every hour?"))
    let outcome = try diff(machine, "--json")
    #expect(outcome.status == 1)
    let object = try json(outcome)
    let document = try String(
      contentsOfFile: Machine.package + "/Documentation/next-review.md", encoding: .utf8)
    for key in object.keys { #expect(document.contains("`\(key)`"), "\(key)") }
    #expect(object["code"] as? Int == 1)
    let steps = try #require(object["steps"] as? [[String: Any]])
    #expect(steps.map { $0["change"] as? String } == ["lost", "plan_changed", "new_step"])
    for key in steps[0].keys { #expect(document.contains("`\(key)`"), "\(key)") }
    let (old, new) = (
      try #require(steps[1]["old"] as? [String: Any]),
      try #require(steps[1]["new"] as? [String: Any])
    )
    for key in old.keys { #expect(document.contains("`\(key)`"), "\(key)") }
    #expect(steps[1]["text_changed"] as? String == "yes")
    let digest = try #require(old["text_sha256"] as? String)
    #expect(digest.utf8.count == 64)
    #expect(digest != new["text_sha256"] as? String)
    #expect(old["plan_until"] as? String == "2026-12-31")
    #expect(new["disposition"] as? String == "no_plan")
    let counts = try #require(object["counts"] as? [String: Int])
    #expect(counts.count == 13)
    for change in counts.keys { #expect(document.contains("`\(change)`"), "\(change)") }
  }

  @Test func anAcceptanceEndsAtItsDay() throws {
    let accepted = Tiny.answers.replacing("kind: fix", with: "kind: accept")
    let machine = try Machine()
    try Tiny.make(machine)
    try Tiny.must(machine.run("answer", Tiny.report, "--from", "-", input: accepted))
    func diff(_ at: String) throws -> Machine.Outcome {
      try machine.run("diff", Tiny.report, Tiny.report, "--at", at)
    }
    #expect(try diff("2026-12-31").status == 0)
    let ended = try diff("2027-01-01")
    #expect(ended.status == 1)
    #expect(ended.output.contains("ACCEPTANCE ENDED  high"))
    #expect(try diff("tomorrow").status == 64)
  }

  @Test func whatDoesNotVerifyGetsItsCode() throws {
    let machine = try two(Tiny.answers)
    let text = try machine.text(Self.next)
    try machine.write(text.replacing("It failed twice.", with: "It failed never."), Self.next)
    for more in [[], ["--quiet"], ["--json"]] {
      let outcome = try machine.execute(
        Machine.binary, ["diff", Tiny.report, Self.next] + more, with: Self.later)
      #expect(outcome.status == 20)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("\(Self.next) does not verify"))
    }
    try machine.write(text, Self.next)
    try machine.makeKey("bob")
    try machine.write(
      machine.trustLine("--key", "bob", "--signer", "bob@example.com"), "others")
    #expect(try diff(machine, "--allowed-signers", "others").status == 22)
    #expect(try machine.run("diff", Tiny.report, "nosuch.report.jsonl").status == 66)
    #expect(try machine.run("diff", Tiny.report).status == 64)
  }

  @Test func theOlderOneIsMeantToComeFirst() throws {
    let machine = try two(Tiny.answers)
    let outcome = try machine.run("diff", Self.next, Tiny.report)
    #expect(outcome.errors.contains("is the older one named first?"))
  }
}
