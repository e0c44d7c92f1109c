import Checklist
import Testing

@testable import Review

@Suite struct EarlierReviewTests {
  private static let step = """
        - id: one
          title: A claim
          ask: Is it so?
          why: Because.
          check: [{do: Look., run: ls, when: {place: here}}]
          expect: It is.
          fix: Mend it.
          severity: high
          level: essential
          record: {label: Day, type: date}
    """

  private static func review(_ steps: String, _ events: [Event]) throws -> Review {
    var review = Review(
      header: Header(
        report: "0b5e7c1a-64a2-4f0e-9a53-2f6f1c0d9e11", environment: "prod", profile: .thorough,
        checklists: [], requiredReviews: 1, requiredApprovals: 0, tool: "postflight/0.1.0"),
      time: Timestamp(seconds: 0), checklists: try PlaceSample.checklists(steps))
    let session = Event.session(Session(signer: "ann@x.org", key: "k", host: ""))
    for (index, event) in ([session] + events).enumerated() {
      let entry = Entry(seq: index + 1, time: Timestamp(seconds: Int64(index)), event: event)
      #expect(review.apply(entry) == nil)
    }
    return review
  }

  private static let pass = Event.answer(Answer(step: "one", outcome: .pass, comment: "Seen."))

  @Test(arguments: [
    ("title: A claim", "title: Another claim"), ("ask: Is it so?", "ask: Is it really so?"),
    ("why: Because.", "why: Because of that."), ("do: Look.", "do: Look well."),
    ("run: ls", "run: ls -l"), (", run: ls", ""), ("place: here", "place: there"),
    ("expect: It is.", "expect: It was."), ("fix: Mend it.", "fix: Mend it now."),
    ("label: Day", "label: Date"), ("type: date", "type: text"),
    ("\n      record: {label: Day, type: date}", ""), ("title: A claim", "title: 'A claim '"),
    ("do: Look., run: ls", "do: \"Look.\\nrun 2\\nls\""),
  ])
  func anotherWordingIsAnotherQuestion(old: String, new: String) throws {
    let changed = Self.step.replacing(old, with: new)
    #expect(changed != Self.step)
    let earlier = EarlierReview(
      try Self.review(Self.step, [Self.pass]), for: try PlaceSample.checklists(changed))
    guard case .changed(let answer) = earlier.standing(of: "one") else {
      Issue.record("\(earlier.standing(of: "one"))")
      return
    }
    #expect(answer?.answer.outcome == .pass)
  }

  @Test(arguments: [
    ("severity: high", "severity: low"), ("level: essential", "level: standard"),
    ("severity: high", "severity: high\n      valid_for: 90d\n      covers: [S1]"),
    ("severity: high", "severity: high\n      when: {place: here}"),
    ("severity: high", "severity: high\n      evidence: required"),
    ("title: A claim", "title: >-\n        A\n        claim"),
  ])
  func theSameWordsAreTheSameQuestion(old: String, new: String) throws {
    let changed = Self.step.replacing(old, with: new)
    #expect(changed != Self.step)
    let earlier = EarlierReview(
      try Self.review(Self.step, [Self.pass]), for: try PlaceSample.checklists(changed))
    guard case .answered(let answer) = earlier.standing(of: "one") else {
      Issue.record("\(earlier.standing(of: "one"))")
      return
    }
    #expect(answer.answer.comment == "Seen.")
    #expect(answer.signer == "ann@x.org")
  }

  @Test func whatWasNotAskedOrNotAnsweredIsNoAnswer() throws {
    let now = try PlaceSample.checklists(Self.step)
    #expect(EarlierReview(try Self.review(Self.step, []), for: now).standing(of: "one") == .open)
    let back = Event.answer(Answer(step: "one"))
    let undone = try Self.review(Self.step, [Self.pass, back])
    #expect(EarlierReview(undone, for: now).standing(of: "one") == .open)
    let other = Self.step.replacing("id: one", with: "id: two")
    #expect(EarlierReview(try Self.review(other, []), for: now).standing(of: "one") == .new)
  }

  @Test func anAnswerToAStepThatTheFactsRuledOutIsNone() throws {
    let conditional = Self.step + "\n      when: {place: here}"
    let now = try PlaceSample.checklists(conditional)
    let there = Event.fact(FactValue(fact: "place", value: "there"))
    let here = Event.fact(FactValue(fact: "place", value: "here"))
    let out = EarlierReview(try Self.review(conditional, [Self.pass, there]), for: now)
    #expect(out.standing(of: "one") == .open)
    #expect(out.value(of: "place")?.value == "there")
    let unknown = Event.fact(FactValue(fact: "place", value: ""))
    let cleared = EarlierReview(try Self.review(conditional, [here, unknown]), for: now)
    #expect(cleared.value(of: "place") == nil)
    #expect(cleared.value(of: "colour") == nil)
  }
}
