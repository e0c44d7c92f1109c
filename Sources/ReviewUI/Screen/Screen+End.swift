import Checklist
import Review
import TextGrid

/// Past the last step: what is left before a seal, and what was found after it.
extension Screen {
  var listStamp: StepList.Stamp {
    StepList.Stamp(
      width: max(1, stepWidth - 1), seq: review.review.lastSeq, isSaved: review.notSaved == nil)
  }

  /// Makes the list past the last step anew when it is not what it was made from.
  mutating func renewEndList() {
    guard review.focus == .end, endList.stamp != listStamp else { return }
    let before = endList
    endList = makeEndList()
    endList.move(to: before.place)
    if let step = before.step { endList.move(to: step) }
  }

  private func makeEndList() -> StepList {
    var list = StepList(listStamp)
    if review.review.isSealed {
      addFound(to: &list)
    } else {
      list.add { text in
        for saying in review.endSayings { text.add(saying.withKeys) }
      }
      addLacking(to: &list)
      addOpen(to: &list)
    }
    return list
  }

  /// The steps that a seal refuses, with the reason.
  func addLacking(to list: inout StepList) {
    let lacking = review.outline.items.filter { $0.lack != nil }
    guard !lacking.isEmpty else { return }
    heading("Lacking", lacking.count, &list)
    for item in lacking {
      list.add(to: item.step.id) { text in
        text.add("\(item.number) \(item.step.title): \(item.lack ?? "").", hanging: 4)
      }
    }
  }

  /// The steps that are not checked.
  func addOpen(to list: inout StepList) {
    let open = review.outline.items.filter { $0.outcome == .notChecked }
    guard !open.isEmpty else { return }
    heading("Not checked", open.count, &list)
    for item in open {
      list.add(to: item.step.id) { text in
        text.add("\(item.number) \(item.step.title)", hanging: 4)
      }
    }
  }

  /// Goes to the list past the last step, to the first step that a seal refuses.
  mutating func showLacking() {
    pane = .step
    review.focus = .end
    focusMoved()
    renewEndList()
    let lacking = review.outline.items.filter { $0.lack != nil }
    if let first = lacking.first { endList.move(to: first.step.id) }
    message =
      "Not sealed: \(counted(lacking.count, "step lacks", "steps lack")) something. "
      + "Enter goes to the marked one, S comes back."
  }

  func heading(_ text: String, _ count: Int, _ list: inout StepList) {
    list.blank()
    list.add { $0.heading("\(text): \(count)") }
  }

  private func addFound(to list: inout StepList) {
    let figures = review.outline.counts
    list.add { text in
      text.add(review.rightsSaying.withKeys, style: .warning)
      text.blank()
      text.add(
        "\(counted(figures.steps, "step", "steps")): \(figures.pass) pass, \(figures.fail) FAIL, "
          + "\(figures.notApplicable) n/a, \(figures.notChecked) not checked.")
      text.add(review.signaturesSentence)
      for sentence in review.signedSentences { text.add(sentence) }
    }
    let found = Found(review)
    if found.groups.isEmpty {
      list.blank()
      list.add { $0.add("Every step passes, with its evidence.") }
    }
    for group in found.groups {
      heading(group.kind.heading, group.items.count, &list)
      for item in group.items { add(item, to: &list) }
    }
  }

  func add(_ item: Outline.Item, to list: inout StepList) {
    let latest = review.review.answer(to: item.step.id)
    list.add(to: item.step.id) { text in
      let word = item.outcome == .notChecked ? "" : "\(item.outcome.word) "
      text.add(
        "\(word)\(item.step.severity.rawValue) \(item.number) \(item.step.title)", hanging: 4,
        style: item.outcome == .fail ? .fail : .plain)
      guard let latest else { return }
      if !latest.answer.comment.isEmpty { text.add(latest.answer.comment, indent: 4) }
      if let plan = latest.answer.plan {
        text.add(planSentence(plan), indent: 4)
      } else if item.outcome == .fail {
        text.add("No plan.", indent: 4)
      }
      if let expiry = review.review.expiry(of: item.step), review.moment > expiry {
        text.add("Out of date since \(expiry.day).", indent: 4, style: .warning)
      }
      text.add("\(latest.signer), \(latest.time)", indent: 4, style: .muted)
    }
  }

  private func planSentence(_ plan: Plan) -> String {
    let isPast = review.moment.day > plan.until
    let lead = "Plan: \(plan.kind.rawValue), \(plan.owner), until \(plan.until)"
    return [lead + (isPast ? ", which is past." : "."), plan.reason].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// Takes a key past the last step; nil when it means what it means everywhere.
  mutating func takeEndKey(_ key: KeyPress) -> [ScreenEffect]? {
    guard pane == .step else { return nil }
    if endList.take(key, page: bodyHeight) { return [] }
    guard key == .enter else { return nil }
    guard let step = endList.step else {
      endList.moveToNextStep()
      return []
    }
    readFound(step)
    return []
  }

  /// Takes a key at a step of a sealed report; nil when it means what it means everywhere.
  mutating func takeSealedKey(_ key: KeyPress) -> [ScreenEffect]? {
    switch key {
    case .escape where filter.isEmpty && marks.isEmpty, .backspace: returnToEnd()
    case .character("]") where isReadingFound, .enter where isReadingFound: moveInFound(1)
    case .character("[") where isReadingFound: moveInFound(-1)
    default: return nil
    }
    return []
  }

  // On to the next step that was found, back to the list beyond the last.
  private mutating func moveInFound(_ step: Int) {
    let steps = Found(review).steps
    guard let here = review.step.flatMap(steps.firstIndex) else { return returnToEnd() }
    guard steps.indices.contains(here + step) else { return returnToEnd() }
    readFound(steps[here + step])
  }

  private mutating func readFound(_ step: String) {
    _ = perform(.focusStep(step))
    isReadingFound = review.review.isSealed
  }

  private mutating func returnToEnd() {
    let step = review.step
    review.focus = .end
    pane = .step
    focusMoved()
    renewEndList()
    if let step { endList.move(to: step) }
  }

  /// The keys that mean something for a sealed report, past the last step or at one.
  var sealedKeys: [(key: String, label: String)] {
    var acts: [(Command.Act, String)] = []
    if review.maySign(.approve, .approved) { acts.append((.approve, "approve")) }
    if review.maySign(.approve, .rejected) { acts.append((.reject, "reject")) }
    if review.maySign(.review, .performed), review.hasWritten || acts.isEmpty {
      acts.append((.sign, "sign"))
    }
    let signing = acts.map { (CommandTable.key(of: $0.0)?.name ?? "", $0.1) }
    let moving =
      switch review.focus {
      case .end where pane == .step: [("Enter", "read"), ("j k", "choose")]
      case .end: [("j k", "choose")]
      default:
        [("Esc", isNarrowed ? "clear" : "list"), ("]", "next"), ("[", "back"), ("h", "history")]
      }
    let rest = [("r", "report"), ("Tab", "steps")] + (review.hasWritten ? [("R", "reopen")] : [])
    return [("?", "keys"), ("q", "leave")] + signing + moving + rest
  }
}
