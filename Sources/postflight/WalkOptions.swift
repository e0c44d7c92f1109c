import ArgumentParser
import Report
import Review
import ReviewUI
import Terminal

/// How a review is walked through: full screen where there is one, else line by line.
struct WalkOptions: ParsableArguments {
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
  }

  @Flag(help: "Line by line, without a full screen.")
  var plain = false

  @Flag(help: "Draw with ASCII characters alone.")
  var ascii = false

  @Option(
    help: ArgumentHelp(
      "Whether there are colours; auto: unless NO_COLOR is set.", valueName: "when"))
  var color: Color = .auto

  /// Walks through a report until the reader leaves.
  ///
  /// - Parameters:
  ///   - report: the report, open for writing.
  ///   - entries: its lines, for undo.
  ///   - earlier: the report that it goes by, or nil.
  /// - Throws: the exit code of the walk, when it is not 0.
  func walk(_ report: ReportFile, entries: [Entry], earlier: EarlierReport?) async throws {
    let earlier = earlier?.compared(with: report)
    guard let terminal = screen(else: "going on line by line") else {
      return try LineReview(
        report: report, entries: entries, earlier: earlier, lines: LineInput()
      ).walk()
    }
    let review = ScreenReview(
      report: report, entries: entries, earlier: earlier, terminal: terminal)
    let signal = await review.walk()
    Self.close(terminal)
    try Leaving.tell(report, drafts: review.draftedSteps, code: signal.map { 128 + $0 } ?? 0)
  }

  /// Whether line mode was asked for, or is all that there can be.
  private var isPlain: Bool {
    plain || Surroundings.value("ACCESSIBLE") != nil || !Console.isInteractive
  }

  /// The full screen, when there can be one and it is wanted; why there is none is said.
  func screen(else instead: String) -> Terminal? {
    guard !isPlain else { return nil }
    do {
      return try open()
    } catch {
      Console.say("\(error.message); \(instead)")
      return nil
    }
  }

  private var usesColor: Bool {
    switch color {
    case .auto: Surroundings.value("NO_COLOR") == nil
    case .always: true
    case .never: false
    }
  }

  /// Takes the terminal over; messages wait until `close`.
  private func open() throws(TerminalError) -> Terminal {
    let terminal = try Terminal(options: TerminalOptions(usesColor: usesColor, isASCII: ascii))
    Console.hold()
    return terminal
  }

  /// Gives the terminal back and says what had to wait.
  static func close(_ terminal: Terminal) {
    terminal.close()
    Console.release()
  }
}
