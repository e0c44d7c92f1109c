import Checklist
import Review

// What matters first: how far the review is, what failed, what is open.
extension MarkdownPage {
  mutating func addSummary(_ exported: ExportedReview) {
    let review = exported.review
    let header = review.header
    add("# Post-deployment review of \(MarkdownText.inline(header.environment))")
    var lines = ["**\(Self.state(exported))**", ""]
    lines.append("- \(exported.secondPerson)")
    lines.append("- \(Self.trust(exported.source))")
    lines.append(
      "- Judged at \(exported.source.moment): an answer or acceptance that ran out by then is told "
        + "as expired or ended.")
    lines.append(
      "- Report \(MarkdownText.code(header.report)), profile \(header.profile.rawValue), made by "
        + MarkdownText.code(header.tool))
    for (file, checklist) in zip(header.checklists, review.checklists.checklists) {
      lines.append(
        "- Checklist \(MarkdownText.inline(checklist.title)): \(MarkdownText.code(checklist.id)), "
          + "version \(MarkdownText.inline(checklist.version)), sha256 "
          + MarkdownText.code(file.sha256))
    }
    add(lines)
    addCounts(exported)
  }

  private mutating func addCounts(_ exported: ExportedReview) {
    let counts = exported.review.sealFigures.counts
    func row(_ word: String, _ count: Int, _ notes: [String]) -> String {
      "| \(word) | \(count) | \(notes.joined(separator: ", ")) |"
    }
    func expired(_ outcome: Outcome) -> [String] {
      let count = exported.expiredCount(outcome)
      return count == 0 ? [] : ["\(count) expired"]
    }
    let accepted = exported.acceptedCount == 0 ? [] : ["\(exported.acceptedCount) accepted"]
    add([
      "| Outcome | Steps | Of them |", "|---|---:|---|",
      row("pass", counts.pass, expired(.pass)),
      row("FAIL", counts.fail, accepted + expired(.fail)),
      row("n/a", counts.notApplicable, expired(.notApplicable)),
      row("not checked", counts.notChecked, []),
      row("all that apply", counts.steps, []),
    ])
  }

  /// How far the review is, in a few words.
  private static func state(_ exported: ExportedReview) -> String {
    let counts = exported.review.sealFigures.counts
    var parts = [exported.review.isSealed ? "Sealed" : "NOT sealed"]
    parts.append("\(counts.answered) of \(counts.steps) steps answered")
    let accepted = exported.acceptedCount == 0 ? "" : " (\(exported.acceptedCount) accepted)"
    parts.append("\(counts.fail) FAIL\(accepted)")
    if !exported.expired.isEmpty { parts.append("\(exported.expired.count) expired") }
    let standing = exported.standing
    parts.append("\(standing.reviews.count) of \(standing.requiredReviews) reviews")
    parts.append("\(standing.approvals.count) of \(standing.requiredApprovals) approvals")
    if !standing.rejections.isEmpty { parts.append("REJECTED") }
    return parts.joined(separator: ", ")
  }

  private static func trust(_ source: ExportSource) -> String {
    guard source.isVerified else { return "NOT VERIFIED: see the top." }
    return source.isTrustChecked
      ? "Verified: chain, digests and signatures hold, and the signers are in the trust list given."
      : "Verified: chain, digests and signatures hold. The signers are self-asserted: no trust "
        + "list was given, so the names prove nothing."
  }

  mutating func addFindings(_ exported: ExportedReview) {
    add("## Findings")
    guard !exported.findings.isEmpty else {
      add("No step that applies has the outcome FAIL.")
      return
    }
    add(
      exported.findings.flatMap { finding -> [String] in
        let answer = finding.answer.answer
        let expired = exported.expired.contains(finding.step.id) ? ", EXPIRED answer" : ""
        var lines = [
          "- **FAIL, \(finding.step.severity.rawValue), \(Self.words(finding))**\(expired): "
            + Self.name(finding.step, in: exported)
        ]
        let excerpt = MarkdownText.excerpt(answer.comment)
        if !excerpt.isEmpty { lines.append("  - Comment: \(excerpt)") }
        guard let plan = answer.plan else { return lines }
        return lines + Self.planLines(plan, indent: "  ")
      })
  }

  static func words(_ finding: Finding) -> String {
    let until = finding.answer.answer.plan.map { $0.until.description } ?? ""
    return switch finding.disposition {
    case .accepted: "accepted until \(until)"
    case .acceptanceEnded: "acceptance ENDED after \(until)"
    case .fixPlanned: "fix by \(until)"
    case .fixOverdue: "fix OVERDUE since \(until)"
    case .noPlan: "no plan"
    }
  }

  static func planLines(_ plan: Plan, indent: String) -> [String] {
    let owner = plan.owner.isEmpty ? "nobody named" : MarkdownText.inline(plan.owner)
    let line = "\(indent)- Plan: \(plan.kind.rawValue) until \(plan.until), owner \(owner)"
    return [line] + item("Reason", plan.reason, indent: indent + "  ")
  }

  mutating func addOpenItems(_ exported: ExportedReview) {
    add("## What is open")
    let items = exported.openItems
    guard !items.isEmpty else {
      add("Nothing.")
      return
    }
    add(
      items.map { item in
        let text = MarkdownText.inline(item.text)
        if let id = item.step, let step = exported.review.checklists.step(id) {
          return "- \(Self.name(step, in: exported)): \(text)"
        }
        return "- \(item.fact.map { "Fact \(MarkdownText.code($0)): " } ?? "")\(text)"
      })
  }
}
