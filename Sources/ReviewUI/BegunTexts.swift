import Checklist
import Review

/// The texts that were begun and are not in the report.
///
/// A text that is handed in stays until it is on the disk: what is refused, or not written, is not
/// lost.
struct BegunTexts: Sendable, Equatable {
  private(set) var texts: [Draft: String]
  /// Those on their way to the disk.
  private var handedIn: Set<Draft> = []

  init(_ texts: [Draft: String] = [:]) {
    self.texts = texts
  }

  subscript(draft: Draft) -> String? {
    get { texts[draft] }
    set { texts[draft] = newValue }
  }

  /// Takes a text along to the disk.
  mutating func handIn(_ draft: Draft, _ text: String) {
    texts[draft] = text.isEmpty ? nil : text
    handedIn.insert(draft)
  }

  /// What was handed in goes nowhere after all.
  mutating func takeBack() {
    handedIn = []
  }

  /// Looks at what an effect answered.
  mutating func settle(_ action: Action) {
    switch action {
    case .saved, .savedElsewhere:
      for draft in handedIn { texts[draft] = nil }
      handedIn = []
    case .refused:
      handedIn = []
    default:
      break
    }
  }
}

extension ReviewState {
  /// Whether a text that is meant for something differs from what is saved there.
  func isBegun(_ text: String, _ draft: Draft) -> Bool {
    guard !text.isEmpty else { return false }
    switch draft.purpose {
    case .comment:
      let saved = currentAnswer(to: draft.step).comment
      return text != saved && text != TextInput(saved, isMultiline: true).text
    // The word that leads to the text itself.
    case .evidencePath: return text != "text"
    case .record: return text != currentAnswer(to: draft.step).record
    default: return true
    }
  }

  /// The numbers of the steps that have an unfinished comment or evidence text, in order.
  func draftedSteps(_ texts: [Draft: String]) -> [String] {
    let steps = texts.keys.filter { [.comment, .evidenceText].contains($0.purpose) }.map(\.step)
    return outline.items.filter { steps.contains($0.step.id) }.map(\.number)
  }

  /// Tells of the drafts that are there at the start; a single one is where the reader was.
  mutating func tellDrafts(_ texts: [Draft: String]) {
    let numbers = draftedSteps(texts)
    guard let first = numbers.first, !review.isSealed else { return }
    if numbers.count == 1 { _ = update(.focusStep(first)) }
    let some = numbers.prefix(5).joined(separator: ", ") + (numbers.count > 5 ? ", …" : "")
    say(
      numbers.count == 1 ? "A draft of \(some) was kept." : "Drafts of \(some) were kept.",
      Saying.Hint(.comment, "to go on with it"))
  }
}

extension TextPurpose {
  func draft(of step: String) -> Draft {
    switch self {
    case .comment: Draft(.comment, of: step)
    case .evidence: Draft(.evidenceText, of: step)
    }
  }
}
