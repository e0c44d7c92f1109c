import Checklist
import Review
import TextGrid

/// Where the review stands, each line that is about a step leading there.
extension Screen {
  /// Keys that act in the status, for the key document.
  static let statusKeys = [
    ("`j` `k` `Ctrl-D` `Ctrl-U` `g` `G`", "choose a line"), ("`Enter`", "goes to its step"),
    ("`Esc` `q` `i`", "back"),
  ]

  /// Shows the status; the line that keys act on stays when it was shown before.
  mutating func showStatus(at before: StepList? = nil) {
    var list = makeStatusList()
    if let before {
      list.move(to: before.place)
      if let step = before.step { list.move(to: step) }
    }
    overlay = .status(list)
  }

  mutating func takeStatusKey(_ key: KeyPress, _ before: StepList) {
    var list = before
    switch key {
    case .enter:
      guard let step = list.step else {
        list.moveToNextStep()
        break
      }
      overlay = nil
      pane = .step
      _ = perform(.focusStep(step))
      return
    case .character("q"), .character("i"):
      overlay = nil
      return
    default: _ = list.take(key, page: bodyHeight)
    }
    overlay = .status(list)
  }

  func drawStatus(_ frame: inout Frame, _ list: StepList, _ glyphs: Glyphs) {
    frame.clearBody("Status", glyphs)
    let below = frame.stepList(
      list, row: Frame.bodyTop + 1, column: 0, height: max(1, bodyHeight - 1))
    tellMore(below, &frame)
    frame.keyBar([("Enter", "go there"), ("Esc", "back"), ("j k", "choose"), ("g G", "ends")])
  }

  private func makeStatusList() -> StepList {
    var stamp = listStamp
    stamp.width = max(1, min(96, columns - 3))
    var list = StepList(stamp)
    let counts = review.outline.counts
    list.add { text in
      if let reason = review.notSaved { text.add("NOT SAVED: \(reason).", style: .warning) }
      text.add(
        "\(counted(counts.steps, "step applies", "steps apply")): \(counts.pass) pass, "
          + "\(counts.fail) FAIL, \(counts.notApplicable) n/a, \(counts.notChecked) open.")
      text.add(
        review.review.isSealed
          ? "The report is sealed. \(review.signaturesSentence)" : "The report is not sealed.")
      let unknown = review.review.askedFacts.filter { review.review.value(of: $0.id) == nil }
      if !unknown.isEmpty {
        text.add("Facts not known: \(unknown.map(\.id).joined(separator: ", ")).", hanging: 4)
      }
    }
    addSections(to: &list)
    let failed = review.outline.items.filter { $0.outcome == .fail }
    if !failed.isEmpty { heading("FAIL", failed.count, &list) }
    for item in failed { add(item, to: &list) }
    addLacking(to: &list)
    addOpen(to: &list)
    return list
  }

  // A section leads to what is open in it.
  private func addSections(to list: inout StepList) {
    let parts = review.outline.parts
    guard !parts.isEmpty else { return }
    heading("Sections", parts.count, &list)
    for part in parts {
      let items = review.outline.items(in: part)
      let first = items.first { $0.outcome == .notChecked } ?? items.first
      list.add(to: first?.step.id) { text in
        text.add(
          "\(part.number) \(part.title): \(part.answered) of \(part.range.count)", hanging: 4)
      }
    }
  }
}
