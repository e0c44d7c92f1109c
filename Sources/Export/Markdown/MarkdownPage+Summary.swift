import Checklist
import Review

// What matters first: how far the review is, what failed, what is open.
extension MarkdownPage {
  mutating func addSummary(_ exported: ExportedReview) {
    let review = exported.review
    let header = review.header
    add("# Post-deployment review of \(MarkdownText.inline(header.environment))")
    var lines = ["**\(exported.state)**", ""]
    lines.append("- \(exported.secondPerson)")
    lines.append("- \(exported.trust)")
    lines.append("- \(exported.judged)")
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
          "- **FAIL, \(finding.step.severity.rawValue), \(finding.words)**\(expired): "
            + Self.name(finding.step, in: exported)
        ]
        let excerpt = MarkdownText.excerpt(answer.comment)
        if !excerpt.isEmpty { lines.append("  - Comment: \(excerpt)") }
        guard let plan = answer.plan else { return lines }
        return lines + Self.planLines(plan, indent: "  ")
      })
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
