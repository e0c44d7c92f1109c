import Checklist
public import Review
import TextGrid

/// The review line by line: words in, sentences out, over the same state as the full screen.
///
/// Append-only text without control bytes; nothing is repainted, so a screen reader, a pipe and a
/// dumb terminal all work.
public struct LineMode {
  /// What the next line of input is.
  enum Input: Equatable {
    case command
    /// Lines up to a single dot.
    case lines(purpose: TextPurpose, soFar: [String])
    /// The parts of a plan, asked one by one.
    case plan(PlanDraft)
    /// The path of an evidence file.
    case evidencePath
    /// The value that the step asks for.
    case record
    /// The printed name of who signs.
    case name(SignatureDraft)
    /// The environment's name, typed out before a signature.
    case environment(SignatureDraft)
    /// A yes before a seal with open steps.
    case sealing
    /// A yes before something that looks like a token is signed in for ever.
    case secret(Action)
  }

  /// The state of the review.
  public internal(set) var state: ReviewState
  let width: Int
  var input: Input = .command
  /// Texts that were begun, but for the lines that are being collected.
  var drafts: BegunTexts
  var hasWarned = false
  private var shown: ReviewState.Focus?
  private var output: [String] = []

  /// Starts line mode.
  ///
  /// - Parameters:
  ///   - state: where the review stands.
  ///   - width: columns for prose; commands are never broken.
  ///   - drafts: texts that were begun before.
  public init(state: ReviewState, width: Int = 80, drafts: [Draft: String] = [:]) {
    self.state = state
    self.state.tellDrafts(drafts)
    self.drafts = BegunTexts(drafts)
    self.width = max(20, width)
  }

  /// Whether the reader has left.
  public var hasLeft: Bool { state.hasLeft }

  /// Whether lines are being collected up to a single dot.
  public var isCollecting: Bool {
    if case .lines = input { true } else { false }
  }

  /// The texts that are begun and are not in the report, the lines that are being collected too.
  public var begunTexts: [Draft: String] {
    var texts = drafts.texts
    if case .lines(let purpose, let lines) = input, let step = state.step {
      texts[purpose.draft(of: step)] = lines.joined(separator: "\n")
    }
    return texts.filter { state.isBegun($0.value, $0.key) }
  }

  /// The numbers of the steps that have an unfinished comment or evidence text, in order.
  public var draftedSteps: [String] { state.draftedSteps(begunTexts) }

  /// What stands before the reader's input.
  public var prompt: String {
    switch input {
    case .command:
      switch state.focus {
      case .fact: "fact [next] > "
      case .step(let id): "\(state.outline.number(of: id)) [next] > "
      case .end: "> "
      }
    case .lines: ". to end > "
    case .plan(let draft): draft.question
    case .evidencePath: "File, or text for lines > "
    case .record: "Value > "
    case .name: "Your printed name > "
    case .environment: "Environment > "
    case .sealing: "Type yes to seal > "
    case .secret: "Type yes to keep it > "
    }
  }

  /// The first words: what is reviewed, and the fact or step that comes first.
  public mutating func begin() -> [String] {
    let header = state.review.header
    let titles = state.review.checklists.checklists.map { checklist in
      let note = state.notBuiltIn.contains(checklist.id) ? " (not built in)" : ""
      return "\(checklist.title) \(checklist.version)\(note)"
    }
    say("Review of \(header.environment), profile \(header.profile.rawValue).")
    say("Checklists: \(titles.joined(separator: "; ")).")
    say("Reviewer \(state.reviewer.principal), key \(state.reviewer.key).")
    say("Every answer is saved at once. Type help for the commands, quit to leave.")
    let figures = state.review.sealFigures
    if figures.counts.answered > 0 {
      say(
        "\(figures.counts.answered) of \(counted(figures.steps, "step", "steps")) answered, "
          + "\(figures.counts.fail) FAIL, \(figures.counts.notChecked) open"
          + (figures.open.isEmpty ? "." : ": list open shows those."))
    }
    tell()
    showFocus()
    return flush()
  }

  /// Takes one line of input.
  public mutating func take(_ line: String, _ handler: some EffectHandler) -> [String] {
    let (text, removed) = SafeText.stripped(line)
    if removed > 0 { say("\(removed) control characters were taken out of the input.") }
    switch input {
    case .command: takeCommand(trimmed(text), handler)
    default: takeDetail(text, handler)
    }
    tell()
    if input == .command, state.focus != shown { showFocus() }
    return flush()
  }

  /// Input has ended: a text that was being written is kept.
  public mutating func endInput(_ handler: some EffectHandler) -> [String] {
    if case .lines(let purpose, let lines) = input, !lines.isEmpty {
      finishLines(purpose, lines, handler)
    }
    if case .secret = input { say("Nothing was written down.") }
    drafts.takeBack()
    input = .command
    tell()
    return flush()
  }

  /// Leaves what is being asked, as Ctrl-C does; lines that were being written can be gone on with.
  public mutating func interrupt() -> [String] {
    switch input {
    case .command:
      say(
        state.notSaved.map { "NOT SAVED: \($0). Type save and a path; Ctrl-C again leaves." }
          ?? "Everything is saved. Ctrl-C again, or quit, leaves.")
    case .lines(let purpose, let lines) where !lines.isEmpty:
      if let step = state.step {
        drafts[purpose.draft(of: step)] = lines.joined(separator: "\n")
      }
      let word = purpose == .comment ? "comment" : "evidence text"
      say(
        "Left it; type \(word) to go on with what you wrote. Ctrl-C again leaves the review.")
    default:
      say("Left it; nothing changed. Ctrl-C again leaves the review.")
    }
    input = .command
    return flush()
  }

  /// Lets an act of the reader happen; a text that looks like a secret is asked about before.
  mutating func act(_ action: Action, _ handler: some EffectHandler) {
    let noun = action.typedTexts.lazy.compactMap { SecretScan.suspicion(in: $0) }.first
    if let noun, isTaken(action) {
      say("The text seems to hold \(noun); it would be signed into the report for ever.")
      input = .secret(action)
    } else {
      carryOut(action, handler)
    }
  }

  // Whether an act gets as far as the disk: what is refused anyway needs no question.
  private func isTaken(_ action: Action) -> Bool {
    var trial = state
    return !trial.update(action).isEmpty
  }

  /// Lets an action and all that follows from it happen.
  mutating func carryOut(_ action: Action, _ handler: some EffectHandler) {
    var waiting = state.update(action)
    while !waiting.isEmpty {
      let result = handler.perform(waiting.removeFirst())
      drafts.settle(result)
      waiting += state.update(result)
    }
    drafts.takeBack()
    if state.notSaved == nil { hasWarned = false }
  }

  mutating func say(_ text: String) {
    output += TextWrap.lines(SafeText.line(text), width: width)
  }

  /// An entry of a list: set in, the lines after its first one more.
  mutating func sayEntry(_ text: String) {
    output += TextWrap.lines(
      SafeText.line(text), width: width, firstIndent: "  ", indent: "      ")
  }

  mutating func sayLines(_ lines: [String]) {
    output += lines
  }

  mutating func showFocus() {
    shown = state.focus
    output.append("")
    switch state.focus {
    case .fact(let id): showFact(id)
    case .step(let id): showStep(id)
    case .end: showEnd()
    }
  }

  // The sentences of the last act, one line of thought each.
  private mutating func tell() {
    for saying in state.takeSayings() { say(saying.inWords) }
  }

  private mutating func flush() -> [String] {
    defer { output = [] }
    return output
  }
}

extension Action {
  /// What a person typed that would stand in the report.
  var typedTexts: [String] {
    switch self {
    case .setOutcome(_, let comment): comment.map { [$0] } ?? []
    case .setComment(let text), .setRecord(let text): [text]
    case .setPlan(let plan): plan.map { [$0.owner, $0.reason] } ?? []
    case .addEvidenceText(_, let text): [text]
    case .retractEvidence(_, let reason), .reopen(let reason): [reason]
    case .setFact(_, let value): [value]
    case .sign(_, _, let name, let reason): [name, reason]
    default: []
    }
  }
}

/// A text without the blanks around it.
func trimmed(_ text: String) -> String {
  let blank: (Character) -> Bool = { $0.isWhitespace }
  let start = text.drop(while: blank)
  guard let last = start.lastIndex(where: { !blank($0) }) else { return "" }
  return String(start[...last])
}
