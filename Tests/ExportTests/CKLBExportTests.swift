import Foundation
import Report
import Review
import Testing

@testable import Export

@Suite struct CKLBExportTests {
  private static let hasSchemaChecker = Python.has("jsonschema")

  private struct Checklist: Decodable {
    struct Target: Decodable {
      let hostName: String
      let comments: String
    }
    struct STIG: Decodable {
      let size: Int
      let rules: [Rule]
    }
    struct Rule: Decodable {
      let uuid: String
      let ruleId: String
      let status: String
      let comments: String
      let findingDetails: String
    }
    let title: String
    let id: String
    let targetData: Target
    let stigs: [STIG]
  }

  private func checklist(_ source: ExportSource) throws -> Checklist {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Checklist.self, from: Data(ExportFormat.cklb.render(source).utf8))
  }

  private func validate(_ source: ExportSource, _ name: String) throws {
    let program = """
      import json, re, sys, uuid, jsonschema
      schema = json.load(open(\("\"" + Tool.schema("cklb-1.0.schema.json") + "\"")))
      validator = jsonschema.Draft201909Validator(
          schema, format_checker=jsonschema.Draft201909Validator.FORMAT_CHECKER)
      text = sys.stdin.read()
      value = json.loads(text)
      errors = list(validator.iter_errors(value))
      for error in errors: print(error.json_path, error.message[:200])
      ids = [value["id"]]
      for stig in value["stigs"]:
          ids.append(stig["uuid"])
          for rule in stig["rules"]:
              ids.append(rule["uuid"])
              for key in ("comments", "finding_details"):
                  units = len(rule[key].encode("utf-16-le")) // 2
                  assert units <= 32767, (rule["rule_id"], key, units)
      assert len(set(ids)) == len(ids) and all(uuid.UUID(i).version == 8 for i in ids)
      host = value["target_data"]["host_name"]
      assert 0 < len(host.encode("utf-16-le")) // 2 <= 255
      shown = json.dumps(value, ensure_ascii=False)
      assert not re.search("[\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ufffe]", shown)
      sys.exit(1 if errors else 0)
      """
    let (status, output) = try Python.run(program, on: ExportFormat.cklb.render(source))
    #expect(status == 0, "\(name): \(output.prefix(2_000))")
  }

  @Test(.enabled(if: hasSchemaChecker, "python3 has no module jsonschema"))
  func schemaAndLimitsHoldForReportsOfEveryKind() throws {
    for (name, source) in try SampleReview.everyKind() { try validate(source, name) }
  }

  @Test(.enabled(if: hasSchemaChecker, "python3 has no module jsonschema"))
  func schemaAndLimitsHoldForTenThousandAnswers() throws {
    let source = try SampleReview.large.get()
    try validate(source, "large")
    let counts = Dictionary(grouping: try checklist(source).stigs[0].rules, by: \.status)
      .mapValues(\.count)
    #expect(counts == ["not_a_finding": 7_000, "open": 2_000, "not_applicable": 1_000])
  }

  @Test func nothingOpenExpiredAcceptedOrNotApplicableIsNoFinding() throws {
    let found = try checklist(SampleReview.complete().source())
    #expect(found.stigs.map(\.size) == [9])
    let rules = found.stigs[0].rules
    #expect(
      rules.map { "\($0.ruleId) \($0.status)" } == [
        "backup.daily not_a_finding", "backup.restore open", "backup.offsite not_applicable",
        "backup.keys open", "security.tls not_reviewed", "security.sso open",
        "security.audit not_reviewed",
      ])
    #expect(
      rules[3].comments == "FAIL, accepted until 2026-12-31\n"
        + "Plan: accept until 2026-12-31, owner carol")
    #expect(rules[3].findingDetails.contains("Comment:\n  They lie on the same disk."))
    #expect(rules[4].comments.hasPrefix("EXPIRED since 2026-04-01T09:00:00Z"))
  }

  @Test func aReportThatIsNotVerifiedHasNoPass() throws {
    for (name, source) in try SampleReview.everyKind() where !source.isVerified {
      let found = try checklist(source)
      #expect(found.title.hasPrefix("NOT VERIFIED"), "\(name)")
      #expect(found.targetData.comments.hasPrefix("NOT VERIFIED"), "\(name)")
      let statuses = Set(found.stigs.flatMap(\.rules).map(\.status))
      #expect(statuses.isSubset(of: ["open", "not_reviewed"]), "\(name)")
    }
  }

  @Test func whatIsTooLongSaysWhereTheRestIs() throws {
    let source = try SampleReview.longest().source(isTrusted: false)
    let rule = try #require(checklist(source).stigs[0].rules.first)
    let note = "\n[Cut here. The whole text is in the report: production.report.jsonl, line 4.]"
    #expect(rule.findingDetails.hasSuffix(note))
    #expect(rule.comments.hasSuffix(note))
    #expect(rule.findingDetails.utf16.count > 32_700)
  }

  @Test func aTextIsCutBetweenCharactersAndOnlyWhenItIsTooLong() {
    #expect(CKLBExport.cut("abcdef", to: 6, "…") == "abcdef")
    #expect(CKLBExport.cut("abcdefg", to: 6, "…") == "abcde…")
    #expect(CKLBExport.cut("ab🙂🙂🙂", to: 6, "…") == "ab🙂…")
  }

  @Test func identifiersAreTheSameForTheSameReport() throws {
    let one = try checklist(SampleReview.complete().source())
    let other = try checklist(SampleReview.complete().source(isTrusted: false))
    #expect(one.id == other.id)
    #expect(one.stigs[0].rules.map(\.uuid) == other.stigs[0].rules.map(\.uuid))
    #expect(DerivedUUID.of("a", "bc") != DerivedUUID.of("ab", "c"))
  }
}
