import Foundation
import Report
import Review
import Testing

@testable import Export

@Suite struct JUnitExportTests {
  private static let hasModule = Python.has("junitparser")

  private struct Case: Decodable, Equatable {
    let suite: String
    let name: String
    let result: String
    let message: String
    let body: String
  }

  /// The cases as Python's parser takes them apart, after a look at every suite's figures.
  private func cases(_ source: ExportSource) throws -> [Case] {
    let program = """
      import json, sys
      import xml.etree.ElementTree as tree
      root = tree.fromstring(sys.stdin.buffer.read())
      cases, totals = [], dict.fromkeys(["tests", "failures", "errors"], 0)
      kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
      for suite in root:
          found = suite.findall("testcase")
          assert int(suite.get("tests")) == len(found)
          for key, kind in kinds.items():
              assert int(suite.get(key)) == sum(len(case.findall(kind)) for case in found), key
          for key in totals: totals[key] += int(suite.get(key))
          for case in found:
              result, = case
              cases.append({"suite": suite.get("name"), "name": case.get("name"),
                            "result": result.tag, "message": result.get("message", ""),
                            "body": result.text or ""})
      assert totals == {key: int(root.get(key)) for key in totals}
      json.dump(cases, sys.stdout)
      """
    let (status, output) = try Python.run(program, on: ExportFormat.junit.render(source))
    #expect(status == 0, "\(output)")
    return try JSONDecoder().decode([Case].self, from: Data(output.utf8))
  }

  private func validate(_ text: String, _ name: String) throws {
    let schema = try Tool.run(
      ["xmllint", "--noout", "--huge", "--schema", Tool.schema("junit-10.xsd"), "{}"], on: text)
    #expect(schema.status == 0, "\(name): \(schema.output.prefix(1_000))")
    guard Self.hasModule else { return }
    let program = """
      import sys
      from junitparser import JUnitXml
      report = JUnitXml.fromfile(sys.argv[1])
      told = [(s.name, s.tests, s.failures, s.errors, s.skipped) for s in report]
      for suite in report: suite.update_statistics()
      counted = [(s.name, s.tests, s.failures, s.errors, s.skipped) for s in report]
      assert told == counted, (told, counted)
      """
    let parsed = try Tool.run(["python3", "-c", program, "{}"], on: text)
    #expect(parsed.status == 0, "\(name): \(parsed.output)")
  }

  @Test(.enabled(if: Tool.has("xmllint"), "there is no xmllint"))
  func validatorsTakeReportsOfEveryKind() throws {
    for (name, source) in try SampleReview.everyKind() {
      try validate(ExportFormat.junit.render(source), name)
    }
  }

  @Test(.enabled(if: Tool.has("xmllint"), "there is no xmllint"))
  func validatorsTakeTenThousandAnswers() throws {
    let source = try SampleReview.large.get()
    try validate(ExportFormat.junit.render(source), "large")
    let results = Dictionary(grouping: try cases(source).dropFirst(5), by: \.result)
      .mapValues(\.count)
    #expect(results == ["system-out": 7_000, "failure": 1_000, "skipped": 2_000])
  }

  @Test func nothingOpenExpiredAcceptedOrNotApplicablePasses() throws {
    let source = try SampleReview.complete().source()
    let found = try cases(source).map { "\($0.name.prefix { $0 != ":" }) \($0.result)" }
    #expect(
      found == [
        "verified system-out", "signers in the trust list system-out", "sealed system-out",
        "reviews signed system-out", "approvals signed system-out",
        "backup.daily system-out", "backup.restore failure", "backup.offsite skipped",
        "backup.keys skipped", "security.tls error", "security.sso failure",
        "security.audit error",
      ])
    for item in try cases(source) where !item.message.isEmpty {
      #expect(item.body.hasPrefix(item.message + "\n"))
    }
  }

  @Test func messagesSayWhy() throws {
    let source = try SampleReview.complete().source()
    let messages = Dictionary(
      try cases(source).map { (String($0.name.prefix { $0 != ":" }), $0.message) }
    ) { first, _ in first }
    #expect(messages["backup.keys"]?.hasPrefix("FAIL, accepted until 2026-12-31 by carol") == true)
    #expect(messages["security.sso"] == "FAIL, acceptance ENDED after 2026-04-30, severity low")
    #expect(messages["security.tls"]?.hasPrefix("EXPIRED since 2026-04-01T09:00:00Z") == true)
    #expect(messages["security.audit"] == "not checked")
  }

  @Test func aReportThatIsNotVerifiedHasNoPass() throws {
    for name in ["not verified", "not readable"] {
      let source = try #require(SampleReview.everyKind().first { $0.name == name }?.source)
      let found = try cases(source)
      #expect(found.first?.result == "failure")
      #expect(found.first?.message.contains("NOT VERIFIED") == true)
      #expect(found.allSatisfy { ["failure", "error"].contains($0.result) }, "\(name)")
    }
  }

  @Test func whatIsMissingOfTheReportIsAnError() throws {
    let found = try cases(SampleReview.make(approvals: 1) { _ in }.source(isTrusted: false))
    #expect(
      found.prefix(5).map(\.result) == ["system-out", "skipped", "error", "error", "error"])
    let none = try cases(SampleReview.make { _ in }.source())
    #expect(none[4].result == "skipped")
    #expect(none[4].message == "No second person has looked: no approval is required.")
  }

  @Test func namesStayTheSameFromReviewToReview() throws {
    func names(_ source: ExportSource) throws -> [String] {
      try cases(source).map { "\($0.suite) \($0.name)" }
    }
    let known = try SampleReview.make(environment: "staging") { file in
      try file.append(
        [.answer(Answer(step: "backup.daily", outcome: .pass))], at: SampleReview.moment)
    }
    let complete = try names(SampleReview.complete().source())
    #expect(Set(complete).isSubset(of: Set(try names(known.source(isTrusted: false)))))
  }

  @Test func aCommentLinksToNoFile() throws {
    let source = try SampleReview.longest().source(isTrusted: false)
    let passed = try #require(cases(source).first { $0.name.hasPrefix("fourth") })
    #expect(passed.result == "system-out")
    #expect(passed.body.contains("[\\u{5b}ATTACHMENT|/etc/passwd]]"))
    #expect(!passed.body.contains("[[ATTACHMENT|"))
  }
}
