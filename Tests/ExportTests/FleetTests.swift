import Checklist
import Foundation
import Report
import Review
import Signing
import Testing

@testable import Export

@Suite struct FleetTests {
  private static let moment = SampleReview.moment
  private static let policy = VerificationPolicy(moment: moment)

  /// The figures of a report; `change` says how it is other than the empty one.
  private static func report(
    _ path: String, _ environment: String, begun: Int64 = 0, report: String = "r", seq: Int = 1,
    _ bytes: SampleReview? = nil, alarm: Fault? = nil
  ) throws -> FleetReport {
    let source = try (bytes ?? SampleReview.make { _ in }).source(isTrusted: false)
    let review = try #require(source.reading.review)
    return FleetReport(
      path: path,
      figures: FleetReport.Figures(
        report: report, environment: environment, profile: "standard",
        begun: Timestamp(seconds: begun), lastTime: review.lastTime ?? moment, lastSeq: seq,
        outlook: Outlook(review, at: moment, within: 30), trust: .selfAsserted, alarm: alarm),
      fault: nil, notice: nil)
  }

  private static func trustList() throws -> TrustList {
    let lines = try SampleReview.principals.indices.map { index in
      "\(SampleReview.principals[index]) \(try SampleReview.key(index).publicKey.openSSH)\n"
    }
    return try TrustList(bytes: Array(lines.joined().utf8))
  }

  private static func fleet(_ reports: [FleetReport]) -> Fleet {
    Fleet(reports, policy: policy, within: 30)
  }

  @Test func theReportBegunLastCounts() throws {
    let fleet = Self.fleet([
      try Self.report("a", "prod", begun: 5, report: "one", seq: 900),
      try Self.report("b", "prod", begun: 7, report: "two", seq: 3),
      try Self.report("c", "prod", begun: 6, report: "three"),
      try Self.report("d", "stage", begun: 1),
    ])
    #expect(fleet.environments.map(\.name) == ["prod", "stage"])
    #expect(fleet.environments[0].path == "b")
    #expect(fleet.environments[0].superseded == ["c", "a"])
    #expect(fleet.supersededCount == 2)
  }

  @Test func ofCopiesTheLongerCounts() throws {
    let fleet = Self.fleet([
      try Self.report("a", "prod", report: "one", seq: 3),
      try Self.report("z", "prod", report: "one", seq: 5),
      try Self.report("b", "prod", report: "one", seq: 5),
    ])
    #expect(fleet.environments.map(\.path) == ["b"])
    #expect(fleet.environments[0].superseded == ["z", "a"])
  }

  @Test func twoSpellingsAreTwoEnvironments() throws {
    let fleet = Self.fleet([
      try Self.report("a", "pr\u{F6}d"), try Self.report("b", "pro\u{308}d"),
    ])
    #expect(fleet.environments.map(\.path) == ["b", "a"])
  }

  @Test func whatNeedsAPersonMostComesFirst() throws {
    let complete = try SampleReview.complete()
    let fault = Fault(.torn, line: 9, "torn")
    let fleet = Self.fleet([
      try Self.report("c", "c"), try Self.report("b", "b"),
      try Self.report("d", "d", complete), try Self.report("e", "e", alarm: fault),
      FleetReport(path: "z", fault: Fault(.malformed, line: 2, "no")),
      FleetReport(path: "y", fault: Fault(.noInput, "y cannot be read")),
    ])
    #expect(fleet.damaged.map(\.path) == ["y", "z"])
    #expect(fleet.damaged[1].words == "DAMAGED: line 2: no")
    #expect(fleet.damaged[0].words == "NOT READABLE: y cannot be read")
    let needs = try #require(fleet.environments.first { $0.name == "d" }).figures.needs
    let open = try #require(fleet.environments.first { $0.name == "b" }).figures.needs
    #expect(open.first == .open)
    let before = try #require(needs.first) < .open
    #expect(
      fleet.environments.map(\.name) == (before ? ["e", "d", "b", "c"] : ["e", "b", "c", "d"]))
    #expect(fleet.environments[0].needs().first == "NOT VERIFIED: line 9: torn")
    #expect(fleet.code == .noInput)
    #expect(Self.fleet([try Self.report("b", "b")]).code == .success)
    #expect(Self.fleet([try Self.report("b", "b", alarm: fault)]).code == .torn)
  }

  @Test func whatIsRefusedIsAnAlarmAndWhatIsOpenIsNone() throws {
    let sample = try SampleReview.make { _ in }
    for (isTrusted, trust) in [(true, FleetReport.Trust.trusted), (false, .selfAsserted)] {
      let source = try sample.source(isTrusted: isTrusted)
      var policy = Self.policy
      policy.trustList = isTrusted ? try Self.trustList() : nil
      let report = FleetReport(
        path: "p", source.reading, source.verdict, policy: policy, within: 30)
      #expect(report.figures?.trust == trust)
      #expect(report.figures?.alarm == nil)
    }
    let source = try sample.source(isTrusted: false)
    var policy = Self.policy
    policy.trustList = try Self.trustList()
    let verdict = Verdict(Fault(.untrusted, line: 3, "the key is not in the trust list"))
    let refused = FleetReport(path: "p", source.reading, verdict, policy: policy, within: 30)
    #expect(refused.figures?.trust == .refused)
    #expect(refused.figures?.needs.first == .notVerified)
  }

  @Test func hostileNamesAreTextInThePage() throws {
    let name = "<script>alert(1)</script>\u{1B}[2J\u{202E}&\"'"
    let fleet = Self.fleet([
      try Self.report(name, name, alarm: Fault(.broken, name)),
      FleetReport(path: name, fault: Fault(.malformed, name)),
    ])
    let html = FleetHTML.text(fleet)
    #expect(!html.contains("<script"))
    #expect(html.contains("&lt;script&gt;"))
    #expect(!html.contains("\u{1B}"))
    #expect(!html.unicodeScalars.contains("\u{202E}"))
    #expect(html.contains("default-src &#39;none&#39;"))
    let json = FleetJSON.text(fleet)
    #expect(json.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A })
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
  }

  @Test func thePageSaysWhatTheTableSays() throws {
    let fleet = Self.fleet([
      try Self.report("prod.report.jsonl", "prod", try SampleReview.complete()),
      try Self.report("a.report.jsonl", "stage"),
      FleetReport(path: "z", fault: Fault(.malformed, line: 2, "no")),
    ])
    let html = FleetHTML.text(fleet)
    for line in fleet.legend + [fleet.summary] { #expect(html.contains(line), "\(line)") }
    for environment in fleet.environments {
      for need in environment.needs() { #expect(html.contains(need), "\(need)") }
      #expect(html.contains(environment.path))
    }
  }

  @Test(.enabled(if: Python.has("html5lib"), "python3 has no module html5lib"))
  func strictParserFindsAPageForEverybody() throws {
    let checks = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "page.py"),
      encoding: .utf8)
    let name = "<script>alert(1)</script>\u{338}\u{1B}[2J"
    for reports in [
      [], [try Self.report(name, name, alarm: Fault(.broken, name))],
      [
        try Self.report("prod.report.jsonl", "prod", try SampleReview.complete()),
        try Self.report("stage", "stage"), try Self.report("older", "stage", report: "a"),
        FleetReport(path: name, fault: Fault(.malformed, line: 2, name)),
      ],
    ] {
      let (status, output) = try Python.run(checks, on: FleetHTML.text(Self.fleet(reports)))
      #expect(status == 0, "\(output)")
    }
  }
}
