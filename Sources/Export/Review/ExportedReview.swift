import Checklist
import Report
import Review

/// What every format tells of a report that could be read, worked out once.
struct ExportedReview {
  /// A section with steps that apply.
  struct Part {
    /// From 1, as on the screen.
    let number: Int
    let checklist: Checklist
    let section: Section
    let steps: [Step]
  }

  /// A reopening with its place and its writer.
  struct DatedReopening {
    let seq: Int
    let time: Timestamp
    let signer: String
    let reason: String
  }

  let source: ExportSource
  let review: Review
  /// The sections with steps that apply, in order.
  let parts: [Part]
  /// Of each step that applies its number, such as `2.3`.
  let numbers: [String: String]
  /// Of each step that does not apply the rule that takes it out.
  let exclusions: [String: Exclusion]
  /// Steps that apply and whose latest answer is too old.
  let expired: Set<String>
  /// FAILs of steps that apply, worst first.
  let findings: [Finding]
  private let findingOfStep: [String: Finding]
  let standing: Standing
  let reopenings: [DatedReopening]

  init?(_ source: ExportSource) {
    guard let review = source.reading.review else { return nil }
    self.source = source
    self.review = review
    parts = Self.parts(of: review)
    var numbers: [String: String] = [:]
    for part in parts {
      for (index, step) in part.steps.enumerated() {
        numbers[step.id] = "\(part.number).\(index + 1)"
      }
    }
    self.numbers = numbers
    let facts = review.effectiveFacts
    var exclusions: [String: Exclusion] = [:]
    for placed in review.checklists.steps where numbers[placed.step.id] == nil {
      exclusions[placed.step.id] = Exclusion(
        placed, profile: review.header.profile, facts: facts)
    }
    self.exclusions = exclusions
    expired = Set(review.expired(at: source.moment).map(\.id))
    findings = review.findings.compactMap { step in
      review.answer(to: step.id).map { answer in
        Finding(
          step: step, answer: answer,
          disposition: Finding.Disposition(answer.answer.plan, on: source.moment.day))
      }
    }
    findingOfStep = Dictionary(findings.map { ($0.step.id, $0) }) { first, _ in first }
    standing = review.standing()
    reopenings = Self.reopenings(in: source.reading, review)
  }

  /// What a step that applies FAILs with, or nil when it does not FAIL.
  func finding(of step: String) -> Finding? { findingOfStep[step] }

  /// How many findings are lived with at the moment of the export.
  var acceptedCount: Int { findings.count { $0.disposition == .accepted } }

  /// Steps that apply, have an outcome and are expired.
  func expiredCount(_ outcome: Outcome) -> Int {
    expired.count { review.outcome(of: $0) == outcome }
  }

  /// Whether a seal still holds: it is the last one and no reopen came after it.
  func holds(_ seal: Review.DatedSeal) -> Bool {
    review.isSealed && seal.seq == review.seals.last?.seq
  }

  /// Whether a role signature is one of those that make the review complete, or a rejection that
  /// stands.
  func counts(_ signature: Review.RoleSignature) -> Bool {
    (standing.reviews + standing.approvals + standing.rejections).contains {
      $0.seq == signature.seq
    }
  }

  /// What a role signature is worth.
  func state(of signature: Review.RoleSignature) -> RoleSignatureState {
    // A fault that several lines share is told of the first of them only; it names the key.
    let isRefused = source.verdict.faults.contains { fault in
      switch fault.code {
      case .untrusted where source.isTrustChecked, .notPermitted:
        fault.line == signature.seq + 2
          || (!signature.isVoid && fault.message.contains(signature.key))
      default: false
      }
    }
    if isRefused { return .refused }
    if signature.isVoid { return .void }
    return source.isTrustChecked ? .trusted : .selfAsserted
  }

  /// The signatures that are no role signatures.
  var checkpoints: [ReportReading.CheckedSignature] {
    source.reading.signatures.filter { $0.namespace == .checkpoint }
  }

  private static func parts(of review: Review) -> [Part] {
    var parts: [Part] = []
    var steps: [Step] = []
    let placed = review.applicableSteps
    for (index, item) in placed.enumerated() {
      steps.append(item.step)
      let next = index + 1 < placed.count ? placed[index + 1] : nil
      if let next, (next.checklist, next.section) == (item.checklist, item.section) { continue }
      let checklist = review.checklists.checklists[item.checklist]
      parts.append(
        Part(
          number: parts.count + 1, checklist: checklist,
          section: checklist.sections[item.section], steps: steps))
      steps = []
    }
    return parts
  }

  private static func reopenings(
    in reading: ReportReading, _ review: Review
  ) -> [DatedReopening] {
    var signer = ""
    var result: [DatedReopening] = []
    for entry in reading.entries {
      switch entry.event {
      case .session(let session): signer = session.signer
      case .reopen(let reopening):
        result.append(
          DatedReopening(
            seq: entry.seq, time: entry.time ?? Timestamp(seconds: 0), signer: signer,
            reason: reopening.reason))
      default: break
      }
    }
    return result
  }
}

extension ExportedReview {
  /// All that is still to be done or known, what keeps the report from being complete first.
  var openItems: [OpenItem] {
    var items: [OpenItem] = []
    if !review.isSealed { items.append(OpenItem(kind: .notSealed, text: "not sealed")) }
    for step in review.sealFigures.open {
      items.append(OpenItem(kind: .notChecked, step: step, text: "not checked"))
    }
    items += expiredItems
    for (step, reason) in review.lacking {
      items.append(OpenItem(kind: .lacking, step: step.id, text: reason))
    }
    items += findings.compactMap(item(about:))
    for fact in review.askedFacts where review.value(of: fact.id) == nil {
      items.append(OpenItem(kind: .factUnknown, fact: fact.id, text: "not known"))
    }
    return items + signatureItems
  }

  private var expiredItems: [OpenItem] {
    review.applicableSteps.map(\.step).filter { expired.contains($0.id) }.map { step in
      let day = review.expiry(of: step).map { ", on \($0)" } ?? ""
      return OpenItem(
        kind: .expired, step: step.id,
        text: "the answer (\(review.outcome(of: step.id).word)) expired\(day)")
    }
  }

  private func item(about finding: Finding) -> OpenItem? {
    let until = finding.answer.answer.plan.map { $0.until.description } ?? ""
    let open: (kind: OpenItem.Kind, text: String)
    switch finding.disposition {
    case .accepted, .fixPlanned: return nil
    case .noPlan: open = (.noPlan, "FAIL without a plan")
    case .fixOverdue: open = (.fixOverdue, "FAIL, the fix was due by \(until)")
    case .acceptanceEnded: open = (.acceptanceEnded, "FAIL, the acceptance ended after \(until)")
    }
    return OpenItem(kind: open.kind, step: finding.step.id, text: open.text)
  }

  private var signatureItems: [OpenItem] {
    var items: [OpenItem] = []
    if standing.reviews.count < standing.requiredReviews {
      items.append(
        OpenItem(
          kind: .reviewMissing,
          text: "\(standing.reviews.count) of \(standing.requiredReviews) required reviews signed"))
    }
    if standing.approvals.count < standing.requiredApprovals {
      items.append(
        OpenItem(
          kind: .approvalMissing,
          text: "\(standing.approvals.count) of \(standing.requiredApprovals) required approvals"
            + " signed"))
    }
    for rejection in standing.rejections {
      items.append(
        OpenItem(
          kind: .rejected,
          text: "rejected by \(rejection.intent.signer): \(rejection.intent.meaning)"))
    }
    return items
  }

  /// Whether anybody but the reviewers has looked, as one sentence.
  var secondPerson: String {
    let trust = source.isTrustChecked ? "" : " (self-asserted)"
    guard standing.rejections.isEmpty else {
      return "A second person\(trust) has looked and rejected the report."
    }
    let given = standing.approvals.count
    let figures = "\(given) of \(standing.requiredApprovals) required approvals signed"
    switch (given, standing.requiredApprovals) {
    case (0, 0): return "No second person has looked: no approval is required."
    case (_, 0): return "A second person\(trust) has looked, though no approval is required."
    case (0, _): return "No second person has looked yet: \(figures)."
    case (let given, let required) where given < required:
      return "Not every approver has looked yet: \(figures)\(trust)."
    default: return "A second person has looked: \(figures)\(trust)."
    }
  }
}
