import ArgumentParser
import Export
import Report
import Review
import ReviewUI
import Terminal
import TextGrid

/// Drives the full screen: events to the pure state, its effects outside, its frames out.
final class ScreenReview {
  private let report: ReportFile
  private let terminal: Terminal
  private var screen: Screen
  private let drafts: KeptDrafts
  private lazy var effects = ReportEffects(report: report) {
    [unowned self] copy throws(ReportError) in try tend(Work(copy))
  }
  /// When the reader was last looked after.
  private var attended = ContinuousClock.now
  /// The signal that ended the walk.
  private var signal: Int32?

  init(report: ReportFile, entries: [Entry], earlier: EarlierReview?, terminal: Terminal) {
    self.report = report
    self.terminal = terminal
    drafts = KeptDrafts(of: report)
    let reviewer = ReviewState.Reviewer(principal: report.principal, key: report.key)
    let size = terminal.size
    screen = Screen(
      review: ReviewState(
        review: report.review, entries: entries, reviewer: reviewer,
        notBuiltIn: ChecklistFinder.notBuiltIn(report.review), earlier: earlier,
        moment: Clock.now),
      columns: size.columns, rows: size.rows, drafts: drafts.found)
  }

  /// The numbers of the steps that have an unfinished comment or text.
  var draftedSteps: [String] { screen.draftedSteps }

  /// Walks until the reader leaves, a signal comes or the terminal is gone.
  ///
  /// - Returns: the signal that ended it, or nil; a terminal that is gone counts as its hang-up.
  func walk() async -> Int32? {
    report.isStopped = { [unowned self] in (try? tend(Work(.signature, done: 0, total: 1))) == nil }
    defer { report.isStopped = { false } }
    Writing.tellWhenSigned(report)
    tellHeld()
    draw()
    while !screen.hasLeft, signal == nil {
      // Drafts are written while nothing waits: no key is the slower for it.
      let event = terminal.nextEvent(timeout: drafts.isBehind ? .zero : nil)
      attended = .now
      if event == .timeout { drafts.write() }
      await carryOut(take(event))
      draw()
    }
    drafts.write()
    return signal
  }

  /// SIGHUP: what is told of a lost terminal, whether the signal or the end of input comes first.
  static let hangUp: Int32 = 1

  private func draw() {
    terminal.draw(screen.render(glyphs: terminal.glyphs))
  }

  private func take(_ event: TerminalEvent) -> [ScreenEffect] {
    switch event {
    case .key(let key): return screen.update(.key(KeyPress(key)))
    case .text(let character): return screen.update(.key(.character(character)))
    case .paste(let text): return screen.update(.paste(text))
    case .resize(let columns, let rows):
      return screen.update(.resize(columns: columns, rows: rows))
    case .signal(2): return screen.update(.key(.control("C")))
    case .signal(let number): signal = number
    case .ended: signal = Self.hangUp
    case .timeout: break
    }
    return []
  }

  /// Shows how far something is and looks after keys, size and signals meanwhile.
  ///
  /// What is done before a person notices a wait shows nothing.
  /// - Throws: `refused` when the reader cancels it, or the walk has to end.
  private func tend(_ work: Work) throws(ReportError) {
    guard attended.duration(to: .now) > .milliseconds(100) else { return }
    _ = screen.update(.working(work))
    draw()
    while true {
      let event = terminal.nextEvent(timeout: .zero)
      if event == .timeout { break }
      let isCancelled = take(event).contains(.cancel)
      guard !isCancelled, signal == nil else { throw ReportError(.refused, work.cancelled) }
      draw()
    }
    attended = .now
  }

  private func carryOut(_ effects: [ScreenEffect]) async {
    var waiting = effects
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      if let result = await carryOut(effect) { waiting += screen.update(result) }
    }
    tellHeld()
  }

  // What would have gone to standard error.
  private func tellHeld() {
    let notices = Console.takeHeld()
    if !notices.isEmpty { _ = screen.update(.told(notices)) }
  }

  private func carryOut(_ effect: ScreenEffect) async -> ScreenEvent? {
    switch effect {
    case .review(let effect):
      guard report.signsOnTerminal, signs(effect) else { return .result(effects.perform(effect)) }
      drafts.write()
      return terminal.withReleased { .result(effects.perform(effect)) }
    case .digest:
      return .digest(effects.headDigest)
    case .edit(let text, let purpose):
      drafts.write()
      return await terminal.withReleased { await Editor.edit(text, purpose: purpose) }
    case .keepDrafts(let texts):
      drafts.keep(texts)
    case .complete(let path):
      return PathCompletion.rest(of: path).map { .paste($0) }
    case .copy(let text):
      terminal.copy(text)
    case .renderReport:
      do {
        return .report(try reportLines())
      } catch {
        return .result(.refused(error.message))
      }
    case .cancel:
      break  // It was done before this came.
    case .suspend:
      drafts.write()
      checkpoint()
      terminal.suspend()
      let size = terminal.size
      return .resize(columns: size.columns, rows: size.rows)
    case .redraw:
      terminal.redraw()
    }
    return nil
  }

  /// Whether an effect asks the key to sign, for keys that do not sign every event.
  private func signs(_ effect: Effect) -> Bool {
    switch effect {
    case .sign: true
    case .append(let events): events.contains { $0.type == "seal" }
    case .takeEvidence, .takeText, .saveElsewhere: false
    }
  }

  /// Signs before a pause.
  private func checkpoint() {
    guard report.waitsForCheckpoint else { return }
    do {
      let entries =
        report.signsOnTerminal
        ? try terminal.withReleased { () throws(ReportError) in
          try report.checkpoint(at: Clock.now)
        }
        : try report.checkpoint(at: Clock.now)
      _ = screen.update(.result(.saved(entries)))
    } catch {
      Writing.tellUnsigned(report, because: error.message)
    }
  }

  private func reportLines() throws(ReportError) -> [String] {
    let policy = VerificationPolicy(moment: Clock.now)
    let judged = try JudgedReport(report.location.path, policy: policy, tend: tend)
    return SafeText.block(try judged.exported(as: .markdown, policy: policy, force: true))
  }
}

extension KeyPress {
  /// The key as the terminal names it.
  init(_ key: Key) {
    self =
      switch key {
      case .up: .up
      case .down: .down
      case .left: .left
      case .right: .right
      case .home: .home
      case .end: .end
      case .pageUp: .pageUp
      case .pageDown: .pageDown
      case .tab: .tab
      case .backTab: .backTab
      case .enter: .enter
      case .escape: .escape
      case .backspace: .backspace
      case .delete: .delete
      case .wordLeft: .wordLeft
      case .wordRight: .wordRight
      case .altBackspace: .altBackspace
      case .control(let letter): .control(letter)
      case .alt(let character): .alt(character)
      case .function: .other
      }
  }
}
