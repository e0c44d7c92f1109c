import Checklist
import Report
import Review

// What stands above and below everything else.
extension HTMLPage {
  /// What links lead to.
  enum Place {
    static let main = "main"
    static let findings = "findings"
    static let open = "open"
    static let steps = "steps"
    static let exclusions = "left-out"
    static let facts = "facts"
    static let signatures = "signatures"
    static let checklists = "checklists"
    static let receipt = "receipt"

    static func section(_ number: Int) -> String { "section-\(number)" }
    static func step(_ number: String) -> String { "step-\(number)" }
  }

  mutating func addHeader(_ exported: ExportedReview) {
    let verdict = exported.verdict
    element(.header) { page in
      page.element(.h1) { page in
        page.text("Post-deployment review of ")
        page.others(exported.review.header.environment)
      }
      page.element(.p, [.class: "verdict \(verdict.tone.rawValue)"]) { page in
        page.element(.strong, verdict.words)
      }
      page.element(.p, [.class: "state"], exported.state)
      page.element(.ul) { page in
        page.element(.li, exported.secondPerson)
        page.element(.li, exported.trust)
        page.element(.li, exported.judged)
        page.element(.li) { page in
          let header = exported.review.header
          page.text("Report ")
          page.code(header.report)
          page.text(", profile \(header.profile.rawValue), made by ")
          page.code(header.tool)
        }
      }
      if !exported.source.isVerified { page.addFaults(exported.source) }
    }
  }

  /// Stays in sight however far somebody scrolls.
  mutating func addWarning(_ label: String) {
    element(.section, [.class: "warning", .ariaLabel: label]) { page in
      page.element(.strong, "NOT VERIFIED:")
      page.text(" this report did not pass its checks. Do not rely on what stands here.")
    }
  }

  mutating func addFaults(_ source: ExportSource) {
    let told = 20
    element(.p, "What verify finds:")
    element(.ul) { page in
      for fault in source.verdict.faults.prefix(told) {
        let place = fault.line.map { "line \($0): " } ?? ""
        page.element(.li) { page in
          page.text("\(fault.code.rawValue), \(place)")
          page.others(fault.message)
        }
      }
      let rest = source.verdict.faults.count - told
      if rest > 0 { page.element(.li, "and \(rest) more") }
    }
  }

  mutating func addContents(_ exported: ExportedReview) {
    let places = [
      (Place.findings, "Findings (\(exported.findings.count))"),
      (Place.open, "What is open (\(exported.openItems.count))"),
      (Place.steps, "Steps (\(exported.numbers.count))"),
      (Place.exclusions, "Steps that do not apply (\(exported.exclusions.count))"),
      (Place.facts, "Facts"), (Place.signatures, "Signatures"),
      (Place.checklists, "Checklists"), (Place.receipt, "Receipt"),
    ]
    element(.nav, [.ariaLabel: "Contents"]) { page in
      page.element(.ul) { page in
        for (place, words) in places {
          page.element(.li) { page in page.link(to: place) { $0.text(words) } }
        }
      }
    }
  }

  mutating func addFooter(_ source: ExportSource) {
    element(.footer) { page in
      page.element(.p) { page in
        page.text("A rendering, not a proof: this page is not signed. What proves is the report ")
        page.code(source.name)
        page.text(", checked with ")
        page.code("postflight verify")
        page.text(".")
      }
      if !source.isVerified { page.addWarning("Warning at the end") }
    }
  }
}

extension HTMLPage {
  /// A part of the page under a heading of its own.
  mutating func part(
    _ place: String, _ title: String, _ content: (inout HTMLPage) -> Void
  ) {
    element(.section, [.id: place, .ariaLabelledby: "\(place)-title"]) { page in
      page.element(.h2, [.id: "\(place)-title"], title)
      content(&page)
    }
  }

  /// A name and what it stands for, inside a list of such.
  mutating func entry(_ name: String, _ content: (inout HTMLPage) -> Void) {
    element(.dt, name)
    element(.dd, [:], content)
  }

  /// A name and a text of others, as an excerpt cut off after 600 characters; nothing for an empty
  /// text.
  mutating func entry(_ name: String, said text: String, isExcerpt: Bool = false) {
    guard !text.isEmpty else { return }
    entry(name) { page in
      let start = isExcerpt ? String(text.unicodeScalars.prefix(600)) : text
      page.block(start)
      if start.utf8.count < text.utf8.count { page.text("… (all of it stands with the step)") }
    }
  }

  /// A row of column headings.
  mutating func columns(_ names: [String]) {
    element(.thead) { page in
      page.element(.tr) { page in
        for name in names { page.element(.th, [.scope: "col"], name) }
      }
    }
  }

  /// Who wrote a line, and when.
  mutating func writer(_ signer: String, _ time: Timestamp, _ seq: Int) {
    code(signer)
    text(", \(time), line \(seq + 1)")
  }

  /// A step as a list names it, with a link to all about it.
  mutating func name(_ step: Step, in exported: ExportedReview) {
    guard let number = exported.numbers[step.id] else {
      others(step.title)
      return
    }
    link(to: Place.step(number)) { page in
      page.text("\(number) ")
      page.others(step.title)
    }
  }

  /// What is going to happen with a FAIL.
  mutating func plan(_ plan: Plan, isExcerpt: Bool = false) {
    entry("Plan") { page in
      page.text("\(plan.kind.rawValue) until \(plan.until), owner ")
      if plan.owner.isEmpty { page.text("nobody named") } else { page.others(plan.owner) }
    }
    entry("Reason", said: plan.reason, isExcerpt: isExcerpt)
  }
}
