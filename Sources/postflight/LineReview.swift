import ArgumentParser
import CSignals
import Report
import Review
import ReviewUI
import TextGrid

/// Drives line mode: input to the pure state, its effects to the report, its sentences out.
struct LineReview {
  let report: ReportFile
  let entries: [Entry]
  let earlier: EarlierReview?
  let lines: LineInput

  /// Walks until the reader leaves, input ends, a signal comes or nobody reads any more.
  func walk() throws {
    let reviewer = ReviewState.Reviewer(principal: report.principal, key: report.key)
    let drafts = KeptDrafts(of: report)
    var kept = drafts.found
    var mode = LineMode(
      state: ReviewState(
        review: report.review, entries: entries, reviewer: reviewer,
        notBuiltIn: ChecklistFinder.notBuiltIn(report.review), earlier: earlier,
        moment: Clock.now), drafts: kept)
    func keep() {
      guard mode.begunTexts != kept else { return }
      kept = mode.begunTexts
      drafts.keep(kept)
      drafts.write()
    }
    let effects = ReportEffects(report: report, tend: tend)
    report.isStopped = { signals_pending() != 0 }
    Writing.tellWhenSigned(report)
    defer { lines.forgetInterrupt() }
    var isHeard = put(mode.begin())
    var interrupts = 0
    while isHeard, !mode.hasLeft {
      // The lines of a paste are there already: a prompt for each would run together below it.
      let isPasted = mode.isCollecting && Console.isInteractive && lines.isWaiting
      guard isPasted || Console.put(mode.prompt) else { break }
      switch lines.next() {
      case .line(let line):
        interrupts = 0
        if !Console.isInteractive { isHeard = put([SafeText.line(line)]) }
        isHeard = put(mode.take(line, effects)) && isHeard
        keep()
      case .end:
        _ = put([""] + mode.endInput(effects))
        keep()
        return try leave(mode)
      case .signal(2):
        interrupts += 1
        guard interrupts < 2 else { return try leave(mode, code: 130) }
        isHeard = put([""] + mode.interrupt())
        keep()
      case .signal(let number):
        _ = put([""] + mode.endInput(effects))
        keep()
        return try leave(mode, code: 128 + number)
      }
    }
    try leave(mode)
  }

  private func tend(_ copy: EvidenceCopy) throws(ReportError) {
    do {
      try CopyWait.tend(copy) { _ = put([$0]) }
    } catch {
      lines.forgetInterrupt()
      throw error
    }
  }

  private func put(_ lines: [String]) -> Bool {
    lines.isEmpty || Console.put(lines.joined(separator: "\n") + "\n")
  }

  private func leave(_ mode: LineMode, code: Int32 = 0) throws {
    try Leaving.tell(report, drafts: mode.draftedSteps, code: code)
  }
}
