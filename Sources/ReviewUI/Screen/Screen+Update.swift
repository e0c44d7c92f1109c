import Checklist
import Review
import TextGrid

extension Screen {
  /// Takes an event: changes the state and says what is to be done outside.
  public mutating func update(_ event: ScreenEvent) -> [ScreenEffect] {
    defer {
      renewEndList()
      keepFocusListed()
    }
    let effects = take(event)
    keepMessage()
    return effects + keepDrafts()
  }

  /// Keeps what was said, so that it can be read when it is gone.
  mutating func keepMessage() {
    guard !message.isEmpty, message != messages.last else { return }
    // Something was added to what stood there.
    if let last = messages.last, message.hasPrefix(last + " ") { messages.removeLast() }
    messages.append(message)
    if messages.count > Self.messageLimit { messages.removeFirst() }
  }

  private static let messageLimit = 200

  private mutating func take(_ event: ScreenEvent) -> [ScreenEffect] {
    switch event {
    case .resize(let columns, let rows):
      self.columns = max(0, columns)
      self.rows = max(0, rows)
      if case .text(let input, let purpose) = overlay { show(input, purpose) }
      if case .reading(var reading) = overlay {
        reading.fit(columns: self.columns, rows: self.rows)
        overlay = .reading(reading)
      }
      if case .status(let list) = overlay { showStatus(at: list) }
      return []
    case .key(let key):
      message = ""
      return overlay == nil ? takeKey(key) : takeOverlayKey(key)
    case .paste(let text):
      return takePaste(text)
    case .result(let action):
      return takeResult(action)
    case .edited(let text, let purpose, let sawNoChangeAtOnce):
      return takeEdited(text, purpose, sawNoChangeAtOnce)
    case .working(let work):
      overlay = .work(work)
      return []
    case .report(let lines):
      read("The report as it would be exported", lines)
      return []
    case .told(let notices):
      message = ([message] + notices).filter { !$0.isEmpty }.joined(separator: " ")
      return []
    case .digest(let digest):
      if case .signature(var form) = overlay {
        form.digest = digest
        overlay = .signature(form)
      }
      return []
    }
  }

  /// Shows lines to read, over the walk.
  mutating func read(_ title: String, _ lines: [String]) {
    overlay = .reading(Reading(title, lines, columns: columns, rows: rows))
  }

  /// Lets an action happen; text that looks like a secret is asked about first.
  mutating func act(_ action: Action) -> [ScreenEffect] {
    if let noun = action.typedTexts.lazy.compactMap({ SecretScan.suspicion(in: $0) }).first {
      overlay = .confirm(
        question: "This seems to hold \(noun). It would be signed into the report for ever. "
          + "Record it?", .secret(action))
      return []
    }
    let effects = perform(action)
    // Nothing goes to the disk: the review has said why.
    if effects.isEmpty { drafts.takeBack() }
    return effects
  }

  // A fact that was taken leads on to the next one; what was said of it stays.
  private mutating func takeResult(_ action: Action) -> [ScreenEffect] {
    if case .work = overlay { overlay = nil }
    drafts.settle(action)
    var effects = perform(action)
    if case .saved(let entries) = action, case .fact(let id) = review.focus,
      entries.contains(where: { $0.event.isFact(id) }), followsFacts
    {
      let said = message
      effects += perform(.next)
      message = said
    }
    followsFacts = false
    return effects
  }

  mutating func perform(_ action: Action) -> [ScreenEffect] {
    let before = review.focus
    let effects = review.update(action)
    switch action {
    case .saved(let entries), .savedElsewhere(_, let entries): listFollows(entries)
    default: break
    }
    tell(review.takeSayings())
    if review.notSaved == nil { hasWarned = false }
    if review.focus != before { focusMoved() }
    if review.hasLeft { hasLeft = true }
    return effects.map { .review($0) }
  }

  /// Shows what the reader is to be told, keys named.
  mutating func tell(_ sayings: [Saying]) {
    if !sayings.isEmpty { message = sayings.map(\.withKeys).joined(separator: " ") }
  }

  mutating func focusMoved() {
    stepTop = 0
    copied = -1
    showsHistory = false
    isReadingFound = false
    choice = currentChoice
    // The outline lists no facts.
    if case .fact = review.focus { pane = .step }
  }

  private mutating func takePaste(_ text: String) -> [ScreenEffect] {
    switch overlay {
    case .text(var input, let purpose):
      input.insert(text)
      show(input, purpose)
    case .line(var input, let purpose):
      input.insert(text)
      message = input.notice ?? ""
      overlay = .line(input, purpose)
    case .plan(let draft, var input):
      input.insert(text)
      overlay = .plan(draft, input)
    case .signature(var form):
      form.input.insert(text)
      overlay = .signature(form)
    case .help(var list):
      list.insert(text)
      overlay = .help(list)
    case .palette(var list):
      list.insert(text)
      overlay = .palette(list)
    case .reading(var reading) where reading.insert(text):
      overlay = .reading(reading)
    case .work:
      _ = takeOverlayKey(.other)
    default:
      message = "Pasted text is taken in a field only: c opens the comment, e the evidence."
    }
    return []
  }

  private mutating func takeEdited(
    _ text: String?, _ purpose: TextPurpose, _ sawNoChangeAtOnce: Bool
  ) -> [ScreenEffect] {
    if sawNoChangeAtOnce {
      message = "The editor came back at once without a change. Does it wait (code --wait)?"
      return []
    }
    guard let text else {
      message = "The comment is as it was."
      return []
    }
    var clean = SafeText.stripped(text).text
    while clean.hasSuffix("\n") { clean.removeLast() }
    if let step = review.step { drafts.handIn(purpose.draft(of: step), clean) }
    return act(
      purpose == .comment ? .setComment(clean) : .addEvidenceText(name: "note.txt", text: clean))
  }
}
