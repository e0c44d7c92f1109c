import Checklist
import Report
import Review

/// A report as JSON for tools: `Documentation/export.schema.json`.
struct JSONExport {
  let text: String

  init(_ source: ExportSource) {
    var members: [String: JSONValue] = [
      "format": .string("postflight-export/1"),
      // The first and the last key, so that nobody who looks at either end misses it.
      "attention": source.isVerified
        ? .null
        : .string("NOT VERIFIED: this report did not pass its checks. Do not rely on it."),
      "verified": .string(source.isVerified ? "yes" : "NOT VERIFIED"),
      "trust": .string(source.isTrustChecked ? "checked" : "self_asserted"),
      "exported": .object(of: [
        "file": .string(source.name), "moment": .string(source.moment.description),
      ]),
      "faults": .array(source.verdict.faults.map(Self.value(of:))),
    ]
    let exported = ExportedReview(source)
    let parts: [String: (ExportedReview) -> JSONValue] = [
      "report": Self.header, "checklists": Self.checklists, "facts": Self.facts,
      "progress": Self.progress, "sections": Self.sections, "findings": Self.findings,
      "open": Self.openItems, "signing": Self.signing, "signatures": Self.signatures,
      "checkpoints": Self.checkpoints, "seals": Self.seals, "reopenings": Self.reopenings,
      "recoveries": Self.recoveries, "sessions": Self.sessions, "receipt": Self.receipt,
    ]
    for (key, part) in parts { members[key] = exported.map(part) ?? .null }
    text = IndentedJSON.encode(.object(of: members))
  }

  static func word(_ flag: Bool) -> JSONValue { .string(flag ? "yes" : "no") }

  static func place(_ seq: Int, _ time: Timestamp, _ signer: String) -> [String: JSONValue] {
    [
      "seq": .integer(seq), "time": .string(time.description), "by": .string(signer),
    ]
  }

  private static func value(of fault: Fault) -> JSONValue {
    .object(of: [
      "code": .integer(Int(fault.code.rawValue)), "line": fault.line.map { .integer($0) } ?? .null,
      "message": .string(fault.message),
    ])
  }
}

// What is reviewed, how far it is, what stands out.
extension JSONExport {
  private static func header(_ exported: ExportedReview) -> JSONValue {
    let header = exported.review.header
    let made = exported.source.reading.entries.first?.time
    return .object(of: [
      "id": .string(header.report), "environment": .string(header.environment),
      "profile": .string(header.profile.rawValue), "tool": .string(header.tool),
      "made": made.map { .string($0.description) } ?? .null,
      "requires": .object(of: [
        "review": .integer(header.requiredReviews), "approve": .integer(header.requiredApprovals),
      ]),
    ])
  }

  private static func checklists(_ exported: ExportedReview) -> JSONValue {
    let review = exported.review
    return .array(
      zip(review.header.checklists, review.checklists.checklists).map { file, checklist in
        .object(of: [
          "name": .string(file.name), "sha256": .string(file.sha256), "id": .string(checklist.id),
          "version": .string(checklist.version), "title": .string(checklist.title),
        ])
      })
  }

  private static func facts(_ exported: ExportedReview) -> JSONValue {
    let review = exported.review
    let asked = Set(review.askedFacts.map(\.id))
    return .array(
      review.checklists.facts.map { fact in
        let value = review.value(of: fact.id)
        let label = fact.choices.first { $0.key == value }?.label
        let history = (review.factHistory[fact.id] ?? []).map { dated in
          var members = place(dated.seq, dated.time, dated.signer)
          members["value"] = dated.value.isEmpty ? .null : .string(dated.value)
          return JSONValue.object(of: members)
        }
        return .object(of: [
          "id": .string(fact.id), "ask": .string(fact.ask), "asked": word(asked.contains(fact.id)),
          "value": value.map { .string($0) } ?? .null,
          "label": label.map { .string($0) } ?? .null, "history": .array(history),
        ])
      })
  }

  private static func progress(_ exported: ExportedReview) -> JSONValue {
    let counts = exported.review.sealFigures.counts
    func outcome(_ count: Int, _ outcome: Outcome) -> JSONValue {
      let expired = exported.expiredCount(outcome)
      return .object(of: [
        "steps": .integer(count), "current": .integer(count - expired),
        "expired": .integer(expired),
      ])
    }
    return .object(of: [
      "apply": .integer(counts.steps), "do_not_apply": .integer(exported.exclusions.count),
      "answered": .integer(counts.answered), "open": .integer(counts.notChecked),
      "accepted": .integer(exported.acceptedCount), "pass": outcome(counts.pass, .pass),
      "fail": outcome(counts.fail, .fail),
      "not_applicable": outcome(counts.notApplicable, .notApplicable),
    ])
  }

  private static func findings(_ exported: ExportedReview) -> JSONValue {
    .array(
      exported.findings.map { finding in
        .object(of: [
          "step": .string(finding.step.id), "title": .string(finding.step.title),
          "number": exported.numbers[finding.step.id].map { .string($0) } ?? .null,
          "severity": .string(finding.step.severity.rawValue),
          "disposition": .string(finding.disposition.rawValue),
          "expired": word(exported.expired.contains(finding.step.id)),
          "comment": .string(finding.answer.answer.comment),
          "plan": finding.answer.answer.plan.map(value(of:)) ?? .null,
        ])
      })
  }

  private static func openItems(_ exported: ExportedReview) -> JSONValue {
    .array(
      exported.openItems.map { item in
        .object(of: [
          "kind": .string(item.kind.rawValue), "step": item.step.map { .string($0) } ?? .null,
          "fact": item.fact.map { .string($0) } ?? .null, "text": .string(item.text),
        ])
      })
  }
}
