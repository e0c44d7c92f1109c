import Review

/// What is typed is kept until it is saved or emptied.
extension Screen {
  /// The texts that are begun, the one in the open field as it is now.
  var begunTexts: [Draft: String] {
    var texts = drafts.texts
    if let (draft, text) = openText { texts[draft] = text }
    return texts.isEmpty ? texts : texts.filter { review.isBegun($0.value, $0.key) }
  }

  /// The numbers of the steps that have an unfinished comment or evidence text, in order.
  public var draftedSteps: [String] { review.draftedSteps(begunTexts) }

  /// What stands in the open field, and what it is meant for.
  private var openText: (Draft, String)? {
    switch overlay {
    case .text(let input, let purpose):
      return review.step.map { (purpose.draft(of: $0), input.text) }
    case .line(let input, let purpose):
      return purpose.draft(of: review.step).map { ($0, input.text) }
    case .plan(let plan, let input):
      let text = (plan.answers + [input.text]).joined(separator: "\n")
      return review.step.map { (Draft(.plan, of: $0), text) }
    case .palette(let list):
      return begunLine(list.search.text)
    default:
      return nil
    }
  }

  /// A line field, with what was typed in it before.
  mutating func openText(_ purpose: LinePurpose, _ text: String = "") {
    let draft = purpose.draft(of: review.step)
    overlay = .line(TextInput(draft.flatMap { drafts[$0] } ?? text), purpose)
  }

  /// The field for a text over several lines, with what was typed in it before.
  mutating func openText(_ purpose: TextPurpose, of step: String) {
    let begun = drafts[purpose.draft(of: step)]
    switch purpose {
    case .comment:
      show(
        TextInput(begun ?? review.currentAnswer(to: step).comment, isMultiline: true), purpose)
    case .evidence:
      show(
        TextInput(begun ?? "", isMultiline: true, limit: Self.evidenceTextLimit), purpose)
    }
  }

  /// The questions of a plan, with the answers that were typed before.
  mutating func openPlan(of step: String) {
    let parts = (drafts[Draft(.plan, of: step)] ?? "")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var plan = PlanDraft()
    for part in parts.dropLast() { _ = plan.take(part) }
    overlay = .plan(plan, TextInput(parts.last ?? ""))
  }

  /// Closes the open field and takes its text along: it stays a draft until it is on the disk.
  mutating func handIn() {
    if let (draft, text) = openText { drafts.handIn(draft, text) }
    overlay = nil
  }

  /// Leaves the open field; what was typed in it stays.
  mutating func closeOverlay() {
    if let (draft, text) = openText {
      let isBegun = review.isBegun(text, draft)
      drafts[draft] = isBegun ? text : nil
      if isBegun {
        tell([Saying("The draft is kept.", Saying.Hint(draft.purpose.act, "to go on with it"))])
      }
    }
    drafts.takeBack()
    overlay = nil
  }

  /// The effect that keeps what has changed since the last one.
  mutating func keepDrafts() -> [ScreenEffect] {
    let texts = begunTexts
    guard texts != keptTexts else { return [] }
    keptTexts = texts
    return [.keepDrafts(texts)]
  }
}

extension Screen.LinePurpose {
  /// What a text in the field is kept as; nil where it is not worth it.
  func draft(of step: String?) -> Draft? {
    switch self {
    case .evidencePath: step.map { Draft(.evidencePath, of: $0) }
    case .record: step.map { Draft(.record, of: $0) }
    case .retract: step.map { Draft(.retraction, of: $0) }
    case .reopen: Draft(.reopening)
    case .reject: Draft(.rejection)
    case .printedName: Draft(.printedName)
    case .filter, .saveElsewhere: nil
    }
  }
}

extension Draft.Purpose {
  /// What opens the field again.
  fileprivate var act: Command.Act {
    switch self {
    case .comment: .comment
    case .evidenceText, .evidencePath: .evidence
    case .record: .record
    case .plan: .plan
    case .retraction: .retract
    case .reopening: .reopen
    case .rejection: .reject
    case .printedName: .sign
    case .commandLine: .palette
    }
  }
}
