import Checklist
import Foundation
import Report
import Review
import Testing

@testable import Export

@Suite struct SARIFExportTests {
  struct Log: Decodable {
    struct Run: Decodable {
      var invocations: [Invocation]
      var results: [Result]?
      var tool: Tool
    }
    struct Invocation: Decodable {
      var executionSuccessful: Bool
      var toolExecutionNotifications: [Notification]
    }
    struct Notification: Decodable {
      var level: String
      var message: Message
    }
    struct Message: Decodable { var text: String }
    struct Tool: Decodable { var driver: Driver }
    struct Driver: Decodable { var rules: [Rule]? }
    struct Rule: Decodable {
      var id: String
      var name: String
      var helpUri: String?
      var shortDescription: Message
    }
    struct Result: Decodable {
      var ruleId: String
      var kind: String
      var level: String
      var message: Message
      var suppressions: [Suppression]
      var partialFingerprints: [String: String]
      var locations: [Location]
    }
    struct Suppression: Decodable {
      var kind: String
      var status: String
      var justification: String
    }
    struct Location: Decodable { var physicalLocation: Physical }
    struct Physical: Decodable { var region: Region }
    struct Region: Decodable { var startLine: Int }

    var runs: [Run]
  }

  private static func run(_ source: ExportSource) throws -> Log.Run {
    let text = ExportFormat.sarif.render(source)
    let log = try JSONDecoder().decode(Log.self, from: Data(text.utf8))
    return try #require(log.runs.first)
  }

  private static func results(_ source: ExportSource) throws -> [String: Log.Result] {
    Dictionary(uniqueKeysWithValues: try (run(source).results ?? []).map { ($0.ruleId, $0) })
  }

  static let hasValidator = Python.has("jsonschema_rs, sarif")

  private static func validate(_ name: String, _ source: ExportSource) throws {
    let program = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "check_sarif.py").path
    let (status, output) = try Tool.run(
      ["python3", program, Tool.schema("sarif-2.1.0.schema.json")],
      on: ExportFormat.sarif.render(source))
    #expect(status == 0, "\(name): \(output.prefix(2000))")
  }

  @Test(.enabled(if: hasValidator, "python3 lacks jsonschema-rs or sarif-tools"))
  func validates() throws {
    for (name, source) in try SampleReview.everyKind() { try Self.validate(name, source) }
    try Self.validate("with files", SampleReview.withFiles().source())
  }

  @Test(.enabled(if: hasValidator, "python3 lacks jsonschema-rs or sarif-tools"))
  func theLargestValidates() throws {
    try Self.validate("large", SampleReview.large.get())
  }

  @Test func onlyWhatPassesPasses() throws {
    for (name, source) in try SampleReview.everyKind() {
      guard let exported = ExportedReview(source), source.isVerified else { continue }
      let results = try Self.results(source)
      #expect(results.count == exported.review.checklists.steps.count)
      for placed in exported.review.checklists.steps {
        let step = placed.step
        let result = try #require(results[step.id])
        let counts = !exported.expired.contains(step.id) && exported.review.lack(of: step) == nil
        let expected: String
        switch exported.review.outcome(of: step.id) {
        case _ where !exported.review.applies(step.id): expected = "notApplicable"
        case .fail: expected = "fail"
        case .pass where counts: expected = "pass"
        case .notApplicable where counts: expected = "notApplicable"
        default: expected = "open"
        }
        #expect(result.kind == expected, "\(name): \(step.id)")
        #expect(
          result.suppressions.isEmpty == (exported.finding(of: step.id)?.disposition != .accepted))
        let answered = exported.review.answer(to: step.id)
        #expect(
          result.locations.map(\.physicalLocation.region.startLine) == [(answered?.seq ?? 0) + 1])
      }
    }
  }

  @Test func eachKindInItsWords() throws {
    let results = try Self.results(SampleReview.complete().source())
    func first(_ step: String) -> Substring? {
      results[step]?.message.text.split(separator: "\n").first
    }
    #expect(first("backup.daily") == "pass: A backup is made each day")
    #expect(first("backup.restore") == "FAIL, fix OVERDUE since 2026-05-01: A restore was tested")
    #expect(first("backup.offsite") == "n/a: A copy lies elsewhere")
    #expect(first("security.audit") == "not checked: Audit events are kept")
    #expect(
      first("security.tls")?.hasPrefix("EXPIRED since 2026-04-01T09:00:00Z") == true)
    #expect(
      first("security.deep")
        == "does not apply, level thorough, above the profile standard: Kernels are hardened")
    #expect(results["backup.restore"]?.level == "error")
    let suppression = try #require(results["backup.keys"]?.suppressions.first)
    #expect(suppression.status == "accepted" && suppression.kind == "external")
    #expect(suppression.justification == "Plan: accept until 2026-12-31, owner carol")
    #expect(results["security.sso"]?.suppressions.isEmpty == true)
  }

  @Test func whatIsNotVerifiedPassesNothing() throws {
    let sample = try SampleReview.complete()
    let missing = try Self.run(sample.source(changing: { $0.removeLast(10) }))
    #expect(missing.invocations.first?.executionSuccessful == false)
    for result in missing.results ?? [] {
      #expect(result.kind == "fail" || result.kind == "open")
      #expect(result.suppressions.isEmpty)
    }
    let broken = try Self.run(sample.source(changing: { $0[$0.count / 2] ^= 1 }))
    #expect(broken.invocations.first?.executionSuccessful == false)
    #expect(broken.results == nil)
    let told = broken.invocations.first?.toolExecutionNotifications ?? []
    #expect(told.first?.message.text.hasPrefix("NOT VERIFIED") == true)
    #expect(told.count > 1)
  }

  @Test func aFindingIsKnownAgainInAnotherReport() throws {
    let one = try Self.results(SampleReview.complete().source())
    let other = try Self.results(SampleReview.finished().source())
    for (step, result) in one {
      #expect(result.partialFingerprints == other[step]?.partialFingerprints)
    }
    #expect(Set(one.values.compactMap { $0.partialFingerprints["postflightStep/v1"] }).count == 9)
  }

  @Test func aTextIsNoLink() throws {
    let results = try Self.results(SampleReview.hostile().source())
    let text = try #require(results["backup.daily"]?.message.text)
    #expect(text.contains("\\[a\\](javascript:x)"))
    #expect(text.contains("\\u{202e}"))
    #expect(!text.replacing("\\](", with: "").contains("]("))
  }

  @Test(arguments: [
    ("https://a.example/b?c=%20#d", true), ("https://a.example/a b", false), ("http://", false),
    ("https://a.example/%zz", false), ("https://a.example/[x]", false), ("ftp://a.example", false),
    ("https://a.example/#a#b", false), ("https://a.example/ä", false),
  ])
  func onlyAddressesToTheLetter(text: String, isWeb: Bool) {
    #expect(Address.isWeb(text) == isWeb)
  }

  @Test func aNameOfAFileBecomesAnAddress() {
    #expect(Address.relative("a b:c/ä", "d") == "a%20b%3Ac%2F%C3%A4/d")
  }
}
