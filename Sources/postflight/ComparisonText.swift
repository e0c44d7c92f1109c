import Checklist
import Review
import TextGrid

/// What `diff` prints for people: what is worst first.
enum ComparisonText {
  static func lines(
    _ comparison: ReviewComparison, _ sides: (old: ComparedReport, new: ComparedReport),
    at moment: Timestamp, isTrustChecked: Bool
  ) -> [String] {
    var lines = [
      "OLD  " + head(sides.old, at: sides.old.review.lastTime ?? moment),
      "NEW  " + head(sides.new, at: moment),
    ].map(SafeText.line)
    let rows = comparison.items.filter { $0.change != .unchanged }.map { item in
      [
        word(item.change), item.step?.severity.rawValue ?? "", item.step?.id ?? "",
        words(item.old, on: comparison.oldDay), words(item.new, on: comparison.newDay),
        (item.step?.title ?? "") + (item.isTextChanged ? " (text changed)" : ""),
      ]
    }
    if !rows.isEmpty {
      lines.append("")
      lines += TextTable.lines(["CHANGE", "SEVERITY", "STEP", "WAS", "IS", "TITLE"], rows)
    }
    let others = differences(comparison)
    if !others.isEmpty { lines += [""] + others.map(SafeText.line) }
    lines += ["", summary(comparison)]
    if !isTrustChecked {
      lines.append("Signers are self-asserted in both: no trust list was given.")
    }
    return lines
  }

  private static func head(_ side: ComparedReport, at moment: Timestamp) -> String {
    let header = side.review.header
    let time = side.review.lastTime.map { "\($0)" } ?? ""
    return "\(header.environment), \(header.profile.rawValue), \(time), "
      + "\(side.review.stage(at: moment).words): \(side.path)"
  }

  private static func differences(_ comparison: ReviewComparison) -> [String] {
    func line(_ name: String, _ old: String?, _ new: String?) -> String {
      "\(name): was \(old ?? "not known"), is \(new ?? "not known")"
    }
    return comparison.header.map { line($0.name, $0.old, $0.new) }
      + comparison.checklists.map { checklist in
        switch (checklist.old, checklist.new) {
        case (let old?, let new?) where old.version.utf8.elementsEqual(new.version.utf8):
          "checklist \(checklist.id): another text, version \(new.version) as before"
        case (let old?, let new?):
          "checklist \(checklist.id): was \(old.version), is \(new.version)"
        case (nil, let new): "checklist \(checklist.id): new, \(new?.version ?? "")"
        case (let old, nil): "checklist \(checklist.id): gone, was \(old?.version ?? "")"
        }
      }
      + comparison.facts.map { line("fact \($0.name)", $0.old, $0.new) }
  }

  private static func summary(_ comparison: ReviewComparison) -> String {
    let counts = ReviewComparison.Change.allCases.compactMap { change in
      let count = comparison.count(change)
      return count == 0 ? nil : "\(count) \(word(change))"
    }
    let still = comparison.stillFailing
    return (comparison.isWorse ? "WORSE than before: " : "Nothing got worse: ")
      + (counts.isEmpty ? "no step applies" : counts.joined(separator: ", "))
      + (still == 0 ? "" : "; \(still) FAIL as before") + "."
  }

  /// What is worse is in capitals, so no colour is needed.
  private static func word(_ change: ReviewComparison.Change) -> String {
    let words = change.rawValue.replacing("_", with: " ")
    return change.isWorse ? words.uppercased() : words
  }

  private static func words(_ standing: ReviewComparison.Standing, on day: CalendarDay) -> String {
    switch standing {
    case .notThere: return "not asked"
    case .doesNotApply: return "does not apply"
    case .applies(let answer):
      guard let answer = answer?.answer, answer.outcome == .fail else {
        return (answer?.answer.outcome ?? .notChecked).word
      }
      let state = PlanState(answer.plan, on: day)
      return "\(answer.outcome.word), \(state.words(until: answer.plan?.until))"
    }
  }
}
