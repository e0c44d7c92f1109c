import Foundation
import Testing

/// The recipes of Documentation/fleet.md, run as they stand there.
@Suite struct FleetRecipeTests {
  private static let path = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
  private static func has(_ program: String) -> Bool {
    (try? Machine().execute("/bin/sh", ["-c", program], with: path).status) == 0
  }

  private func blocks(_ language: String) throws -> [String] {
    let text = try String(
      contentsOfFile: Machine.package + "/Documentation/fleet.md", encoding: .utf8)
    let recipes = try #require(text.components(separatedBy: "## Questions to all").last)
    return recipes.components(separatedBy: "```" + language + "\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first.map { $0 + "\n" }
    }
  }

  /// Three environments, of the first an older report, of the second a copy that ends earlier.
  private func fleet() throws -> Machine {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    func add(_ path: String, _ environment: String, _ day: String, _ signer: String, _ text: String)
      throws
    {
      let at = ["POSTFLIGHT_NOW": "\(day)T10:00:00Z", "POSTFLIGHT_SIGNER": signer]
      let report = "reports/\(path).report.jsonl"
      if !machine.exists(report) {
        try machine.write("", "reports/" + (path as NSString).deletingLastPathComponent + "/x")
        try Tiny.must(
          machine.run("new", "./tiny.yaml", "--environment", environment, "-o", report, with: at))
      }
      try Tiny.must(machine.run("answer", report, "--from", "-", input: text, with: at))
    }
    try add(
      "prod/a", "prod", "2026-10-01", "ann@example.com",
      "facts: {provider: aws}\nanswers: {backup.job: {outcome: pass}, "
        + "backup.restore: {outcome: fail, comment: No.}}\n")
    try add(
      "prod/b", "prod", "2026-11-02", "bob@example.com",
      """
      facts: {provider: own}
      answers:
        backup.job: {outcome: fail, comment: Late., plan: {kind: accept, owner: eve, until: "2026-12-24", reason: Small.}}
        backup.restore: {outcome: pass}

      """)
    try add(
      "stage/s", "stage", "2026-11-01", "ann@example.com",
      "answers: {backup.restore: {outcome: pass}, backup.bucket: {outcome: not_applicable, "
        + "comment: None.}}\n")
    try machine.write(
      machine.read("reports/stage/s.report.jsonl"), "reports/stage/early.report.jsonl")
    try add(
      "stage/s", "stage", "2026-11-03", "bob@example.com",
      "answers: {backup.restore: {outcome: fail, comment: Broken., plan: {kind: fix, owner: ann, "
        + "until: \"2026-12-01\", reason: Soon.}}}\n")
    try add(
      "lab/l", "lab", "2026-11-05", "ann@example.com",
      "answers: {backup.restore: {outcome: pass}, backup.job: {outcome: fail, comment: Off., "
        + "plan: {kind: accept, owner: ann, until: \"2027-02-01\", reason: A lab.}}}\n")
    return machine
  }

  @Test(.enabled(if: has("python3 -c 'import duckdb'"), "python3 has no module duckdb"))
  func duckDBAnswersWhatTheTextAsks() throws {
    let machine = try fleet()
    let program = """
      import duckdb, json, sys
      connection = duckdb.connect()
      for block in json.load(sys.stdin):
          rows = connection.execute(block).fetchall()
          if block.lstrip().startswith("SELECT"):
              print(json.dumps(rows))
      """
    let input = String(
      decoding: try JSONSerialization.data(withJSONObject: blocks("sql")), as: UTF8.self)
    let outcome = try machine.execute(
      "/usr/bin/env", ["python3", "-c", program], input: input, with: Self.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.lines == [
        #"[["stage", "Broken.", "fix", "2026-12-01"]]"#,
        #"[["prod", "2026-11-02T10:00:00Z", "bob@example.com"], "#
          + #"["lab", "2026-11-05T10:00:00Z", "ann@example.com"]]"#,
        #"[["prod", "backup.job", "eve", "2026-12-24"]]"#,
        #"[["ann@example.com", 8, 4], ["bob@example.com", 3, 2]]"#,
        #"[["backup.bucket", 2]]"#,
        #"[["prod", "own"]]"#,
      ])
  }

  @Test(.enabled(if: has("jq --version"), "jq is not there"))
  func jqAnswersWhatTheTextAsks() throws {
    let machine = try fleet()
    let scripts = try blocks("sh")
    func run(_ script: String) throws -> [String] {
      let outcome = try machine.execute("/bin/sh", ["-c", script], with: Self.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.lines
    }
    #expect(scripts.count == 3)
    #expect(
      try run(scripts[0].replacing("prod.report.jsonl", with: "reports/stage/s.report.jsonl"))
        == [#"["backup.restore","Broken.","2026-12-01"]"#])
    #expect(
      try run(scripts[1]) == [
        #"["2026-12-24","prod","backup.job","eve"]"#, #"["2027-02-01","lab","backup.job","ann"]"#,
      ])
    let bin = machine.path("bin")
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: bin + "/postflight", withDestinationPath: Machine.binary)
    #expect(
      try run("PATH=\(bin):$PATH\n" + scripts[2]) == [
        #"["lab","open"]"#, #"["stage","open"]"#, #"["prod","signature_missing"]"#,
      ])
  }

  @Test func theTextSaysThatRecipesVerifyNothing() throws {
    let text = try String(
      contentsOfFile: Machine.package + "/Documentation/fleet.md", encoding: .utf8)
    #expect(text.contains("**These recipes verify nothing.**"))
  }
}
