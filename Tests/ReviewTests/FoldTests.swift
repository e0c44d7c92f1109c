import Checklist
import Review
import Testing

/// The state that lines add up to.
struct FoldTests {
  private func opened(_ profile: Profile = .essential) throws -> Script {
    var script = try Script(profile: profile)
    script.addAll([.session("ann"), .checkpoint])
    return script
  }

  private func ids(_ steps: [Step]) -> [String] { steps.map(\.id) }

  private func plan(_ kind: Plan.Kind, until: String) throws -> Plan {
    Plan(kind: kind, owner: "o", until: try #require(CalendarDay(until)), reason: "r")
  }

  static let applicability: [(Profile, [(String, String)], String)] = [
    (.essential, [], "a.one a.two a.three b.one c.one"),
    (.standard, [], "a.one a.two a.three a.four b.one c.one"),
    (.thorough, [], "a.one a.two a.three a.four b.one b.two c.one"),
    (.essential, [("provider", "aws")], "a.one a.two a.three c.one"),
    (.essential, [("provider", "gcp")], "a.one a.two b.one c.one"),
    (.thorough, [("provider", "gcp")], "a.one a.two a.four b.one b.two c.one"),
    (.essential, [("provider", "aws"), ("bucket", "plain")], "a.one a.two a.three"),
    (.essential, [("provider", "aws"), ("bucket", "locked")], "a.one a.two a.three c.one"),
    // The bucket is asked with aws only: with gcp its value rules nothing out.
    (.essential, [("provider", "gcp"), ("bucket", "plain")], "a.one a.two b.one c.one"),
    (.essential, [("bucket", "plain")], "a.one a.two a.three b.one"),
    (.essential, [("provider", "aws"), ("provider", "")], "a.one a.two a.three b.one c.one"),
    (.essential, [("provider", "aws"), ("provider", "gcp")], "a.one a.two b.one c.one"),
    (.essential, [("prefix", "prod")], "a.one a.two a.three b.one c.one"),
  ]

  @Test(arguments: applicability.indices) func factsRuleStepsOut(index: Int) throws {
    let (profile, facts, expected) = Self.applicability[index]
    var script = try opened(profile)
    for (fact, value) in facts { script.addAll([.fact(fact, value), .checkpoint]) }
    #expect(ids(script.review.applicableSteps.map(\.step)).joined(separator: " ") == expected)
    for placed in script.review.checklists.steps {
      let applies = expected.split(separator: " ").contains { $0 == placed.step.id }
      #expect(script.review.applies(placed.step.id) == applies)
    }
  }

  @Test func factsAreAskedByTheirWhen() throws {
    var script = try opened()
    #expect(script.review.askedFacts.map(\.id) == ["provider", "prefix", "bucket"])
    script.addAll([.fact("provider", "gcp"), .fact("bucket", "plain"), .fact("prefix", "p")])
    #expect(script.review.askedFacts.map(\.id) == ["provider", "prefix"])
    #expect(script.review.effectiveFacts == ["provider": "gcp", "prefix": "p"])
    #expect(script.review.value(of: "bucket") == "plain")
    script.add(.fact("prefix", ""))
    #expect(script.review.value(of: "prefix") == nil)
    #expect(script.review.factHistory["prefix"]?.map(\.value) == ["p", ""])
  }

  @Test func sealFiguresNameOpenStepsInOrder() throws {
    var script = try opened()
    script.addAll([
      .fact("provider", "aws"), .answer("c.one", .pass), .answer("b.one", .fail, "gone"),
      .answer("a.two", .notApplicable, "x"), .answer("a.three", .notChecked, "later"),
    ])
    // b.one does not apply with aws: its FAIL is not counted.
    let expected = Seal(
      counts: Counts(pass: 1, notApplicable: 1, notChecked: 2), steps: 4,
      open: ["a.one", "a.three"])
    #expect(script.review.sealFigures == expected)
    script.add(.answer("c.one", .fail, "y"))
    #expect(script.review.sealFigures.counts == Counts(fail: 1, notApplicable: 1, notChecked: 2))
    #expect(script.review.answerHistory["c.one"]?.map(\.answer.outcome) == [.pass, .fail])
    script.add(.fact("provider", "gcp"))
    #expect(script.review.sealFigures.counts == Counts(fail: 2, notApplicable: 1, notChecked: 1))
    #expect(script.review.sealFigures.open == ["a.one"])
    #expect(script.review.findings.map(\.id) == ["b.one", "c.one"])
  }

  @Test func findingsAreWorstFirst() throws {
    var script = try opened(.thorough)
    for id in ["c.one", "b.two", "a.four", "a.three", "a.two", "a.one"] {
      script.add(.answer(id, .fail, "x"))
    }
    #expect(
      ids(script.review.findings) == ["a.two", "a.four", "a.three", "c.one", "a.one", "b.two"])
    #expect(ids(script.review.unacceptedFindings(from: .medium, on: Script.start.day)).count == 4)
    #expect(ids(script.review.unacceptedFindings(from: .high, on: Script.start.day)).count == 2)
  }

  @Test(arguments: [
    (Plan.Kind.accept, "2026-10-09", true), (.accept, "2026-10-10", true),
    (.accept, "2026-10-11", false), (.fix, "2026-10-09", false), (.fix, "2026-12-31", false),
  ])
  func acceptancesHoldThroughTheirDay(kind: Plan.Kind, day: String, holds: Bool) throws {
    var script = try opened()
    script.add(.answer("a.two", .fail, "x", plan: try plan(kind, until: "2026-10-10")))
    let today = try #require(CalendarDay(day))
    #expect(script.review.unacceptedFindings(from: .low, on: today).isEmpty == holds)
  }

  @Test func anAcceptanceGoesWithItsAnswer() throws {
    var script = try opened()
    let day = try #require(CalendarDay("2026-10-01"))
    script.add(.answer("a.two", .fail, "x", plan: try plan(.accept, until: "2026-10-10")))
    script.add(.answer("a.two", .fail, "x"))
    #expect(ids(script.review.unacceptedFindings(from: .high, on: day)) == ["a.two"])
    let passing = Answer(
      step: "a.two", outcome: .pass, plan: try plan(.accept, until: "2026-10-10"))
    #expect(!passing.isAccepted(on: day))
  }

  @Test func answersExpireToTheSecond() throws {
    var script = try opened()
    let month: Int64 = 30 * 86_400
    func expired(_ seconds: Int64) -> [String] {
      ids(script.review.expired(at: Timestamp(seconds: Script.start.seconds + seconds)))
    }
    #expect(expired(month * 9).isEmpty)
    script.add(.answer("a.one", .pass), after: 100)
    script.add(.answer("a.two", .pass), after: 100)
    #expect(expired(100 + month).isEmpty)
    #expect(expired(101 + month) == ["a.one"])
    script.add(.answer("a.one", .fail, "x"), after: 200)
    #expect(expired(200 + month).isEmpty)
    #expect(expired(201 + month) == ["a.one"])
    // What was not checked has no age.
    script.add(.answer("a.one", .notChecked), after: 300)
    #expect(expired(month * 9).isEmpty)
  }

  @Test func onlyStepsThatApplyExpire() throws {
    var script = try opened()
    script.addAll([.answer("a.three", .pass), .answer("a.two", .pass)])
    let late = Timestamp(seconds: Script.start.seconds + 31 * 86_400)
    #expect(ids(script.review.expired(at: late)) == ["a.three"])
    script.add(.fact("provider", "gcp"))
    #expect(script.review.expired(at: late).isEmpty)
    #expect(script.review.expiry(of: try #require(script.review.checklists.step("a.two"))) == nil)
  }

  static let lacking: [([Event], [String])] = [
    ([], []),
    ([.answer("a.one", .fail)], ["a.one"]),
    ([.answer("a.one", .fail, " \n\t\u{3000}")], ["a.one"]),
    ([.answer("a.one", .fail, "why")], []),
    ([.answer("a.one", .notApplicable)], ["a.one"]),
    ([.answer("a.one", .notApplicable, "why")], []),
    ([.answer("a.one", .notChecked)], []),
    ([.answer("a.one", .pass)], []),
    ([.answer("a.two", .pass)], ["a.two"]),
    ([.answer("a.two", .pass), .evidence("a.one")], ["a.two"]),
    ([.answer("a.two", .pass), .evidence("a.two")], []),
    ([.evidence("a.two"), .answer("a.two", .pass), .retract(3)], ["a.two"]),
    ([.answer("a.two", .fail, "why")], []),
    ([.answer("b.one", .fail), .fact("provider", "aws")], []),
    ([.answer("c.one", .fail), .answer("a.one", .notApplicable)], ["a.one", "c.one"]),
  ]

  @Test(arguments: lacking.indices) func theSealAsksForWhatIsLacking(index: Int) throws {
    var script = try opened()
    script.addAll(Self.lacking[index].0)
    #expect(script.review.lacking.map(\.step.id) == Self.lacking[index].1)
    let needsEvidence = script.review.passesWithoutRequiredEvidence.map(\.id)
    #expect(needsEvidence == Self.lacking[index].1.filter { $0 == "a.two" })
  }

  static let resuming: [([Event], String)] = [
    ([], "a.one"),
    ([.answer("a.one", .pass)], "a.two"),
    ([.answer("a.two", .pass)], "a.three"),
    // Open steps before the last answered one do not call it back.
    ([.answer("b.one", .pass)], "c.one"),
    ([.answer("c.one", .pass)], "c.one"),
    ([.answer("a.three", .pass), .answer("a.one", .pass)], "a.two"),
    ([.answer("a.two", .pass), .answer("a.three", .pass), .answer("a.one", .pass)], "b.one"),
    ([.answer("a.one", .pass), .evidence("c.one"), .fact("prefix", "x")], "a.two"),
    ([.fact("provider", "aws"), .answer("a.three", .pass)], "c.one"),
    // The step answered last no longer applies.
    (
      [
        .answer("b.one", .pass), .answer("c.one", .pass), .answer("b.one", .fail, "x"),
        .fact("provider", "aws"),
      ], "a.one"
    ),
  ]

  @Test(arguments: resuming.indices) func aResumedReviewGoesOnWhereItWas(index: Int) throws {
    var script = try opened()
    script.addAll(Self.resuming[index].0)
    #expect(script.review.resumePoint == Self.resuming[index].1)
  }

  @Test func everythingKeepsItsPlaceItsTimeAndItsWriter() throws {
    var script = try opened()
    script.add(.evidence("a.two"), after: 10)
    script.addAll([.checkpoint, .session("bob"), .checkpoint])
    script.add(.retract(3, "wrong file"), after: 20)
    script.add(.answer("a.two", .pass), after: 30)
    script.add(.recovered)
    let item = try #require(script.review.evidence["a.two"]?.first)
    #expect(item.seq == 3 && item.signer == "ann")
    #expect(item.time.seconds == Script.start.seconds + 10)
    let retraction = try #require(item.retraction)
    #expect(retraction.seq == 7 && retraction.signer == "bob" && retraction.reason == "wrong file")
    #expect(script.review.standingEvidence(of: "a.two").isEmpty)
    let answer = try #require(script.review.answer(to: "a.two"))
    #expect(answer.seq == 8 && answer.signer == "bob")
    #expect(script.review.sessions.map(\.session.signer) == ["ann", "bob"])
    #expect(script.review.recoveries.count == 1)
    #expect(script.review.lastSeq == 9)
  }

  @Test func whatMayNotStandHereChangesNothing() throws {
    var script = try opened()
    script.add(.answer("a.one", .pass))
    let fault = script.add(.reopen)
    #expect(fault != nil)
    #expect(script.review.lastSeq == 3)
    script.addAll([.seal(script.review.sealFigures)])
    #expect(script.add(.answer("a.one", .fail, "x")) != nil)
    #expect(script.review.outcome(of: "a.one") == .pass)
    #expect(script.review.isSealed)
  }
}
