import Checklist
import Review

extension LineMode {
  mutating func showList(_ argument: String) {
    let outline = state.outline
    let word = argument.lowercased()
    let shown: (Outline.Item) -> Bool
    switch word {
    case "", "all": shown = { _ in true }
    case "open": shown = { $0.outcome == .notChecked }
    case "fail": shown = { $0.outcome == .fail }
    default:
      say("Type list, list open, list fail or list all.")
      return
    }
    var parts = outline.parts
    if word.isEmpty, let step = state.step, let part = outline.part(holding: step) {
      parts = [part]
    }
    var count = 0
    for part in parts {
      let items = outline.items(in: part).filter(shown)
      guard !items.isEmpty else { continue }
      count += items.count
      say("\(part.number) \(part.title), \(part.answered) of \(part.range.count) answered.")
      for item in items { sayItem(item) }
    }
    say(counted(count, "step.", "steps."))
  }

  mutating func showFound(_ text: String) {
    guard !text.isEmpty else {
      say("Type find and a text.")
      return
    }
    let wanted = text.lowercased()
    let found = state.outline.items.filter { item in
      let step = item.step
      return [step.id, step.title, step.ask, step.why, step.expect, step.fix]
        .contains { $0.holds(wanted) }
    }
    for item in found { sayItem(item) }
    say(
      found.isEmpty
        ? "No step holds it."
        : "\(counted(found.count, "step holds", "steps hold")) it. Type a number to go there.")
  }

  private mutating func sayItem(_ item: Outline.Item) {
    let here = state.step == item.step.id ? " (here)" : ""
    let before = state.earlierMark(of: item).map { " (\($0))" } ?? ""
    sayEntry("\(item.number) \(item.outcome.word)\(before): \(item.step.title)\(here)")
  }

  mutating func showStatus() {
    let review = state.review
    let figures = review.sealFigures
    say(
      "\(counted(figures.steps, "step applies", "steps apply")): "
        + "\(figures.counts.pass) pass, \(figures.counts.fail) FAIL, "
        + "\(figures.counts.notApplicable) n/a, \(figures.counts.notChecked) open.")
    for part in state.outline.parts {
      sayEntry("\(part.number) \(part.title): \(part.answered) of \(part.range.count)")
    }
    for sentence in state.findingSentences { say(sentence) }
    for (step, reason) in review.lacking {
      say("Lacks: \(state.outline.number(of: step.id)) \(step.title): \(reason).")
    }
    let unknown = review.askedFacts.filter { review.value(of: $0.id) == nil }
    if !unknown.isEmpty { say("Facts not known: \(unknown.map(\.id).joined(separator: ", ")).") }
    say(
      review.isSealed
        ? "The report is sealed. \(state.signaturesSentence)" : "The report is not sealed.")
    if let reason = state.notSaved { say("NOT SAVED: \(reason).") }
  }

  mutating func showHelp(_ argument: String) {
    if !argument.isEmpty {
      guard let (command, _) = CommandTable.parse(argument) else {
        say("There is no command \(argument.prefix(40)).")
        return
      }
      say("\(command.usage): \(command.summary) \(command.detail)")
      let others = command.words.dropFirst()
      if !others.isEmpty { say("Also: \(others.joined(separator: ", ")).") }
      return
    }
    for group in Command.Group.allCases where group != .screen {
      say("\(group.rawValue):")
      for command in CommandTable.all where command.group == group {
        sayEntry("\(command.usage): \(command.summary)")
      }
    }
    say(
      "In a step, 1 is pass, 2 fail, 3 na, 4 skip; a number such as 2.3 goes there; "
        + "Enter goes to the next step. help and a word tells more.")
  }
}
