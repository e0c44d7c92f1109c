import Checklist
import Review

/// Which keys mean something where the reader stands.
extension Screen {
  var spot: Spot {
    if review.review.isSealed { return .sealed }
    if pane == .outline { return .outline }
    switch review.focus {
    case .fact: return .fact
    case .step: return .step
    case .end: return .end
    }
  }

  /// Whether Esc has a filter or marks to take away.
  var isNarrowed: Bool { !filter.isEmpty || !marks.isEmpty }

  /// The keys that do here what the table of commands does not say.
  var ownKeys: [OwnKey] {
    let isSealed = review.review.isSealed
    var own: [OwnKey] = []
    if pane == .step {
      switch review.focus {
      case .end: own = OwnKey.list
      case .fact(let id) where !isSealed:
        let choices = review.review.checklists.fact(id)?.choices ?? []
        own = choices.isEmpty ? OwnKey.writing : OwnKey.choosing(choices.count + 1)
      default: break
      }
    }
    if isSealed, review.focus != .end {
      if isReadingFound { own += OwnKey.reading }
      if !isNarrowed { own += OwnKey.leaving }
    }
    return own + (isSealed ? OwnKey.signing : []) + (isNarrowed ? OwnKey.clearing : [])
  }

  /// Whether a command does here what it is for.
  func works(_ act: Command.Act) -> Bool {
    let isSealed = review.review.isSealed
    let step = review.step
    switch act {
    case .pass, .fail, .notApplicable, .notChecked:
      return !isSealed && (step != nil || !marks.isEmpty)
    case .same: return review.canConfirm
    case .comment, .evidence, .editor: return !isSealed && step != nil
    case .record:
      return !isSealed && step.flatMap(review.review.checklists.step)?.record != nil
    case .plan: return !isSealed && step.map(review.review.outcome(of:)) == .fail
    case .retract:
      return !isSealed && step.map { !review.review.standingEvidence(of: $0).isEmpty } ?? false
    case .undo: return !isSealed && !review.undo.changes.isEmpty
    case .redo: return !isSealed && !review.redo.isEmpty
    case .next: return review.focus != .end
    case .nextOpen, .previousOpen: return review.outline.counts.notChecked > 0
    case .seal, .fact: return !isSealed
    case .sign: return review.maySign(.review, .performed)
    case .approve: return review.maySign(.approve, .approved)
    case .reject: return review.maySign(.approve, .rejected)
    case .reopen: return isSealed
    case .save: return review.notSaved != nil
    case .mark, .fold, .show: return step != nil
    case .messages: return !messages.isEmpty
    case .copy: return !shownCommands.isEmpty
    case .searchNext, .searchPrevious: return !filter.isEmpty
    default: return true
    }
  }

  /// Every command: what is for this place first, then what works everywhere, what does not work
  /// now, and what has no key.
  var helpGroups: [KeyGroup<HelpLine>] {
    let own = ownKeys
    let taken = Set(own.flatMap(\.keys))
    let forHere = spot.acts.filter(works)
    let others = CommandTable.all.filter { !forHere.contains($0.act) }
    // A command whose keys all do something else here is in the list as that.
    func lines(_ commands: [Command]) -> [HelpLine] {
      commands.map { HelpLine($0, without: taken) }.filter { !$0.keys.isEmpty }
    }
    return [
      KeyGroup(
        heading: spot.heading,
        lines: own.map { HelpLine($0) } + lines(forHere.compactMap(CommandTable.command))),
      KeyGroup(heading: "Everywhere", lines: lines(others.filter { works($0.act) })),
      KeyGroup(heading: "Not now", lines: lines(others.filter { !works($0.act) })),
      KeyGroup(
        heading: "By name", lines: others.filter(\.keys.isEmpty).map { HelpLine($0) }),
    ]
  }

  /// What is said in the place of a message while there is none: what the line in focus does.
  var note: String {
    switch overlay {
    case .help(let list): list.chosen(of: list.found(in: helpGroups))?.summary ?? ""
    case .palette(let list): list.chosen(of: paletteGroups(list.search.text))?.summary ?? ""
    default: ""
    }
  }

  /// Does what a line of help says.
  mutating func run(_ line: HelpLine) -> [ScreenEffect] {
    overlay = nil
    switch line.use {
    case .run(let act): return run(act)
    case .press(let key): return takeKey(key)
    case .nothing: return []
    }
  }
}
