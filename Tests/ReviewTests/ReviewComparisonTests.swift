import Checklist
import Testing

@testable import Review

@Suite struct ReviewComparisonTests {
  typealias Change = ReviewComparison.Change

  /// Steps in the order of `ids`; `there` applies with the fact `place` alone.
  private static func checklists(_ ids: [String], _ edit: (String) -> String = { $0 }) throws
    -> ChecklistSet
  {
    let steps = ids.map { id in
      let severity = id.hasPrefix("high") ? "high" : id.hasPrefix("low") ? "low" : "medium"
      let when = id.hasPrefix("there") ? ", when: {place: there}" : ""
      let level = id.hasPrefix("all") ? "thorough" : "essential"
      return "      - {id: \(id), title: T \(id), ask: Well?, why: W, check: [{do: L}], expect: E, "
        + "fix: F, severity: \(severity), level: \(level)\(when)}"
    }
    return try PlaceSample.checklists(steps.joined(separator: "\n"), edit: edit)
  }

  private static func review(
    _ checklists: ChecklistSet, _ events: [Event], environment: String = "prod",
    profile: Profile = .essential, digest: String = "d", day: Int64 = 0
  ) throws -> Review {
    var review = Review(
      header: Header(
        report: "0b5e7c1a-64a2-4f0e-9a53-2f6f1c0d9e11", environment: environment, profile: profile,
        checklists: [Header.File(name: "s.yaml", sha256: digest, text: "")], requiredReviews: 1,
        requiredApprovals: 0, tool: "postflight/0.1.0"),
      time: Timestamp(seconds: 0), checklists: checklists)
    for (index, event) in ([.session("ann")] + events).enumerated() {
      let entry = Entry(seq: index + 1, time: Timestamp(seconds: day * 86_400), event: event)
      #expect(review.apply(entry) == nil)
    }
    return review
  }

  /// 1970-01-01 and so many days.
  private static func day(_ days: Int64) -> Timestamp { Timestamp(seconds: days * 86_400) }

  private static func plan(_ kind: Plan.Kind, until days: Int64) -> Plan {
    Plan(kind: kind, owner: "o", until: day(days).day, reason: "")
  }

  private static func change(_ old: [Event], _ new: [Event], newDay: Int64 = 10) throws -> Change? {
    let set = try checklists(["one"])
    return ReviewComparison(
      try review(set, old), try review(set, new, day: newDay), at: day(newDay)
    ).items.first?.change
  }

  @Test(arguments: [
    (Outcome.pass, Outcome.pass, Change.unchanged), (.pass, .fail, .regressed),
    (.pass, .notApplicable, .changed), (.pass, .notChecked, .lost), (.fail, .pass, .fixed),
    (.fail, .fail, .unchanged), (.fail, .notApplicable, .changed), (.fail, .notChecked, .lost),
    (.notApplicable, .pass, .changed), (.notApplicable, .fail, .newFinding),
    (.notApplicable, .notApplicable, .unchanged), (.notApplicable, .notChecked, .lost),
    (.notChecked, .pass, .answered), (.notChecked, .fail, .newFinding),
    (.notChecked, .notApplicable, .answered), (.notChecked, .notChecked, .unchanged),
  ])
  func everyPairOfOutcomesIsAChange(old: Outcome, new: Outcome, change: Change) throws {
    #expect(try Self.change([.answer("one", old)], [.answer("one", new)]) == change)
  }

  @Test func anAnswerTakenBackIsAsGoodAsNone() throws {
    #expect(try Self.change([.answer("one", .pass)], []) == .lost)
    #expect(try Self.change([], []) == .unchanged)
    #expect(try Self.change([.answer("one", .fail), .answer("one", .pass)], []) == .lost)
  }

  @Test(
    arguments: [
      (nil, plan(.accept, until: 10), Change.acceptanceAdded),
      (plan(.fix, until: 3), plan(.accept, until: 10), .acceptanceAdded),
      (plan(.accept, until: 3), nil, .acceptanceEnded),
      (plan(.accept, until: 3), plan(.fix, until: 20), .acceptanceEnded),
      // It held when the earlier review was written, and has ended since then.
      (plan(.accept, until: 9), plan(.accept, until: 9), .acceptanceEnded),
      (plan(.accept, until: 10), plan(.accept, until: 10), .unchanged),
      (plan(.accept, until: 10), plan(.accept, until: 20), .planChanged),
      (nil, plan(.fix, until: 20), .planChanged), (plan(.fix, until: 20), nil, .planChanged),
      (nil, plan(.accept, until: 9), .planChanged), (nil, nil, .unchanged),
    ] as [(Plan?, Plan?, Change)])
  func whatFailsAsBeforeIsToldByItsPlan(old: Plan?, new: Plan?, change: Change) throws {
    let change10 = try Self.change(
      [.answer("one", .fail, plan: old)], [.answer("one", .fail, plan: new)])
    #expect(change10 == change)
  }

  @Test func stepsComeAndGoWithFactsProfilesAndChecklists() throws {
    let old = try Self.review(
      Self.checklists(["one", "there", "all", "gone"]),
      [.answer("one", .pass), .answer("there", .fail), .answer("gone", .fail)],
      profile: .thorough)
    let new = try Self.review(
      Self.checklists(["high", "one", "there", "all", "new"]),
      [
        .fact("place", "here"), .answer("high", .fail), .answer("one", .pass),
        .answer("there", .fail), .answer("new", .pass),
      ])
    let comparison = ReviewComparison(old, new, at: Self.day(1))
    #expect(
      comparison.items.map { "\($0.step?.id ?? "") \($0.change)" } == [
        "high newFinding", "new newStep", "there goneStep", "all goneStep", "gone goneStep",
        "one unchanged",
      ])
    #expect(comparison.items[2].new == .doesNotApply)
    #expect(comparison.items[2].old.outcome == .fail)
    #expect(comparison.items[4].new == .notThere)
    #expect(
      comparison.facts == [ReviewComparison.Difference(name: "place", old: nil, new: "here")])
    #expect(comparison.header.map(\.name) == ["profile"])
    #expect(comparison.isWorse)
    // What applies in neither is not told at all.
    let both = ReviewComparison(new, new, at: Self.day(1))
    #expect(!both.items.contains { $0.step?.id == "there" })
    #expect(!both.isWorse)
    #expect(both.facts == [])
    #expect(both.stillFailing == 1)
  }

  @Test func theWorstComesFirst() throws {
    let ids = ["low.a", "b", "high.c", "low.d", "high.e", "f"]
    let set = try Self.checklists(ids)
    let old = try Self.review(
      set,
      [
        .answer("low.a", .pass), .answer("b", .pass), .answer("high.c", .fail),
        .answer("low.d", .notChecked), .answer("high.e", .pass), .answer("f", .pass),
      ])
    let new = try Self.review(
      set,
      [
        .answer("low.a", .fail), .answer("b", .fail), .answer("high.c", .pass),
        .answer("low.d", .fail), .answer("high.e", .fail),
      ])
    let comparison = ReviewComparison(old, new, at: Self.day(1))
    #expect(
      comparison.items.map { $0.step?.id } == ["high.e", "b", "low.a", "low.d", "f", "high.c"])
    #expect(comparison.count(.regressed) == 3)
    #expect(comparison.stillFailing == 0)
  }

  @Test func onlyWhatIsWorseIsWorse() {
    let worse = Change.allCases.filter(\.isWorse)
    #expect(worse == [.regressed, .newFinding, .acceptanceEnded, .lost])
  }

  @Test func anotherTextIsToldBesideAnyChange() throws {
    let set = try Self.checklists(["one", "two"])
    let other = try Self.checklists(["one", "two"]) {
      $0.replacing("ask: Well?", with: "ask: Is it?").replacing("1.0.0", with: "1.1.0")
    }
    let old = try Self.review(set, [.answer("one", .pass), .answer("two", .pass)])
    let new = try Self.review(other, [.answer("one", .pass), .answer("two", .fail)], digest: "e")
    let comparison = ReviewComparison(old, new, at: Self.day(1))
    #expect(comparison.items.map(\.change) == [.regressed, .textChanged])
    #expect(comparison.items.allSatisfy { $0.isTextChanged })
    typealias Edition = ReviewComparison.Edition
    #expect(
      comparison.checklists == [
        ReviewComparison.ChecklistDifference(
          id: "sample", old: Edition(version: "1.0.0", sha256: "d"),
          new: Edition(version: "1.1.0", sha256: "e"))
      ])
    // Where it stands in the checklist is no part of the text.
    let turned = try Self.review(Self.checklists(["two", "one"]), [.answer("one", .pass)])
    #expect(!ReviewComparison(old, turned, at: Self.day(1)).items.contains { $0.isTextChanged })
  }

  @Test func namesAreComparedByTheirBytes() throws {
    let set = try Self.checklists(["one"])
    let comparison = ReviewComparison(
      try Self.review(set, [], environment: "pr\u{F6}d"),
      try Self.review(set, [], environment: "pro\u{308}d"), at: Self.day(1))
    #expect(comparison.header.map(\.name) == ["environment"])
  }
}
