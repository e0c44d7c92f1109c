import Checklist
import Review

// What needs somebody.
extension HTMLPage {
  mutating func addFindings(_ exported: ExportedReview) {
    part(Place.findings, "Findings") { page in
      if exported.findings.isEmpty {
        page.element(.p, "No step that applies has the outcome FAIL.")
      }
      for finding in exported.findings { page.add(finding, exported) }
    }
  }

  private mutating func add(_ finding: Finding, _ exported: ExportedReview) {
    let answer = finding.answer.answer
    element(.article, [.class: "card fail"]) { page in
      page.element(.h3) { $0.name(finding.step, in: exported) }
      page.element(.p) { page in
        page.element(.strong, [.class: "badge fail"], "FAIL, \(finding.words)")
        let expired = exported.expired.contains(finding.step.id) ? ", EXPIRED answer" : ""
        page.text(" severity \(finding.step.severity.rawValue)\(expired)")
      }
      page.element(.dl) { page in
        if let plan = answer.plan { page.plan(plan, isExcerpt: true) }
        page.entry("Comment", said: answer.comment, isExcerpt: true)
        page.entry("Answered by") { page in
          page.writer(finding.answer.signer, finding.answer.time, finding.answer.seq)
        }
      }
    }
  }

  mutating func addOpenItems(_ exported: ExportedReview) {
    part(Place.open, "What is open") { page in
      let items = exported.openItems
      if items.isEmpty { page.element(.p, "Nothing.") }
      if !items.isEmpty {
        page.element(.ul) { page in
          for item in items { page.element(.li) { $0.add(item, exported) } }
        }
      }
    }
  }

  private mutating func add(_ item: OpenItem, _ exported: ExportedReview) {
    if let id = item.step, let step = exported.review.checklists.step(id) {
      name(step, in: exported)
      text(": ")
    } else if let fact = item.fact {
      text("Fact ")
      code(fact)
      text(": ")
    }
    others(item.text)
  }
}
