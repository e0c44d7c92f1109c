import Checklist
import Review
import TextGrid

extension Screen {
  /// Runs a command that changes only what is looked at.
  mutating func runView(_ act: Command.Act) -> [ScreenEffect] {
    switch act {
    case .pane: pane = pane == .outline ? .step : .outline
    case .lineDown: moveLine(1)
    case .lineUp: moveLine(-1)
    case .pageDown: scroll(max(1, bodyHeight / 2))
    case .pageUp: scroll(-max(1, bodyHeight / 2))
    case .first: jump(toLast: false)
    case .last: jump(toLast: true)
    case .fold: toggleFold()
    case .filter: overlay = .line(TextInput(filter), .filter)
    case .searchNext: moveToMatch(1)
    case .searchPrevious: moveToMatch(-1)
    case .mark: toggleMark()
    case .show where review.step == nil: tell([Self.noStep])
    case .show: showsHistory.toggle()
    case .messages where messages.isEmpty: message = "Nothing was said yet."
    case .messages: read("Messages, the newest first", messages.reversed().map { "- " + $0 })
    case .facts: overlay = .facts(selection: 0)
    case .status: showStatus()
    case .help: overlay = .help(KeyList())
    case .palette: openPalette()
    case .copy: return copyCommand()
    case .preview: return [.renderReport]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .find: overlay = .line(TextInput(filter), .filter)
    case .jump, .list, .fact: openPalette((CommandTable.command(act)?.words.first ?? "") + " ")
    default: break
    }
    return []
  }

  /// Lists the outline anew.
  mutating func renewList() {
    list = OutlineList(review.outline, folded: filter.isEmpty ? folded : []) { isShown($0) }
  }

  /// Keeps the list in step with lines that were saved.
  mutating func listFollows(_ entries: [Entry]) {
    for entry in entries {
      switch entry.event {
      case .fact: renewList()
      case .answer(let answer): judge(answer.step)
      case .evidence(let evidence): judge(evidence.step)
      case .retract(let retraction):
        if let item = review.review.evidence(at: retraction.of) { judge(item.evidence.step) }
      default: break
      }
    }
  }

  private mutating func judge(_ step: String) {
    guard !filter.isEmpty, let index = review.outline.index(of: step) else { return }
    list.set(index, passes: isShown(review.outline.items[index]), in: review.outline)
  }

  /// Whether the filter lets a step through: every word has to be in it, or to be true of it.
  func isShown(_ item: Outline.Item) -> Bool {
    filter.lowercased().split(separator: " ").allSatisfy { word in
      switch word {
      case "open": return item.outcome == .notChecked
      case "fail": return item.outcome == .fail
      case "pass": return item.outcome == .pass
      case "high", "medium", "low": return item.step.severity.rawValue == word
      case "evidence":
        return item.step.evidence != .none
          && review.review.standingEvidence(of: item.step.id).isEmpty
      default:
        let step = item.step
        return [item.number, step.id, step.title, step.ask, step.why, step.expect, step.fix]
          .contains { $0.holds(word) }
      }
    }
  }

  private mutating func moveLine(_ step: Int) {
    guard pane == .outline else {
      scroll(step)
      return
    }
    let lines = list.lines
    if step > 0 {
      let next = review.step.map { list.place(of: review.outline.count(through: $0)) } ?? 0
      focus(lines[next...].first { !$0.isSection })
    } else {
      let here = review.step.map { list.place(of: review.outline.count(before: $0)) }
      focus(lines[..<(here ?? lines.count)].last { !$0.isSection })
    }
  }

  private mutating func focus(_ line: OutlineList.Line?) {
    guard let line else { return }
    _ = perform(.focusStep(review.outline.items[line.step].step.id))
  }

  private mutating func scroll(_ step: Int) {
    stepTop = min(max(0, stepTop + step), max(0, stepLines(width: stepWidth).count - bodyHeight))
  }

  private mutating func jump(toLast: Bool) {
    if pane == .step {
      stepTop = toLast ? max(0, stepLines(width: stepWidth).count - bodyHeight) : 0
      return
    }
    focus(toLast ? list.lines.last { !$0.isSection } : list.lines.first { !$0.isSection })
  }

  private mutating func moveToMatch(_ step: Int) {
    guard !filter.isEmpty else {
      message = "/ sets what n and N look for."
      return
    }
    let outline = review.outline
    let found =
      step > 0
      ? list.match(from: review.step.map(outline.count(through:)) ?? 0)
      : list.match(before: review.step.map(outline.count(before:)) ?? 0)
    guard let found else {
      message = "No step matches \(filter)."
      return
    }
    _ = perform(.focusStep(outline.items[found].step.id))
  }

  private mutating func toggleFold() {
    guard let step = review.step, let part = review.outline.part(holding: step) else { return }
    if folded.remove(part.title) == nil { folded.insert(part.title) }
  }

  private mutating func toggleMark() {
    guard let step = review.step else { return }
    if marks.remove(step) == nil { marks.insert(step) }
    message =
      marks.isEmpty ? "" : "\(counted(marks.count, "step", "steps")) marked: p f a s for all."
  }

  private mutating func copyCommand() -> [ScreenEffect] {
    let commands = shownCommands
    guard !commands.isEmpty else {
      message = "This step has no command to copy."
      return []
    }
    copied = (copied + 1) % commands.count
    message = "Command \(copied + 1) of \(commands.count) was sent to the terminal's clipboard."
    return [.copy(commands[copied])]
  }

  /// The commands of the step in focus, names filled in.
  var shownCommands: [String] {
    guard let id = review.step, let step = review.review.checklists.step(id) else { return [] }
    let known = review.review.effectiveFacts
    return step.check.filter { $0.when.holds { known[$0] } }.compactMap { check in
      check.command.map { CommandTemplate.fill($0) { known[$0] }.text }
    }
  }
}
