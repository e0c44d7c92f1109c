import Checklist
package import Review
import ReviewUI

extension Sample {
  /// The sample as it was: one step asked otherwise, one not there yet.
  private static let earlierText =
    text
    .replacing("younger than a day", with: "younger than a week")
    .replacing("- id: access.deep", with: "- id: access.shallow")
    .replacing("- id: access.keys", with: "- id: access.people")

  /// What a review of the sample left when it was half a year younger: a pass, a FAIL that was
  /// accepted until a day that is over, an answer to a question that has changed, one n/a.
  package static func earlier() throws -> EarlierReview {
    struct Unreadable: Error {}
    let source = ChecklistSource(
      name: "sample.yaml", path: "sample.yaml", bytes: Array(earlierText.utf8))
    guard let old = ChecklistReader.read([source], rules: .full).set, let now = checklists else {
      throw Unreadable()
    }
    let header = try review().header
    let start = Timestamp(seconds: FakeReport.start.seconds - 180 * 86_400)
    var earlier = Review(header: header, time: start, checklists: old)
    let events: [Event] = [
      .session(Session(signer: ann.principal, key: ann.key, host: "")),
      .fact(FactValue(fact: "provider", value: "aws")),
      .fact(FactValue(fact: "prefix", value: "prod-1")),
      .fact(FactValue(fact: "public", value: "yes")),
      .answer(
        Answer(
          step: "backup.plan", outcome: .pass, comment: "In the wiki.", record: "Plan of 2026")),
      .answer(Answer(step: "backup.age", outcome: .pass)),
      .answer(
        Answer(
          step: "backup.tested", outcome: .fail, comment: "No machine for it.",
          plan: CalendarDay("2026-09-30").map {
            Plan(kind: .accept, owner: "m.ito", until: $0, reason: "Comes with the new racks.")
          })),
      .answer(Answer(step: "access.web", outcome: .notApplicable, comment: "No web there.")),
    ]
    for (index, event) in events.enumerated() {
      let time = Timestamp(seconds: start.seconds + Int64(index) * 60)
      guard earlier.apply(Entry(seq: index + 1, time: time, event: event)) == nil else {
        throw Unreadable()
      }
    }
    return EarlierReview(earlier, for: now)
  }
}
