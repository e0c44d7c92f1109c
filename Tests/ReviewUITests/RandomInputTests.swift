import Review
import ReviewStories
import Testing

@testable import ReviewUI

@Suite struct RandomInputTests {
  private static let words: [String] =
    CommandTable.all.flatMap(\.words) + [
      "1", "2", "3", "4", "5", "1.1", "1.3", "2.1", "9.9", "aws", "own", "yes", "no", "prod-1", ".",
      "text", "restore.log", "none.log", "fix", "accept", "ann", "2027-01-31", "2026-02-30", "-",
      "provider", "prefix", "public", "access.web", "backup.bucket", "prod", "Ann Example", "",
      "seal", "yes", "sign Ann", "prod", "reopen why", "undo", "redo", "undo", "comment x",
      "AKIAABCDEFGHIJKLMNOP", "日本語", "e\u{301}", "\u{1B}[2J", "\u{202E}", "\t", "\r", "\u{0}",
      "👩🏾‍🔧", "\u{200D}", "12", "-0.5", "99999999999999999999", "fail why", "na why", "pass",
    ]

  private static func line(using generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...4, using: &generator)).compactMap { _ in
      words.randomElement(using: &generator)
    }.joined(separator: " ")
  }

  @Test(arguments: 0..<3)
  func anyInputIsTaken(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let report = try FakeReport(try Sample.review(approvals: Int(seed % 2)))
    var mode = LineMode(
      state: ReviewState(
        review: report.review, entries: report.entries, reviewer: report.person))
    var output = mode.begin()
    for number in 0..<500 {
      let text = Self.line(using: &generator)
      output += mode.take(text, report)
      switch Int.random(in: 0..<60, using: &generator) {
      case 0: output += mode.interrupt()
      case 1: output += mode.endInput(report)
      case 2: report.breaksWith = "disk \(number)"
      case 3...8: output += mode.take("save \(number).report.jsonl", report)
      case 9:
        report.person = report.person == Sample.ann ? Sample.bob : Sample.ann
        if mode.state.notSaved == nil {
          mode = LineMode(
            state: ReviewState(
              review: report.review, entries: report.entries, reviewer: report.person))
        }
      default: break
      }
    }
    if mode.state.notSaved != nil {
      output += mode.take("", report)
      _ = mode.interrupt()
      output += mode.take("save end.report.jsonl", report)
    }
    for line in output { expectPlain(line) }
    #expect(mode.state.outline == Outline(mode.state.review))
    #expect(Folded(mode.state.review) == Folded(report.review))
    try expectReplay(report)
    // Undo has to be where it would be after a restart, but for what a replay cannot tell apart.
    #expect(report.entries.count > 50)
  }
}
