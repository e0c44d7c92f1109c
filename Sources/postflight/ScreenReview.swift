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
  private let effects: ReportEffects
  private var screen: Screen

  init(report: ReportFile, entries: [Entry], terminal: Terminal) {
    self.report = report
    self.terminal = terminal
    effects = ReportEffects(report: report)
    let reviewer = ReviewState.Reviewer(principal: report.principal, key: report.key)
    let size = terminal.size
    screen = Screen(
      review: ReviewState(
        review: report.review, entries: entries, reviewer: reviewer,
        notBuiltIn: ChecklistFinder.notBuiltIn(report.review)),
      columns: size.columns, rows: size.rows)
  }

  /// Walks until the reader leaves, a signal comes or the terminal is gone.
  ///
  /// - Returns: the signal that ended it, or nil.
  func walk() async -> Int32? {
    draw()
    while !screen.hasLeft {
      switch terminal.nextEvent() {
      case .key(let key): await take(.key(KeyPress(key)))
      case .text(let character): await take(.key(.character(character)))
      case .paste(let text): await take(.paste(text))
      case .resize(let columns, let rows): await take(.resize(columns: columns, rows: rows))
      case .signal(2): await take(.key(.control("C")))
      case .signal(let number): return number
      case .ended: return nil
      case .timeout: break
      }
      draw()
    }
    return nil
  }

  private func draw() {
    terminal.draw(screen.render(glyphs: terminal.glyphs))
  }

  private func take(_ event: ScreenEvent) async {
    var waiting = screen.update(event)
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      if let result = await carryOut(effect) { waiting += screen.update(result) }
    }
  }

  private func carryOut(_ effect: ScreenEffect) async -> ScreenEvent? {
    switch effect {
    case .review(let effect):
      return .result(effects.perform(effect))
    case .digest:
      return .digest(effects.headDigest)
    case .edit(let text, let purpose):
      return await terminal.withReleased { await Editor.edit(text, purpose: purpose) }
    case .complete(let path):
      return PathCompletion.rest(of: path).map { .paste($0) }
    case .copy(let text):
      terminal.copy(text)
    case .renderReport:
      return .report(reportLines())
    case .suspend:
      terminal.suspend()
      let size = terminal.size
      return .resize(columns: size.columns, rows: size.rows)
    case .redraw:
      terminal.redraw()
    }
    return nil
  }

  private func reportLines() -> [String] {
    guard let bytes = try? ReportBytes.read(report.location.path) else {
      return ["The report cannot be read."]
    }
    let reading = ReportReading(bytes)
    let policy = VerificationPolicy(moment: Clock.now)
    let folder = EvidenceFolder(path: report.location.evidenceFolder)
    let source = ExportSource(
      reading: reading,
      verdict: Verdict(reading, policy: policy, evidence: folder.state),
      name: report.location.name, moment: policy.moment, isTrustChecked: false)
    return SafeText.block(ExportFormat.markdown.render(source)).flatMap { line in
      TextWrap.lines(line, width: max(20, terminal.size.columns - 2))
    }
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
      case .control(let letter): .control(letter)
      case .function, .alt: .other
      }
  }
}
