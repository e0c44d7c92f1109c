import Foundation
import Report
import Review
import Testing

@testable import Export

@Suite struct XCCDFExportTests {
  private static let hasScanner = Tool.has("oscap")

  /// What OpenSCAP says of the file and of making its page, apart from the page.
  ///
  /// Its rules beyond the schema and its page take minutes for 10,000 steps.
  private func validate(_ text: String, _ name: String, isLarge: Bool = false) throws {
    let options = isLarge ? ["--skip-schematron"] : []
    let checked = try Tool.run(["oscap", "xccdf", "validate"] + options + ["{}"], on: text)
    #expect(checked.status == 0, "\(name): \(checked.output.prefix(2_000))")
    // True, and meant so. OpenSCAP 1.3.7 fails where it has nothing at all to warn of.
    let warnings = checked.output.split(separator: "\n").filter { !$0.hasPrefix("<?xml") }
    #expect(
      warnings.allSatisfy { $0.contains("has no platform specified") }, "\(name): \(warnings)")
    guard !isLarge else { return }
    let made = try Tool.run(
      ["oscap", "xccdf", "generate", "report", "--output", "page.html", "{}"], on: text)
    #expect(made.status == 0 && made.output.isEmpty, "\(name): \(made.output.prefix(2_000))")
  }

  private struct Result: Decodable {
    let rule: String
    let result: String
    let messages: [String]
    let score: Double
  }

  /// The results as Python takes them apart, with the score by the standard's default model.
  private func results(_ source: ExportSource) throws -> [Result] {
    let program = """
      import json, sys
      import xml.etree.ElementTree as tree
      root = tree.fromstring(sys.stdin.buffer.read())
      ns = {"x": "http://checklists.nist.gov/xccdf/1.2"}
      rules = {rule.get("id") for rule in root.iterfind(".//x:Rule", ns)}
      test, = root.findall("x:TestResult", ns)
      outcome = {r.get("idref"): r.find("x:result", ns).text
                 for r in test.findall("x:rule-result", ns)}
      assert set(outcome) == rules and len(rules) == len(test.findall("x:rule-result", ns))
      def score(node):
          if node.tag.endswith("Rule"):
              result = outcome[node.get("id")]
              if node.get("role") == "unscored": return None
              if result in ("notapplicable", "notchecked", "notselected", "informational"):
                  return None
              return 100.0 if result in ("pass", "fixed") else 0.0
          parts = node.findall("x:Group", ns) + node.findall("x:Rule", ns)
          scores = [s for s in map(score, parts) if s is not None]
          return sum(scores) / len(scores) if scores else None
      told = float(test.find("x:score", ns).text)
      assert abs(told - (score(root) or 0)) < 0.000001, (told, score(root))
      json.dump([{"rule": r.get("idref").removeprefix("xccdf_org.postflight_rule_"),
                  "result": outcome[r.get("idref")], "score": told,
                  "messages": [m.text for m in r.findall("x:message", ns)]}
                 for r in test.findall("x:rule-result", ns)], sys.stdout)
      """
    let (status, output) = try Python.run(program, on: ExportFormat.xccdf.render(source))
    #expect(status == 0, "\(output)")
    return try JSONDecoder().decode([Result].self, from: Data(output.utf8))
  }

  @Test(.enabled(if: hasScanner, "there is no oscap"))
  func validatorTakesReportsOfEveryKind() throws {
    for (name, source) in try SampleReview.everyKind() {
      try validate(ExportFormat.xccdf.render(source), name)
      _ = try results(source)
    }
  }

  @Test(.enabled(if: hasScanner, "there is no oscap"))
  func validatorTakesTenThousandAnswers() throws {
    let source = try SampleReview.large.get()
    try validate(ExportFormat.xccdf.render(source), "large", isLarge: true)
    let found = try results(source)
    let counts = Dictionary(grouping: found.dropLast(), by: \.result).mapValues(\.count)
    #expect(counts == ["pass": 7_000, "fail": 2_000, "notapplicable": 1_000])
    #expect(found.first.map { abs($0.score - 700 / 9) < 0.000_001 } == true)
  }

  @Test func nothingOpenExpiredAcceptedOrNotApplicablePasses() throws {
    let found = try results(SampleReview.complete().source())
    #expect(
      found.map { "\($0.rule) \($0.result)" } == [
        "backup.daily pass", "backup.restore fail", "backup.offsite notapplicable",
        "backup.keys fail", "security.tls notchecked", "security.sso fail",
        "security.audit notchecked", "security.deep notselected", "site.replica notselected",
        "REPORT unknown",
      ])
    let messages = Dictionary(found.map { ($0.rule, $0.messages[0]) }) { first, _ in first }
    #expect(messages["backup.keys"] == "FAIL, accepted until 2026-12-31; it stays a FAIL")
    #expect(messages["security.tls"]?.hasPrefix("EXPIRED since 2026-04-01T09:00:00Z") == true)
    #expect(
      messages["site.replica"] == "does not apply: geo = no; answered pass, does not count")
  }

  @Test func onlyACompleteTrustedReportPasses() throws {
    let early = SampleReview.timestamp("2026-03-05T00:00:00Z")
    let done = try SampleReview.finished()
    func report(_ source: ExportSource) throws -> String? { try results(source).last?.result }
    #expect(try report(done.source(at: early)) == "pass")
    #expect(try report(done.source(isTrusted: false, at: early)) == "unknown")
    #expect(try report(done.source()) == "unknown")
    #expect(try report(done.source(changing: { $0.removeLast(10) }, at: early)) == "error")
  }

  @Test func aReportThatIsNotVerifiedHasNoPass() throws {
    for (name, source) in try SampleReview.everyKind() where !source.isVerified {
      let found = try results(source).map(\.result)
      #expect(found.allSatisfy { !["pass", "notapplicable"].contains($0) }, "\(name)")
      #expect(found.last == "error")
    }
  }

  @Test(arguments: [
    (0, "0.000000"), (100, "100.000000"), (200.0 / 3, "66.666667"), (0.5, "0.500000"),
  ])
  func scoresHaveSixDecimals(value: Double, text: String) {
    #expect(XCCDFExport.decimal(value) == text)
  }
}
