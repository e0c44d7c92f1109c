import Checklist
import Report
import Review

// Every step of the checklists, those that do not apply too.
extension JSONExport {
  static func sections(_ exported: ExportedReview) -> JSONValue {
    let numbers = Dictionary(
      exported.parts.map { ("\($0.checklist.id) \($0.section.id)", $0.number) }
    ) { first, _ in first }
    return .array(
      exported.review.checklists.checklists.flatMap { checklist in
        checklist.sections.map { section in
          .object(of: [
            "checklist": .string(checklist.id), "id": .string(section.id),
            "title": .string(section.title),
            "number": numbers["\(checklist.id) \(section.id)"].map { .integer($0) } ?? .null,
            "steps": .array(section.steps.map { value(of: $0, exported) }),
          ])
        }
      })
  }

  private static func value(of step: Step, _ exported: ExportedReview) -> JSONValue {
    let review = exported.review
    let latest = review.answer(to: step.id)
    let answer = latest?.answer ?? Answer(step: step.id)
    let applies = review.applies(step.id)
    return .object(of: [
      "id": .string(step.id), "title": .string(step.title), "ask": .string(step.ask),
      "severity": .string(step.severity.rawValue), "level": .string(step.level.rawValue),
      "number": exported.numbers[step.id].map { .string($0) } ?? .null,
      "applies": word(applies),
      "excluded_by": exported.exclusions[step.id].map(value(of:)) ?? .null,
      "outcome": .string(answer.outcome.rawValue),
      "expired": word(exported.expired.contains(step.id)),
      "expires": review.expiry(of: step).map { .string($0.description) } ?? .null,
      "accepted_until": acceptedUntil(exported.finding(of: step.id)),
      "by": latest.map { .string($0.signer) } ?? .null,
      "time": latest.map { .string($0.time.description) } ?? .null,
      "seq": latest.map { .integer($0.seq) } ?? .null,
      "comment": .string(answer.comment), "record": .string(answer.record),
      "record_label": step.record.map { .string($0.label) } ?? .null,
      "plan": answer.plan.map(value(of:)) ?? .null,
      "evidence_needed": .string(step.evidence.rawValue),
      "evidence": .array((review.evidence[step.id] ?? []).map(value(of:))),
      "history": .array((review.answerHistory[step.id] ?? []).dropLast().map(value(of:))),
    ])
  }

  // Only while the acceptance holds: its last day alone would not say so.
  private static func acceptedUntil(_ finding: Finding?) -> JSONValue {
    guard let finding, finding.disposition == .accepted, let plan = finding.answer.answer.plan
    else { return .null }
    return .string(plan.until.description)
  }

  private static func value(of rule: Exclusion) -> JSONValue {
    switch rule {
    case .profile(let level):
      .object(of: [
        "rule": .string("profile"), "level": .string(level.rawValue), "fact": .null, "value": .null,
      ])
    case .fact(let fact, let value):
      .object(of: [
        "rule": .string("fact"), "level": .null, "fact": .string(fact), "value": .string(value),
      ])
    }
  }

  private static func value(of dated: Review.DatedAnswer) -> JSONValue {
    var members = place(dated.seq, dated.time, dated.signer)
    members["outcome"] = .string(dated.answer.outcome.rawValue)
    members["comment"] = .string(dated.answer.comment)
    members["record"] = .string(dated.answer.record)
    members["plan"] = dated.answer.plan.map(value(of:)) ?? .null
    return .object(of: members)
  }

  static func value(of plan: Plan) -> JSONValue {
    .object(of: [
      "kind": .string(plan.kind.rawValue), "owner": .string(plan.owner),
      "until": .string(plan.until.description), "reason": .string(plan.reason),
    ])
  }

  private static func value(of dated: Review.DatedEvidence) -> JSONValue {
    let evidence = dated.evidence
    var members = place(dated.seq, dated.time, dated.signer)
    members["name"] = .string(evidence.name)
    members["sha256"] = .string(evidence.sha256)
    members["size"] = .integer(evidence.size)
    members["media_type"] = .string(evidence.mediaType)
    members["source"] = .string(evidence.source.word)
    members["text"] = .null
    members["command"] = .null
    members["exit"] = .null
    switch evidence.source {
    case .file: break
    case .text(let text): members["text"] = .string(text)
    case .command(let output, let line, let exit):
      members["text"] = .string(output)
      members["command"] = .string(line)
      members["exit"] = .integer(exit)
    }
    members["retracted"] =
      dated.retraction.map { retraction in
        var members = place(retraction.seq, retraction.time, retraction.signer)
        members["reason"] = .string(retraction.reason)
        return .object(of: members)
      } ?? .null
    return .object(of: members)
  }
}
