import Testing

@testable import Checklist

@Suite struct ApplicabilityTests {
  private static let set: ChecklistSet = {
    let text = Sample.replacing(
      "level: essential", with: "level: standard\n        when: {bucket: locked}")
    return ChecklistReader.read([Sample.source(text)], rules: .full).set ?? ChecklistSet([])
  }()

  private func applicability(
    _ values: [String: String], _ profile: Profile = .thorough
  ) -> Applicability {
    Applicability(Self.set, profile: profile, values: values)
  }

  /// Each fact's say in the section's condition and the step's own.
  @Test(
    arguments: [
      ([:], [.noAnswer], [.noAnswer], true),
      (["provider": ""], [.noAnswer], [.noAnswer], true),
      (["provider": "aws"], [.holds("aws")], [.noAnswer], true),
      (["provider": "aws", "bucket": "locked"], [.holds("aws")], [.holds("locked")], true),
      (["provider": "aws", "bucket": "plain"], [.holds("aws")], [.rulesOut("plain")], false),
      (["bucket": "plain"], [.noAnswer], [.rulesOut("plain")], false),
      (
        ["provider": "gcp", "bucket": "plain"], [.holds("gcp")],
        [.notAsked(fact: "provider", value: "gcp")], true
      ),
    ]
      as [(
        [String: String], [Applicability.Reason.Finding], [Applicability.Reason.Finding], Bool
      )])
  func reasons(
    _ values: [String: String], _ section: [Applicability.Reason.Finding],
    _ own: [Applicability.Reason.Finding], _ applies: Bool
  ) throws {
    let applicability = applicability(values)
    let placed = try #require(Self.set.steps.first)
    #expect(applicability.reasons(for: placed.sectionWhen).map(\.finding) == section)
    #expect(applicability.reasons(for: placed.step.when).map(\.finding) == own)
    #expect(applicability.applies(placed) == applies)
    #expect(applicability.reasons(for: .always) == [])
  }

  @Test func theProfileDecidesToo() throws {
    let placed = try #require(Self.set.steps.first)
    #expect(!applicability([:], .essential).applies(placed))
    #expect(applicability([:], .standard).applies(placed))
  }

  @Test func whatIsOpenIsWhatNoFactAnswers() throws {
    let placed = try #require(Self.set.steps.first)
    let none = applicability([:])
    #expect(none.open(in: placed.step.when) == placed.step.when)
    let some = applicability(["provider": "aws", "bucket": "locked"])
    #expect(some.open(in: placed.sectionWhen) == .always)
    #expect(some.open(in: placed.step.when) == .always)
    // A value of a fact that is not asked counts for nothing.
    let other = applicability(["provider": "gcp", "bucket": "locked"])
    #expect(other.facts == ["provider": "gcp"])
    #expect(other.open(in: placed.step.when) == placed.step.when)
  }

  @Test func unknownNamesGetTheNearest() throws {
    #expect(Self.set.fault(inFact: "provider") == nil)
    #expect(
      Self.set.fault(inFact: "provder")
        == "there is no fact 'provder'; did you mean 'provider'?")
    #expect(Self.set.fault(inStep: "one") == nil)
    #expect(Self.set.fault(inStep: "on") == "there is no step 'on'; did you mean 'one'?")
    #expect(Self.set.fault(inStep: "\u{1B}x")?.hasPrefix("there is no step '<U+001B>x'; ") == true)
    let provider = try #require(Self.set.fact("provider"))
    #expect(provider.fault(in: "aws") == nil)
    #expect(provider.fault(in: "") == nil)
    #expect(
      provider.fault(in: "awss")
        == "'awss' is no choice of the fact 'provider'; did you mean 'aws'?")
    let prefix = try #require(Self.set.fact("prefix"))
    #expect(prefix.fault(in: "prod") == nil)
    #expect(prefix.fault(in: "PROD")?.hasPrefix("'PROD' does not match the pattern") == true)
    #expect(prefix.fault(in: "a b")?.hasPrefix("'a b' cannot be the value of a fact") == true)
  }
}
