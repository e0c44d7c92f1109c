import Foundation
import Testing

/// `status` of folders, by the real binary.
@Suite struct FleetCommandTests {
  private static let pass = """
    facts: {provider: own}
    answers:
      backup.job: {outcome: pass}
      backup.restore: {outcome: fail, comment: No., plan: {kind: accept, owner: ann, until: "2026-12-10", reason: Moving.}}

    """
  private static let failing = "answers: {backup.job: {outcome: fail, comment: Never.}}\n"

  /// A report of an environment, begun on a day.
  private func add(
    _ machine: Machine, _ path: String, _ environment: String, _ day: String, _ answers: String,
    isSigned: Bool = false
  ) throws {
    let at = ["POSTFLIGHT_NOW": "\(day)T10:00:00Z"]
    try machine.write(Tiny.checklist, "tiny.yaml")
    try machine.write("", (path as NSString).deletingLastPathComponent + "/empty")
    try Tiny.must(
      machine.run("new", "./tiny.yaml", "--environment", environment, "-o", path, with: at))
    try Tiny.must(machine.run("answer", path, "--from", "-", input: answers, with: at))
    guard isSigned else { return }
    try Tiny.must(machine.run("seal", path, with: at))
    try Tiny.must(
      machine.run("sign", path, "--role", "review", "--name", "Ann Example", with: at))
  }

  private func fleet() throws -> Machine {
    let machine = try Machine()
    try add(machine, "reports/prod/a.report.jsonl", "prod", "2026-11-01", Self.failing)
    try add(machine, "reports/prod/b.report.jsonl", "prod", "2026-11-18", Self.pass, isSigned: true)
    try add(machine, "reports/stage.report.jsonl", "stage", "2026-11-19", Self.failing)
    try machine.write(try machine.trustLine(), "allowed_signers")
    return machine
  }

  private func status(_ machine: Machine, _ more: String...) throws -> Machine.Outcome {
    try machine.execute(Machine.binary, ["status", "reports"] + more)
  }

  private func json(_ machine: Machine, _ more: [String] = []) throws -> [String: Any] {
    let outcome = try machine.execute(
      Machine.binary, ["status", "reports", "--format", "json"] + more)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
  }

  @Test func aFolderIsToldByEnvironment() throws {
    let machine = try fleet()
    let outcome = try status(machine, "--allowed-signers", "allowed_signers")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(
      outcome.output == """
        ENVIRONMENT  LAST CHANGE          STEPS  FAIL      ACCEPTED TO  EXPIRES     REVIEWED  APPROVED  SIGNERS  REPORT                                 STATE
        stage        2026-11-19 (1 day)   1/3    1 high    -            2026-12-19  0/1       0/0       trusted  reports/stage.report.jsonl             1 FAIL high without a plan; 2 steps open; not sealed; 1 answer expires from 2026-12-19 on
        prod         2026-11-18 (2 days)  2/2    1 medium  2026-12-10   2026-12-18  1/1       0/0       trusted  reports/prod/b.report.jsonl (1 older)  1 acceptance ends from 2026-12-10 on; 1 answer expires from 2026-12-18 on

        2 environments, 0 complete, 2 to look at, 1 report superseded.
        Of each environment the report that was begun last counts, in UTC at 2026-11-20T10:00:00Z; older ones are superseded.
        What needs a person most comes first: what does not verify, was rejected, FAILs high without a plan, ENDED, OVERDUE, EXPIRED, is open or not signed, then what ends within 30 days.
        Signers were looked up in the trust list that was given.
        Evidence files were not compared: postflight verify does that.

        """)
    let soon = try status(machine, "--within", "5")
    #expect(soon.lines.contains { $0.hasPrefix("prod ") && $0.hasSuffix(" complete") })
    let late = try status(machine, "--at", "2026-12-20")
    #expect(late.output.contains("1 acceptance ENDED; 1 answer EXPIRED"))
    #expect(late.status == 0)
  }

  @Test func damagedFilesAreToldAndTheOthersToo() throws {
    let machine = try fleet()
    let text = try machine.text("reports/prod/a.report.jsonl")
    try machine.write(text.replacing("Never.", with: "Ever."), "reports/cut.report.jsonl")
    try machine.write("{}\n", "reports/deep/er/x.report.jsonl")
    try machine.write("", "reports/deep/er/not-a-report.jsonl")
    let outcome = try status(machine)
    #expect(outcome.status == 21)
    let rows = outcome.lines.filter { $0.hasPrefix("?") }
    #expect(rows.count == 2)
    #expect(rows.first?.contains("reports/cut.report.jsonl") == true)
    #expect(rows.allSatisfy { $0.contains("DAMAGED: line ") })
    #expect(outcome.lines.contains { $0.hasPrefix("stage ") })
    #expect(outcome.output.contains("2 files DAMAGED"))
    let object = try json(machine)
    #expect(object["code"] as? Int == 21)
    let damaged = try #require(object["damaged"] as? [[String: Any]])
    #expect(damaged.map { $0["code"] as? Int } == [20, 21])
  }

  @Test func signersThatTheListRefusesComeFirst() throws {
    let machine = try fleet()
    try machine.makeKey("bob")
    try machine.write(
      machine.trustLine("--key", "bob", "--signer", "bob@example.com"), "others")
    let outcome = try status(machine, "--allowed-signers", "others")
    #expect(outcome.status == 22)
    #expect(outcome.output.contains("REFUSED"))
    #expect(outcome.output.contains("NOT VERIFIED: line "))
    #expect(try status(machine).status == 0)
  }

  @Test func theJSONIsWhatTheDocumentSays() throws {
    let machine = try fleet()
    try machine.write("{}\n", "reports/x.report.jsonl")
    let object = try json(machine)
    let environments = try #require(object["environments"] as? [[String: Any]])
    #expect(environments.map { $0["environment"] as? String } == ["stage", "prod"])
    #expect(environments[1]["superseded"] as? [String] == ["reports/prod/a.report.jsonl"])
    #expect(
      environments[0]["needs"] as? [String] == [
        "high_without_plan", "open", "signature_missing", "expires",
      ])
    let document = try String(
      contentsOfFile: Machine.package + "/Documentation/fleet.md", encoding: .utf8)
    let damaged = try #require((object["damaged"] as? [[String: Any]])?.first)
    let plans = try #require(environments[0]["plans"] as? [String: Any])
    for key in [object, environments[0], damaged, plans].flatMap(\.keys) {
      #expect(document.contains("`\(key)`"), "\(key)")
    }
    for need in [
      "damaged", "not_verified", "rejected", "high_without_plan", "acceptance_ended",
      "fix_overdue", "expired", "open", "signature_missing", "without_plan", "acceptance_ends",
      "expires",
    ] { #expect(document.contains("| `\(need)` |"), "\(need)") }
  }

  @Test func thePageIsOneFile() throws {
    let machine = try fleet()
    let outcome = try status(machine, "--format", "html")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("<!DOCTYPE html>"))
    #expect(outcome.output.contains("1 FAIL high without a plan"))
    #expect(!outcome.output.contains("<script"))
  }

  @Test func linksHiddenFoldersAndEvidenceAreLeftOut() throws {
    let machine = try fleet()
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: machine.path("reports/loop"), withDestinationPath: machine.path("reports"))
    try manager.createSymbolicLink(
      atPath: machine.path("reports/link.report.jsonl"),
      withDestinationPath: machine.path("reports/stage.report.jsonl"))
    try machine.write("{}\n", "reports/.hidden/x.report.jsonl")
    try machine.write("{}\n", "reports/a.evidence/x.report.jsonl")
    let outcome = try status(machine)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("2 environments"))
    #expect(outcome.errors.contains("reports/link.report.jsonl not read: links are not followed"))
    // A link that is named is meant.
    let named = try machine.run("status", "reports/loop")
    #expect(named.output.contains("2 environments"))
  }

  @Test func aFolderWithoutReportsIsNoGoodNews() throws {
    let machine = try Machine()
    try machine.write("", "reports/empty")
    let outcome = try status(machine)
    #expect(outcome.status == 66)
    #expect(outcome.errors == "postflight: no *.report.jsonl in reports\n")
    #expect(try status(machine, "--within", "-1").status == 64)
    #expect(try status(machine, "--format", "pdf").status == 64)
  }

  @Test func aFolderThatCannotBeReadIsTold() throws {
    let machine = try fleet()
    try machine.write("", "reports/closed/x.report.jsonl")
    try machine.setMode(0, "reports/closed")
    defer { try? machine.setMode(0o700, "reports/closed") }
    guard geteuid() != 0 else { return }
    let outcome = try status(machine)
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("reports/closed cannot be looked into"))
  }

  @Test func reportsThatAreNamedStayAsTheyWere() throws {
    let machine = try fleet()
    let one = try machine.run("status", "reports/stage.report.jsonl")
    #expect(one.output.hasPrefix("stage, profile essential, report "))
    let two = try machine.run(
      "status", "reports/stage.report.jsonl", "reports/prod/a.report.jsonl")
    #expect(two.output.hasPrefix("REPORT "))
    let both = try machine.run(
      "status", "reports/stage.report.jsonl", "reports/prod/a.report.jsonl", "--format", "text")
    #expect(both.output.hasPrefix("ENVIRONMENT "))
    #expect(both.output.contains("2 environments"))
  }
}
