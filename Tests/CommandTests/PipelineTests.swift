import Foundation
import Testing

/// `Documentation/pipelines.md` and the template for GitLab say what happens.
@Suite struct PipelineTests {
  private static let template = Machine.package + "/Integrations/GitLab/postflight.gitlab-ci.yml"
  /// That of the tests, in which PyYAML and check-jsonschema are.
  private static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""

  static func has(_ module: String) -> Bool {
    let outcome = try? Machine().execute(
      "/usr/bin/env", ["python3", "-c", "import \(module)"], with: ["PATH": searchPath])
    return outcome?.status == 0
  }

  /// The job's script, as PyYAML reads it and as GitLab's runner puts its lines together.
  private func script(_ machine: Machine) throws -> String {
    let program = """
      import sys, yaml
      job = yaml.safe_load(open(sys.argv[1]))["postflight"]
      assert job["artifacts"]["when"] == "always"
      sys.stdout.write("\\n".join(job["script"]) + "\\n")
      """
    let outcome = try machine.execute(
      "/usr/bin/env", ["python3", "-c", program, Self.template], with: ["PATH": Self.searchPath])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  /// Runs the job in the working folder, in a shell as the runner starts it.
  private func job(
    _ machine: Machine, _ variables: [String: String], shell: [String] = ["/bin/bash"],
    binary: Bool = true
  ) throws -> Machine.Outcome {
    let folder = URL(filePath: Machine.binary).deletingLastPathComponent().path
    let options = shell.last == "/bin/bash" ? "set -eo pipefail\n" : "set -e\n"
    try? FileManager.default.removeItem(atPath: machine.path("postflight"))
    return try machine.execute(
      shell[0], shell.dropFirst() + ["-c", options + script(machine)],
      with: variables.merging(["PATH": (binary ? folder + ":" : "") + "/usr/bin:/bin"]) { $1 })
  }

  private static let asked = [
    "POSTFLIGHT_REPORT": Tiny.report, "POSTFLIGHT_ALLOWED_SIGNERS": "allowed_signers",
  ]

  private func published(_ machine: Machine) throws -> (
    verdict: String, html: String, junit: String
  ) {
    (
      try machine.text("postflight/verdict.txt"), try machine.text("postflight/review.html"),
      try machine.text("postflight/junit.xml")
    )
  }

  @Test(.enabled(if: has("yaml")), arguments: [["/bin/bash"], ["/bin/sh"]])
  func aCompleteReportPassesTheJob(shell: [String]) throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    let outcome = try job(machine, Self.asked, shell: shell)
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
    #expect(outcome.output.contains("The review is complete"))
    let (verdict, html, junit) = try published(machine)
    #expect(verdict == outcome.output)
    #expect(html.hasPrefix("<!DOCTYPE html>") && !html.contains("NOT VERIFIED"))
    #expect(junit.contains("<testsuite"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: machine.path("postflight")).count == 3)
  }

  /// Variables, the code of the job, and what its log has to say.
  struct Case: CustomTestStringConvertible {
    let name: String
    var variables: [String: String] = [:]
    var change: @Sendable (Machine) throws -> Void = { _ in }
    let code: Int32
    let words: [String]
    var isVerified = true

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "incomplete", variables: ["POSTFLIGHT_REQUIRE_APPROVALS": "1"], code: 10,
      words: ["authentic, NOT complete (10)", "0 of 1 approvals", "not complete: answer what"]),
    Case(
      name: "a high FAIL", variables: ["POSTFLIGHT_FAIL_ON": "high"], code: 13,
      words: ["backup.job is FAIL", "A check failed and nobody accepted that"]),
    Case(
      name: "forged",
      change: { machine in
        try machine.write(
          machine.text(Tiny.report).replacing("failed twice", with: "failed never"), Tiny.report)
      }, code: 20, words: ["BROKEN (20)", "THE REPORT IS NOT WHAT WAS SIGNED"], isVerified: false),
    Case(
      name: "no report at all",
      change: { machine in try machine.write("<html>404</html>\n", Tiny.report) }, code: 21,
      words: ["MALFORMED (21)", "THE REPORT IS NOT WHAT WAS SIGNED"], isVerified: false),
    Case(
      name: "no trust list", variables: ["POSTFLIGHT_ALLOWED_SIGNERS": ""], code: 22,
      words: ["no trust list was given", "Set POSTFLIGHT_ALLOWED_SIGNERS"]),
    Case(
      name: "another environment", variables: ["POSTFLIGHT_REQUIRE_ENVIRONMENT": "stage $(id)"],
      code: 24, words: ["about another environment", "It is a report about something else"],
      isVerified: true),
    Case(
      name: "a smaller profile", variables: ["POSTFLIGHT_REQUIRE_PROFILE": "thorough"], code: 24,
      words: ["smaller than thorough"]),
    Case(
      name: "expired", variables: ["POSTFLIGHT_NOW": "2027-06-01T00:00:00Z"], code: 25,
      words: ["EXPIRED (25)", "run --from REPORT"]),
    Case(
      name: "evidence is gone",
      change: { machine in
        try FileManager.default.removeItem(atPath: machine.path("prod-2026-11-20.evidence"))
      }, code: 26, words: ["is missing", "commit the NAME.evidence folder"], isVerified: false),
  ]

  @Test(.enabled(if: has("yaml")), arguments: cases)
  func theJobSaysWhatIsWrongAndKeepsTheCode(of example: Case) throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    try example.change(machine)
    let outcome = try job(machine, Self.asked.merging(example.variables) { $1 })
    #expect(outcome.status == example.code, "\(outcome.output) \(outcome.errors)")
    for words in example.words {
      #expect(outcome.output.contains(words), "\(words) in \(outcome.output)")
    }
    // Published all the same, and marked.
    let (verdict, html, junit) = try published(machine)
    #expect(verdict == outcome.output)
    #expect(html.contains("NOT VERIFIED") == !example.isVerified)
    #expect(junit.contains("NOT VERIFIED") == !example.isVerified)
  }

  @Test(.enabled(if: has("yaml"))) func withoutAReportOrABinaryTheJobSaysWhatToDo() throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    for variables in [[:], ["POSTFLIGHT_REPORT": "nosuch.report.jsonl"]] {
      let outcome = try job(machine, variables)
      #expect(outcome.status == 66)
      #expect(outcome.output.contains("Set POSTFLIGHT_REPORT to NAME.report.jsonl"))
      #expect(try machine.text("postflight/verdict.txt") == outcome.output)
    }
    let bare = try job(machine, Self.asked, binary: false)
    #expect(bare.status == 127)
    #expect(bare.output.contains("put it on the PATH"))
    let faulty = try job(
      machine, ["POSTFLIGHT_REPORT": Tiny.report, "POSTFLIGHT_ALLOWED_SIGNERS": "nosuch"])
    #expect(faulty.status == 66)
    #expect(faulty.output.contains("nosuch cannot be read"))
    #expect(faulty.output.contains("There is no postflight/junit.xml of this report."))
  }

  @Test(.enabled(if: has("yaml"))) func theTemplateIsWhatGitLabTakes() throws {
    let machine = try Machine()
    let check = try machine.execute(
      "/usr/bin/env", ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", Self.template],
      with: ["PATH": Self.searchPath])
    #expect(check.status == 0, "\(check.output) \(check.errors)")
    try machine.write("#!/bin/sh\n" + script(machine), "job.sh")
    for shell in ["sh", "bash"] {
      let outcome = try machine.execute(
        "/usr/bin/env", ["shellcheck", "-s", shell, "job.sh"], with: ["PATH": Self.searchPath])
      #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
    }
  }

  /// Each variable is told in the template's head, used in its script, and on the page.
  @Test func everyVariableIsTold() throws {
    let template = try String(contentsOfFile: Self.template, encoding: .utf8)
    let page = try Self.page()
    let parts = template.components(separatedBy: "\npostflight:\n")
    #expect(parts.count == 2)
    let pattern = /POSTFLIGHT_[A-Z_]+/
    let used = Set(parts[1].matches(of: pattern).map { String($0.output) })
    let told = Set(parts[0].matches(of: pattern).map { String($0.output) })
    let rows = page.matches(of: /\n\| `(POSTFLIGHT_[A-Z_]+)` \|/).map { String($0.output.1) }
    #expect(used.count == 7)
    #expect(used == told)
    #expect(used == Set(rows))
  }

  // What the page says of `--json`.

  private static func page() throws -> String {
    try String(contentsOfFile: Machine.package + "/Documentation/pipelines.md", encoding: .utf8)
  }

  /// The names between backticks in the row of a command that are not in brackets.
  private func fields(_ command: String) throws -> Set<String> {
    let row = try #require(
      try Self.page().split(separator: "\n").first { $0.hasPrefix("| `\(command)` | `") })
    let cell = row.split(separator: "|")[1].replacing(/\([^)]*\)/, with: "")
    return Set(cell.matches(of: /`([a-z_0-9]+)`/).map { String($0.output.1) })
  }

  private func told(_ outcome: Machine.Outcome) throws -> [String: Any] {
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.lines.count == 1 && outcome.bytes.allSatisfy { $0 < 0x80 })
    return try #require(
      JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
  }

  private func check(
    _ command: String, _ outcome: Machine.Outcome, optional: Set<String> = []
  ) throws -> [String: Any] {
    let told = try told(outcome)
    #expect(try Set(told.keys).union(optional) == fields(command), "\(command)")
    if let receipt = told["receipt"] as? [String: Any] {
      #expect(Set(receipt.keys) == ["report", "seq", "sha256"])
    }
    return told
  }

  @Test func everyFieldIsOnThePage() throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    let report = Tiny.report
    let new = try machine.run("new", "./tiny.yaml", "--environment", "prod", "--json")
    #expect(new.errors.contains("made a signing key") && !new.errors.contains("receipt"))
    #expect(try check("new", new)["path"] as? String == report)
    let answer = try check(
      "answer", machine.run("answer", report, "--from", "-", "--json", input: Tiny.answers))
    #expect(answer["recorded"] as? Int == 3 && answer["given"] as? Int == 3)
    #expect(answer["signed"] as? String == "yes")
    try machine.write("0 tables differ\n", "restore.log")
    try machine.write("", "empty.log")
    let evidence = try check(
      "evidence",
      machine.run("evidence", report, "backup.restore", "restore.log", "empty.log", "--json"))
    let items = try #require(evidence["evidence"] as? [[String: Any]])
    #expect(items.map { $0["name"] as? String } == ["restore.log", "empty.log"])
    #expect(items.allSatisfy { Set($0.keys) == ["name", "seq", "sha256", "size", "step"] })
    let seq = try #require(items[1]["seq"] as? Int)
    let retracted = try check(
      "retract", machine.run("retract", report, "\(seq)", "--reason", "Empty.", "--json"))
    #expect(retracted["retracted"] as? Int == seq)
    let seal = try check("seal", machine.run("seal", report, "--json"))
    #expect(seal["fail"] as? Int == 1 && (seal["open"] as? [String]) == [])
    _ = try check("reopen", machine.run("reopen", report, "--reason", "Once more.", "--json"))
    try Tiny.must(machine.run("seal", report))
    let sign = try check(
      "sign", machine.run("sign", report, "--role", "review", "--name", "Ann", "--json"))
    let lines = try machine.text(report).split(separator: "\n")
    let receipt = try #require(sign["receipt"] as? [String: Any])
    #expect(receipt["seq"] as? Int == lines.count - 1)
    let digest = try machine.execute("/usr/bin/sha256sum", [report]).output.prefix(64)
    #expect(receipt["sha256"] as? String == String(digest))

    try machine.write(try machine.trustLine(), "allowed_signers")
    let list = ["--allowed-signers", "allowed_signers", "--json"]
    _ = try check(
      "verify", machine.execute(Machine.binary, ["verify", report] + list), optional: ["stamped"])
    _ = try check("anchor --query", machine.run("anchor", report, "--query", "q.tsq", "--json"))
    let authority = try StampAuthority(machine)
    try authority.stamp("q.tsq", as: "r.tsr")
    _ = try check("anchor --reply", machine.run("anchor", report, "--reply", "r.tsr", "--json"))
    _ = try check(
      "verify",
      machine.execute(
        Machine.binary, ["verify", report, "--tsa-ca", authority.certificate] + list))
    _ = try check(
      "bundle", machine.execute(Machine.binary, ["bundle", report, "-o", "b.tar.gz"] + list))
  }

  @Test func everyFieldOfKeysAndDoctorIsOnThePage() throws {
    let machine = try Machine()
    let made = try check("keys --make", machine.run("keys", "--make", "mine", "--json"))
    let lines = try check(
      "keys --allowed-signers",
      machine.run("keys", "--allowed-signers", "--key", "mine", "--json"))
    #expect(lines["lines"] as? [String] == made["lines"] as? [String])
    let keys = try check("keys", machine.run("keys", "--json"))
    #expect(keys["signs"] as? String == "every_answer")
    let candidates = try #require(keys["candidates"] as? [[String: Any]])
    #expect(candidates.count == 1)
    #expect(candidates.allSatisfy { Set($0.keys) == ["key", "note", "place", "type"] })
    let key = try machine.text("mine.pub").trimmingCharacters(in: .newlines)
    try machine.write(#"[{"id": 1, "title": "t", "key": "\#(key)"}]"#, "keys.json")
    _ = try check(
      "keys --from-gitlab",
      machine.run("keys", "--from-gitlab", "keys.json", "--signer", "bob@example.com", "--json"))
    let doctor = try check("doctor", machine.run("doctor", "--json"))
    #expect((doctor["settings"] as? [String: Any])?["exists"] as? String == "no")
  }

  @Test func jsonIsTheSameOptionEverywhere() throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    for (short, long) in [
      (["status", ".", "--json"], ["status", ".", "--format", "json"]),
      (["lint", "tiny.yaml", "--json"], ["lint", "tiny.yaml", "--format", "json"]),
    ] {
      let one = try machine.execute(Machine.binary, short)
      let other = try machine.execute(Machine.binary, long)
      #expect(one.bytes == other.bytes && one.status == other.status, "\(short)")
    }
    try machine.write(
      Tiny.checklist.replacing("title: The job runs", with: "titel: The job"), "b.yaml")
    #expect(try machine.run("lint", "b.yaml", "--json").lines.allSatisfy { $0.hasPrefix("{") })
    #expect(try machine.run("lint", "tiny.yaml", "--quiet").errors == "")
    #expect(try machine.run("lint", "tiny.yaml").errors != "")
    let diff = try machine.run("diff", Tiny.report, Tiny.report, "--json", "--quiet")
    #expect(diff.status == 0)
    #expect(diff.output.hasPrefix("{"))
  }

  @Test func quietPrintsOnlyWhatWasAskedFor() throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    let report = Tiny.report
    try machine.write("0 tables differ\n", "restore.log")
    try machine.write(Tiny.answers, "answers.yaml")
    let key = try machine.run("keys", "--make", "mine", "--json")
    #expect(key.status == 0)
    let new = try machine.run(
      "new", "./tiny.yaml", "--environment", "prod", "--quiet", "--key", "mine")
    #expect(new.output == report + "\n" && new.errors == "")
    for command in [
      ["answer", report, "--from", "answers.yaml"],
      ["evidence", report, "backup.restore", "restore.log"],
      ["evidence", report, "backup.restore", "--text", "seen"], ["seal", report],
      ["reopen", report, "--reason", "Once more."], ["seal", report],
      ["sign", report, "--role", "review", "--name", "Ann"],
    ] {
      let outcome = try machine.execute(
        Machine.binary, command + ["--quiet", "--key", "mine"])
      #expect(outcome.status == 0)
      #expect(outcome.output == "" && outcome.errors == "", "\(command): \(outcome.errors)")
    }
    let anchor = try machine.run("anchor", report, "--query", "q.tsq", "-q")
    #expect(anchor.status == 0 && anchor.output == "" && anchor.errors == "")
    try machine.write(try machine.trustLine("--key", "mine"), "allowed_signers")
    let list = ["verify", report, "-q", "--allowed-signers", "allowed_signers"]
    let verified = try machine.execute(Machine.binary, list)
    #expect(verified.status == 0 && verified.output == "" && verified.errors == "")
    // What is wrong is told all the same.
    let incomplete = try machine.execute(Machine.binary, list + ["--require-approvals", "1"])
    #expect(incomplete.status == 10 && incomplete.output == "")
    #expect(incomplete.errors.contains("0 of 1 approvals are there"))
    let sealed = try machine.run("seal", report, "--quiet", "--key", "mine")
    #expect(sealed.status == 1 && sealed.output == "" && sealed.errors != "")
  }
}
