import Checklist
import Review

// The steps that apply, each with all that was answered; and those that do not.
extension HTMLPage {
  mutating func addSteps(_ exported: ExportedReview) {
    part(Place.steps, "Steps") { page in
      if exported.parts.isEmpty { page.element(.p, "No step applies.") }
      for part in exported.parts {
        page.element(.h3, [.id: Place.section(part.number)]) { page in
          page.text("\(part.number). ")
          page.others(part.section.title)
          if exported.review.checklists.checklists.count > 1 {
            page.text(" (")
            page.others(part.checklist.title)
            page.text(")")
          }
        }
        for step in part.steps { page.add(step, exported) }
      }
    }
  }

  private mutating func add(_ step: Step, _ exported: ExportedReview) {
    let number = exported.numbers[step.id] ?? ""
    let review = exported.review
    element(.article, [.class: "card \(Self.look(of: step, exported))", .id: Place.step(number)]) {
      page in
      page.element(.h4) { page in
        page.text("\(number) ")
        page.others(step.title)
      }
      page.element(.p) { page in
        page.element(
          .strong, [.class: "badge \(Self.look(of: step, exported))"],
          exported.outcomeWords(of: step))
        page.text(" severity \(step.severity.rawValue), level \(step.level.rawValue), ")
        page.code(step.id)
      }
      page.element(.p, [.class: "ask"]) { $0.others(step.ask) }
      page.element(.dl) { page in
        page.addAnswer(to: step, exported)
        page.add(review.evidence[step.id] ?? [])
        page.addHistory(review.answerHistory[step.id] ?? [], of: step)
        page.add(step.references)
      }
    }
  }

  private static func look(of step: Step, _ exported: ExportedReview) -> String {
    switch exported.review.outcome(of: step.id) {
    case .pass: exported.expired.contains(step.id) ? "care" : "pass"
    case .fail: "fail"
    case .notApplicable: "na"
    case .notChecked: "open"
    }
  }

  private mutating func addAnswer(to step: Step, _ exported: ExportedReview) {
    guard let latest = exported.review.answer(to: step.id) else {
      entry("Answered by") { $0.text("nobody") }
      return
    }
    entry("Answered by") { $0.writer(latest.signer, latest.time, latest.seq) }
    if let expiry = exported.review.expiry(of: step) {
      let isExpired = exported.expired.contains(step.id)
      entry(isExpired ? "EXPIRED since" : "Valid until") { $0.text("\(expiry)") }
    }
    addDetails(latest.answer, of: step)
  }

  private mutating func addDetails(_ answer: Answer, of step: Step) {
    entry("Comment", said: answer.comment)
    if !answer.record.isEmpty {
      entry("Record") { page in
        if let record = step.record {
          page.others(record.label)
          page.text(":")
        }
        page.block(answer.record)
      }
    }
    if let plan = answer.plan { self.plan(plan) }
  }

  private mutating func add(_ items: [Review.DatedEvidence]) {
    for item in items {
      let evidence = item.evidence
      entry(item.retraction == nil ? "Evidence" : "Evidence TAKEN BACK") { page in
        page.code(evidence.name)
        page.text(", \(evidence.size) bytes, ")
        page.code(evidence.mediaType)
        page.text(", \(evidence.source.word), by ")
        page.writer(item.signer, item.time, item.seq)
        page.element(.div) { page in
          page.text("sha256 ")
          page.code(evidence.sha256)
        }
        if case .command(_, let line, let exit) = evidence.source {
          page.element(.div) { page in
            page.text("Command ")
            page.code(line)
            page.text(", exit status \(exit)")
          }
        }
        if let retraction = item.retraction {
          page.element(.div) { page in
            page.text("Taken back by ")
            page.writer(retraction.signer, retraction.time, retraction.seq)
            page.text(". Reason:")
          }
          page.block(retraction.reason)
        }
      }
    }
  }

  private mutating func addHistory(_ answers: [Review.DatedAnswer], of step: Step) {
    for dated in answers.dropLast().reversed() {
      entry("Earlier answer") { page in
        page.element(.strong, dated.answer.outcome.word)
        page.text(", by ")
        page.writer(dated.signer, dated.time, dated.seq)
        let answer = dated.answer
        guard !answer.comment.isEmpty || !answer.record.isEmpty || answer.plan != nil else {
          return
        }
        page.element(.dl) { $0.addDetails(answer, of: step) }
      }
    }
  }

  private mutating func add(_ references: [Reference]) {
    guard !references.isEmpty else { return }
    entry("See") { page in
      for (index, reference) in references.enumerated() {
        if index > 0 { page.text("; ") }
        page.link(reference.title, url: reference.url)
      }
    }
  }

  /// The steps that do not apply, by rule.
  mutating func addExclusions(_ exported: ExportedReview) {
    var order: [Exclusion] = []
    var steps: [Exclusion: [Step]] = [:]
    for placed in exported.review.checklists.steps {
      guard let rule = exported.exclusions[placed.step.id] else { continue }
      if steps[rule] == nil { order.append(rule) }
      steps[rule, default: []].append(placed.step)
    }
    part(Place.exclusions, "Steps that do not apply") { page in
      guard !order.isEmpty else {
        page.element(.p, "None: every step of the checklists applies.")
        return
      }
      page.element(.table) { page in
        page.element(.caption, "What was left out, and why")
        page.columns(["Because", "Steps"])
        page.element(.tbody) { page in
          for rule in order {
            page.element(.tr) { page in
              page.element(.th, [.scope: "row"]) { $0.words(of: rule, exported) }
              page.element(.td) { page in
                page.element(.ul) { page in
                  for step in steps[rule] ?? [] { page.addExcluded(step, exported) }
                }
              }
            }
          }
        }
      }
    }
  }

  private mutating func addExcluded(_ step: Step, _ exported: ExportedReview) {
    element(.li) { page in
      page.others(step.title)
      page.text(" ")
      page.code(step.id)
      let outcome = exported.review.outcome(of: step.id)
      if outcome != .notChecked { page.text(" (answered \(outcome.word), does not count)") }
    }
  }

  private mutating func words(of rule: Exclusion, _ exported: ExportedReview) {
    switch rule {
    case .profile(let level):
      text("level \(level.rawValue), above the profile \(exported.review.header.profile.rawValue)")
    case .fact(let fact, let value):
      code(fact)
      text(" = ")
      code(value)
    }
  }
}
