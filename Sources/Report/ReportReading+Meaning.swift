import Checklist
import Review

extension ReportReading {
  // Layer 4: the embedded checklists, and whether every line fits them.
  mutating func readMeaning(_ known: KnownChecklists?) {
    guard let first = entries.first, case .header(let header) = first.event,
      let time = first.time
    else { return }
    guard let checklists = known?.set(of: header) ?? checklists(of: header) else { return }
    known?.keep(checklists, of: header)
    var review = Review(header: header, time: time, checklists: checklists)
    for entry in entries.dropFirst() {
      if case .seal = entry.event { review.settle() }
      if let fault = meaningFault(of: entry.event, in: review) {
        faults.append(Fault(.malformed, line: entry.seq + 1, fault))
        continue
      }
      if let fault = review.fold(entry) {
        faults.append(Fault(.malformed, line: entry.seq + 1, fault))
      }
    }
    review.settle()
    if faults.isEmpty { self.review = review }
  }

  private mutating func checklists(of header: Header) -> ChecklistSet? {
    let sources = header.checklists.map { file in
      ChecklistSource(name: file.name, path: file.name, bytes: Array(file.text.utf8))
    }
    let (set, diagnostics) = ChecklistReader.read(sources, rules: .form)
    for diagnostic in diagnostics where diagnostic.level == .error {
      faults.append(
        Fault(
          .malformed, line: 1,
          "the embedded checklist \(diagnostic.file), line \(diagnostic.line): "
            + diagnostic.message))
    }
    if set == nil, faults.isEmpty {
      faults.append(Fault(.malformed, line: 1, "the embedded checklists cannot be read"))
    }
    return faults.isEmpty ? set : nil
  }

  private func meaningFault(of event: Event, in review: Review) -> String? {
    switch event {
    case .fact(let value):
      guard let fact = review.checklists.fact(value.fact) else {
        return "the checklists have no fact \(value.fact)"
      }
      guard case .choices(let choices) = fact.answer, !value.value.isEmpty else { return nil }
      return choices.contains { $0.key == value.value }
        ? nil : "the fact \(value.fact) has no choice \(value.value)"
    case .answer(let answer):
      return stepFault(answer.step, in: review)
    case .evidence(let evidence):
      return stepFault(evidence.step, in: review)
    case .seal(let seal):
      return seal == review.sealFigures
        ? nil : "the figures of the seal are not those of the answers before it"
    default:
      return nil
    }
  }

  private func stepFault(_ step: String, in review: Review) -> String? {
    review.checklists.position(ofStep: step) == nil ? "the checklists have no step \(step)" : nil
  }
}
