import ArgumentParser
import Report
import Review
import ReviewUI
import Terminal

/// How a review is walked through: full screen where there is one, else line by line.
struct WalkOptions: ParsableArguments {
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto
    case never
  }

  @Flag(help: "Line by line, without a full screen.")
  var plain = false

  @Flag(help: "Draw with ASCII characters alone.")
  var ascii = false

  @Option(help: "auto or never; NO_COLOR means never.")
  var color: Color = .auto

  /// Walks through a report until the reader leaves.
  func walk(_ report: ReportFile, entries: [Entry]) async throws {
    guard let terminal = screen() else {
      return try LineReview(report: report, entries: entries, lines: LineInput()).walk()
    }
    let review = ScreenReview(report: report, entries: entries, terminal: terminal)
    let signal = await review.walk()
    Self.close(terminal)
    try Leaving.tell(report, drafts: review.draftedSteps, code: signal.map { 128 + $0 } ?? 0)
  }

  /// Whether line mode was asked for, or is all that there can be.
  var isPlain: Bool {
    plain || Surroundings.value("ACCESSIBLE") != nil || !Console.isInteractive
  }

  private func screen() -> Terminal? {
    guard !isPlain else { return nil }
    do {
      return try open()
    } catch {
      Console.say("\(error.message); going on line by line")
      return nil
    }
  }

  /// Takes the terminal over; messages wait until `close`.
  func open() throws(TerminalError) -> Terminal {
    let usesColor = color == .auto && Surroundings.value("NO_COLOR") == nil
    let terminal = try Terminal(
      options: TerminalOptions(usesColor: usesColor, isASCII: ascii))
    Console.hold()
    return terminal
  }

  /// Gives the terminal back and says what had to wait.
  static func close(_ terminal: Terminal) {
    terminal.close()
    Console.release()
  }
}
