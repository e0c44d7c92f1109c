import Checklist
import Report
import Review

/// What `diff --json` prints: described in `Documentation/next-review.md`.
enum ComparisonJSON {
  static func text(
    _ comparison: ReviewComparison, _ sides: (old: ComparedReport, new: ComparedReport),
    at moment: Timestamp, isTrustChecked: Bool
  ) -> String {
    let counts = ReviewComparison.Change.allCases.map { change in
      (change.rawValue, JSONValue.integer(comparison.count(change)))
    }
    let code: ExitCode = comparison.isWorse ? .refused : .success
    var bytes: [UInt8] = []
    CanonicalJSON.encode(
      .object(of: [
        "format": .string("postflight-diff/1"), "code": .integer(Int(code.rawValue)),
        "at": .string("\(moment)"),
        "trust": .string(isTrustChecked ? "checked" : "self_asserted"),
        "old": head(sides.old, at: sides.old.review.lastTime ?? moment),
        "new": head(sides.new, at: moment),
        "counts": .object(of: Dictionary(counts) { first, _ in first }),
        "still_failing": .integer(comparison.stillFailing),
        "steps": .array(comparison.items.map { value($0, comparison) }),
        "facts": .array(comparison.facts.map(value)),
        "header": .array(comparison.header.map(value)),
        "checklists": .array(
          comparison.checklists.map { checklist in
            .object(of: [
              "checklist": .string(checklist.id), "old": edition(checklist.old),
              "new": edition(checklist.new),
            ])
          }),
      ]), into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func head(_ side: ComparedReport, at moment: Timestamp) -> JSONValue {
    .object(of: [
      "path": .string(side.path), "report": .string(side.review.header.report),
      "environment": .string(side.review.header.environment),
      "profile": .string(side.review.header.profile.rawValue),
      "seq": .integer(side.review.lastSeq), "time": string(side.review.lastTime?.description),
      "stage": .string(side.review.stage(at: moment).words),
    ])
  }

  private static func value(
    _ item: ReviewComparison.Item, _ comparison: ReviewComparison
  ) -> JSONValue {
    .object(of: [
      "step": string(item.step?.id), "title": string(item.step?.title),
      "severity": string(item.step?.severity.rawValue),
      "change": .string(item.change.rawValue), "worse": word(item.change.isWorse),
      "text_changed": word(item.isTextChanged),
      "old": side(item.old, item.oldStep, on: comparison.oldDay),
      "new": side(item.new, item.newStep, on: comparison.newDay),
    ])
  }

  private static func side(
    _ standing: ReviewComparison.Standing, _ step: Step?, on day: CalendarDay
  ) -> JSONValue {
    let (answer, plan) = (standing.answer, standing.answer?.answer.plan)
    let state = standing.outcome == .fail ? PlanState(plan, on: day) : nil
    return .object(of: [
      "applies": word(standing.outcome != nil), "outcome": string(standing.outcome?.rawValue),
      "by": string(answer?.signer), "time": string(answer?.time.description),
      "comment": string(answer?.answer.comment), "disposition": string(state?.rawValue),
      "plan_owner": string(plan?.owner), "plan_until": string(plan?.until.description),
      "text_sha256": string(step.map { Digests.sha256(Array($0.wording.utf8)) }),
    ])
  }

  private static func value(_ difference: ReviewComparison.Difference) -> JSONValue {
    .object(of: [
      "name": .string(difference.name), "old": string(difference.old),
      "new": string(difference.new),
    ])
  }

  private static func edition(_ edition: ReviewComparison.Edition?) -> JSONValue {
    guard let edition else { return .null }
    return .object(of: [
      "version": .string(edition.version), "sha256": .string(edition.sha256),
    ])
  }

  private static func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private static func word(_ flag: Bool) -> JSONValue { .string(flag ? "yes" : "no") }
}
