import Checklist
import Foundation
import Report
import Review
import Testing

@testable import Export

@Suite struct OSCALExportTests {
  struct Document: Decodable {
    struct Root: Decodable {
      var uuid: String
      var results: [Result]
    }
    struct Result: Decodable {
      var title: String
      var observations: [Observation]?
      var findings: [Finding]?
      var risks: [Risk]?
      var attestations: [Attestation]?
    }
    struct Observation: Decodable {
      var title: String
      var methods: [String]
      var collected: String
      var expires: String?
      var props: [Property]
    }
    struct Finding: Decodable {
      var target: Target
    }
    struct Target: Decodable {
      var id: String
      var status: Status
      enum CodingKeys: String, CodingKey {
        case id = "target-id"
        case status
      }
    }
    struct Status: Decodable {
      var state: String
      var reason: String
      var remarks: String
    }
    struct Risk: Decodable {
      var title: String
      var status: String
      var deadline: String?
    }
    struct Attestation: Decodable { var parts: [Part] }
    struct Part: Decodable {
      var prose: String
      var props: [Property]
    }
    struct Property: Decodable {
      var name: String
      var value: String
    }

    var root: Root
    enum CodingKeys: String, CodingKey { case root = "assessment-results" }
  }

  private static func result(_ source: ExportSource) throws -> Document.Result {
    let text = ExportFormat.oscal.render(source)
    let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    return try #require(document.root.results.first)
  }

  private static func statuses(_ source: ExportSource) throws -> [String: Document.Status] {
    Dictionary(
      uniqueKeysWithValues: try (result(source).findings ?? []).map {
        (String($0.target.id.dropFirst("OBJECTIVE-".count)), $0.target.status)
      })
  }

  static let hasTrestle = Python.has("trestle")

  private static func validate(_ name: String, _ source: ExportSource) throws {
    let program = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "check_oscal.py").path
    let (status, output) = try Tool.run(
      ["python3", program], on: ExportFormat.oscal.render(source))
    #expect(status == 0, "\(name): \(output.prefix(3000))")
  }

  @Test(.enabled(if: hasTrestle, "python3 has no compliance-trestle"))
  func validates() throws {
    for (name, source) in try SampleReview.everyKind() { try Self.validate(name, source) }
    try Self.validate("with files", SampleReview.withFiles().source())
  }

  @Test(.enabled(if: hasTrestle, "python3 has no compliance-trestle"))
  func theLargestValidates() throws {
    try Self.validate("large", SampleReview.large.get())
  }

  @Test func onlyWhatPassesIsSatisfied() throws {
    for (name, source) in try SampleReview.everyKind() {
      guard let exported = ExportedReview(source), source.isVerified else { continue }
      let statuses = try Self.statuses(source)
      for placed in exported.review.checklists.steps {
        let step = placed.step.id
        let counts =
          !exported.expired.contains(step) && exported.review.lack(of: placed.step) == nil
        let expected: String?
        switch exported.review.outcome(of: step) {
        case _ where !exported.review.applies(step): expected = nil
        case .pass where counts: expected = "satisfied"
        case .notApplicable where counts: expected = nil
        default: expected = "not-satisfied"
        }
        #expect(statuses[step]?.state == expected, "\(name): \(step)")
      }
      let risks = try Self.result(source).risks ?? []
      #expect(risks.count == exported.findings.count)
      #expect(
        risks.count { $0.status == "deviation-approved" }
          == exported.findings.count { $0.disposition == .accepted })
    }
  }

  @Test func eachAnswerInItsWords() throws {
    let source = try SampleReview.complete().source()
    let result = try Self.result(source)
    let statuses = try Self.statuses(source)
    #expect(statuses["backup.restore"]?.reason == "fail")
    #expect(statuses["backup.restore"]?.remarks == "FAIL, fix OVERDUE since 2026-05-01")
    #expect(statuses["backup.keys"]?.state == "not-satisfied")
    #expect(statuses["security.audit"]?.reason == "other")
    #expect(statuses["security.tls"]?.remarks.hasPrefix("EXPIRED since 2026-04-01") == true)
    let risks = result.risks ?? []
    #expect(risks.map(\.status) == ["open", "deviation-approved", "open"])
    #expect(
      risks.map(\.deadline) == [
        "2026-05-01T23:59:59Z", "2026-12-31T23:59:59Z", "2026-04-30T23:59:59Z",
      ])
    let observations = result.observations ?? []
    let restored = observations.first { $0.title == "A backup is made each day" }
    #expect(restored?.methods == ["TEST"])
    let certificates = observations.first { $0.title == "The certificates are ours" }
    #expect(certificates?.methods == ["EXAMINE"])
    #expect(certificates?.collected == "2026-03-02T09:00:00Z")
    #expect(certificates?.expires == "2026-04-01T09:00:00Z")
    let signatures = (result.attestations ?? []).flatMap(\.parts)
    #expect(signatures.count == 3)
    #expect(
      signatures.map { $0.props.first { $0.name == "counts" }?.value } == ["no", "yes", "yes"])
  }

  @Test func whatIsNotVerifiedSatisfiesNothing() throws {
    let sample = try SampleReview.complete()
    let torn = try Self.result(sample.source(changing: { $0.removeLast(10) }))
    #expect(torn.title.hasPrefix("NOT VERIFIED"))
    #expect(torn.findings?.allSatisfy { $0.target.status.state == "not-satisfied" } == true)
    #expect(torn.risks?.allSatisfy { $0.status == "open" } == true)
    let broken = try Self.result(sample.source(changing: { $0[$0.count / 2] ^= 1 }))
    #expect(broken.title == "NOT VERIFIED")
    #expect(broken.findings == nil && broken.observations == nil)
  }

  @Test func identifiersBecomeTokens() {
    #expect(OSCALExport.token("backup.daily") == "backup.daily")
    #expect(OSCALExport.token("2fa") == "_2fa")
  }

  @Test(arguments: [("  a\nb \n", "a\\nb"), ("", "(empty)"), (" \u{a0}\t", "(empty)")])
  func aStringHasNoWhiteSpaceAtItsEnds(text: String, string: String) {
    #expect(OSCALExport.string(text) == .string(string))
  }
}
