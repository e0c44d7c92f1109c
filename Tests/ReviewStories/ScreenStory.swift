package import Review
package import ReviewUI
import TextGrid

/// A full screen with a report in memory behind it, driven key by key.
package struct ScreenStory {
  package var screen: Screen
  package let report: FakeReport
  /// What was wanted of the terminal, in order.
  package var asked: [ScreenEffect] = []
  /// The drafts as they would be on the disk.
  package var kept: [Draft: String] = [:]
  /// When the report is resumed, nil for the time of its last line.
  package var moment: Timestamp?
  private let earlier: EarlierReview?

  package init(
    columns: Int = 80, rows: Int = 24, environment: String = "prod", approvals: Int = 0,
    notBuiltIn: Set<String> = [], drafts: [Draft: String] = [:], earlier: EarlierReview? = nil
  ) throws {
    self.earlier = earlier
    report = try FakeReport(try Sample.review(environment: environment, approvals: approvals))
    screen = Screen(
      review: ReviewState(
        review: report.review, entries: [], reviewer: report.person, notBuiltIn: notBuiltIn,
        earlier: earlier),
      columns: columns, rows: rows, drafts: drafts)
    kept = drafts
  }

  /// Somebody leaves, and another person resumes the same report.
  package mutating func resume(as person: ReviewState.Reviewer) {
    report.person = person
    screen = Screen(
      review: ReviewState(
        review: report.review, entries: report.entries, reviewer: person, earlier: earlier,
        moment: moment),
      columns: screen.columns, rows: screen.rows)
  }

  /// Presses keys: characters, and names in angle brackets such as `<enter>`.
  package mutating func press(_ keys: String) {
    for key in Self.keys(keys) { take(.key(key)) }
  }

  package mutating func take(_ event: ScreenEvent) {
    var waiting = screen.update(event)
    while !waiting.isEmpty {
      let effect = waiting.removeFirst()
      if case .keepDrafts(let texts) = effect {
        kept = texts
        continue
      }
      asked.append(effect)
      switch effect {
      case .review(let effect): waiting += screen.update(.result(report.perform(effect)))
      case .digest: waiting += screen.update(.digest(report.headDigest))
      case .renderReport: waiting += screen.update(.report(["# Report", "line"]))
      case .edit, .complete, .copy, .keepDrafts, .suspend, .redraw, .cancel: break
      }
    }
  }

  package static func keys(_ text: String) -> [KeyPress] {
    let named: [String: KeyPress] = [
      "enter": .enter, "esc": .escape, "tab": .tab, "up": .up, "down": .down, "left": .left,
      "right": .right, "home": .home, "end": .end, "pgdn": .pageDown, "pgup": .pageUp,
      "bs": .backspace, "del": .delete, "backtab": .backTab, "c-left": .wordLeft,
      "c-right": .wordRight, "a-bs": .altBackspace,
    ]
    var keys: [KeyPress] = []
    var rest = text[...]
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">") {
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        if let key = named[name] {
          keys.append(key)
        } else if name.hasPrefix("c-"), let letter = name.last {
          keys.append(.control(Character(letter.uppercased())))
        } else if name.hasPrefix("a-"), let letter = name.last {
          keys.append(.alt(letter))
        }
        rest = rest[rest.index(after: end)...]
      } else {
        keys.append(.character(first))
        rest = rest.dropFirst()
      }
    }
    return keys
  }
}
