import Checklist
import Review

/// `:` finds commands by a few letters, and takes them with what follows their word.
extension Screen {
  /// What a command line is kept as.
  private var lineDraft: Draft { Draft(.commandLine, of: review.step ?? "") }

  mutating func openPalette(_ text: String? = nil) {
    overlay = .palette(KeyList(search: TextInput(text ?? drafts[lineDraft] ?? "")))
  }

  /// What is typed in the palette and worth keeping: what would go into the report.
  func begunLine(_ text: String) -> (Draft, String) {
    let written: [Command.Act] = [
      .pass, .fail, .notApplicable, .notChecked, .comment, .record, .plan, .evidence, .retract,
      .reopen, .reject,
    ]
    guard let (command, argument) = CommandTable.parse(trimmed(text)), !argument.isEmpty,
      written.contains(command.act)
    else { return (lineDraft, "") }
    return (lineDraft, text)
  }

  mutating func takePaletteKey(_ key: KeyPress, _ before: KeyList) -> [ScreenEffect] {
    var list = before
    let text = list.search.text
    if key == .tab, let (command, argument) = CommandTable.parse(trimmed(text)),
      !argument.isEmpty, [.evidence, .save].contains(command.act)
    {
      return [.complete(argument)]
    }
    let found = paletteGroups(text)
    let outcome = list.take(key, found: found, page: listPage)
    overlay = .palette(list)
    guard outcome == .runs else { return [] }
    guard let line = list.chosen(of: found) else {
      message = nothingFound(text)
      return []
    }
    handIn()
    return run(line, from: list)
  }

  private func nothingFound(_ text: String) -> String {
    guard let (command, _) = CommandTable.parse(trimmed(text)) else {
      return "Nothing is called \(trimmed(text)). To write something down, begin with comment."
    }
    return switch command.act {
    case .jump: "No step has this number, id or title."
    case .fact: "No fact, and none of its choices, is called so."
    case _ where command.argument.isEmpty:
      "\(command.words.first ?? "") stands alone: nothing comes after it."
    default: "Nothing fits: \(command.usage)."
    }
  }

  private mutating func run(_ line: PaletteLine, from list: KeyList) -> [ScreenEffect] {
    switch line.use {
    case .run(let act):
      return run(act)
    case .go(let step):
      pane = .step
      return review.step == step ? [] : perform(.focusStep(step))
    case .carryOut(let act, let argument):
      let focus = review.focus
      let looks: [Command.Act] = [.list, .find]
      let effects = run(act, argument)
      // What was refused can be mended.
      if effects.isEmpty, overlay == nil, review.focus == focus, !looks.contains(act) {
        overlay = .palette(list)
      }
      return effects
    }
  }

  /// Runs a command with what was typed after its word.
  mutating func run(_ act: Command.Act, _ argument: String) -> [ScreenEffect] {
    switch act {
    case _ where act.outcome != nil && !marks.isEmpty:
      message = "A comment goes to one step: Esc first takes the marks away."
    case .list:
      setFilter(argument == "all" ? "" : argument)
    case .find:
      setFilter(argument)
    case .help:
      overlay = .help(KeyList(search: TextInput(argument)))
    case .evidence where argument == "text" && works(.evidence):
      if let step = review.step { openText(TextPurpose.evidence, of: step) }
    case .sign:
      return prepareSignature(.review, .performed, name: argument)
    case .approve:
      return prepareSignature(.approve, .approved, name: argument)
    case .reject:
      rejection = argument
      return prepareSignature(.approve, .rejected)
    case .save where review.notSaved == nil:
      return run(.save)
    case .plan where works(.comment) && !works(.plan) && argument.lowercased() != "none":
      tell([ReviewState.planNeedsFail])
    default:
      if let action = act.action(argument, in: review.review.checklists) {
        return self.act(action)
      }
      message = Self.malformed(act)
    }
    drafts.takeBack()
    return []
  }

  private static func malformed(_ act: Command.Act) -> String {
    switch act {
    case .retract: "A number is wanted first, the one before the evidence; then why."
    case .plan: "Wanted are fix or accept, the owner, a date as YYYY-MM-DD, and the reason."
    default: "Wanted is \(CommandTable.command(act)?.argument ?? "nothing")."
    }
  }

  private mutating func setFilter(_ text: String) {
    filter = text
    pane = .outline
    message = "\(list.matchCount) of \(review.outline.items.count) steps."
  }

  // MARK: What is found

  /// What the palette finds for a text; the first line is what Enter does.
  func paletteGroups(_ text: String) -> [KeyGroup<PaletteLine>] {
    let lines = argumentLines(text) ?? (stepLines(text) + commandLines(text))
    return lines.isEmpty ? [] : [KeyGroup(lines: lines)]
  }

  // After a word that takes something: what it may be.
  private func argumentLines(_ text: String) -> [PaletteLine]? {
    guard let (command, typed) = CommandTable.parse(text), !command.argument.isEmpty,
      !typed.isEmpty || text.last?.isWhitespace == true
    else { return nil }
    let argument = trimmed(typed)
    switch command.act {
    case .jump:
      return steps(argument)
    case .list:
      return ["open", "fail", "all"].filter { $0.hasPrefix(argument.lowercased()) }.map { word in
        PaletteLine(
          .carryOut(.list, word), word, label: command.label,
          summary: word == "all" ? "Show all steps." : "Show only the steps that are \(word).")
      }
    case .fact:
      return factLines(typed)
    default:
      guard !argument.isEmpty else { return nil }
      return [
        PaletteLine(
          .carryOut(command.act, argument), ":" + (command.words.first ?? ""),
          label: command.label, summary: command.summary)
      ]
    }
  }

  private func factLines(_ typed: String) -> [PaletteLine] {
    let parts = typed.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    let name = parts.first.map(String.init) ?? ""
    guard typed.contains(" "), let fact = review.review.checklists.fact(name) else {
      return review.review.askedFacts.filter { $0.id.holds(name.lowercased()) }.map { fact in
        PaletteLine(
          .carryOut(.fact, fact.id), review.review.value(of: fact.id) ?? "not known",
          label: fact.id, summary: fact.ask)
      }
    }
    let value = parts.count > 1 ? trimmed(String(parts[1])) : ""
    guard !fact.choices.isEmpty else {
      return [
        PaletteLine(
          .carryOut(.fact, value.isEmpty ? fact.id : "\(fact.id) \(value)"),
          value.isEmpty ? "VALUE" : value, label: fact.id, summary: fact.ask)
      ]
    }
    let choices = fact.choices.map { ($0.key, $0.label) } + [("unknown", "I don't know")]
    // A number of a choice, or a question mark, is as good as its word.
    let named = FactRules.isUnknown(value) ? "unknown" : FactRules.choice(value, of: fact)
    let found = choices.filter { key, _ in
      named.map { key == $0 } ?? key.holds(value.lowercased())
    }
    return found.map { key, label in
      PaletteLine(.carryOut(.fact, "\(fact.id) \(key)"), key, label: fact.id, summary: label)
    }
  }

  // Steps whose number or identifier begins with a text.
  private func stepLines(_ text: String) -> [PaletteLine] {
    let wanted = trimmed(text).lowercased()
    guard !wanted.isEmpty else { return [] }
    let isNumber = wanted.allSatisfy { $0.isNumber || $0 == "." }
    let found = review.outline.items.filter { item in
      isNumber ? item.number.hasPrefix(wanted) : item.step.id == wanted
    }
    return found.map(line)
  }

  // Steps by number, identifier or words of the title; what is meant exactly comes first.
  private func steps(_ text: String) -> [PaletteLine] {
    let words = text.lowercased().split(separator: " ")
    let exact = review.outline.item(named: text)
    let others = review.outline.items.filter { item in
      item.number != exact?.number
        && words.allSatisfy { word in
          [item.number, item.step.id, item.step.title].contains { $0.holds(word) }
        }
    }
    let isFirst = { (item: Outline.Item) in item.number.hasPrefix(text) }
    return ([exact].compactMap { $0 } + others.filter(isFirst) + others.filter { !isFirst($0) })
      .map(line)
  }

  private func line(_ item: Outline.Item) -> PaletteLine {
    PaletteLine(
      .go(item.step.id), item.number, label: item.outcome == .notChecked ? "" : item.outcome.word,
      summary: item.step.title)
  }

  // Commands: the one that is called so, those whose name begins so, those that hold it.
  private func commandLines(_ text: String) -> [PaletteLine] {
    let wanted = trimmed(text).lowercased()
    let found = CommandTable.all.filter { $0.act != .palette && $0.holds(wanted) }
    guard !wanted.isEmpty else { return found.map { PaletteLine($0) } }
    let ranked = Dictionary(grouping: found) { command in
      let names = [command.label] + command.words
      return names.contains(wanted) ? 0 : names.contains { $0.hasPrefix(wanted) } ? 1 : 2
    }
    return (0...2).flatMap { ranked[$0] ?? [] }.map { PaletteLine($0) }
  }
}
