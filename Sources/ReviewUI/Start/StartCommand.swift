/// Something that a key of the start screen does.
public struct StartCommand: Sendable, Equatable, Keyed {
  /// Which act it is.
  public enum Act: String, Sendable, CaseIterable {
    case open
    case new
    case verify
    case export
    case mark
    case lineDown
    case lineUp
    case pageDown
    case pageUp
    case first
    case last
    case group
    case help
    case redraw
    case suspend
    case quit
  }

  /// Which act it is.
  public let act: Act
  /// The keys; the first is the one that the key bar shows.
  public let keys: [KeyPress]
  /// A word or two for the key bar.
  public let label: String
  /// One sentence: what it does.
  public let summary: String

  let words: [String] = []

  /// Every command, in the order of help.
  public static let all: [StartCommand] = [
    StartCommand(
      act: .open, keys: [.enter], label: "open",
      summary: "Resume, read, approve or reject the report; review the checklist."),
    StartCommand(
      act: .new, keys: [.character("n")], label: "new",
      summary: "Begin a review of the marked checklists, else of the usual ones."),
    StartCommand(
      act: .verify, keys: [.character("V")], label: "verify",
      summary: "Verify the report, with a trust list if there is one."),
    StartCommand(
      act: .export, keys: [.character("x")], label: "export",
      summary: "Write the report for people or tools, in a new file."),
    StartCommand(
      act: .mark, keys: [.character("v"), .character(" ")], label: "mark",
      summary: "Mark the checklist for a new review."),
    StartCommand(
      act: .lineDown, keys: [.character("j"), .down], label: "down", summary: "One line down."),
    StartCommand(
      act: .lineUp, keys: [.character("k"), .up], label: "up", summary: "One line up."),
    StartCommand(
      act: .pageDown, keys: [.control("D"), .pageDown], label: "more",
      summary: "Half a page down."),
    StartCommand(
      act: .pageUp, keys: [.control("U"), .pageUp], label: "less", summary: "Half a page up."),
    StartCommand(
      act: .first, keys: [.character("g"), .home], label: "first", summary: "To the first line."),
    StartCommand(
      act: .last, keys: [.character("G"), .end], label: "last", summary: "To the last line."),
    StartCommand(
      act: .group, keys: [.tab, .backTab], label: "reports, checklists",
      summary: "Go to the checklists, or back to the reports."),
    StartCommand(
      act: .help, keys: [.character("?")], label: "keys", summary: "Show every key."),
    StartCommand(
      act: .redraw, keys: [.control("L")], label: "look again",
      summary: "Draw the screen again, and look at the folder again."),
    StartCommand(
      act: .suspend, keys: [.control("Z")], label: "suspend",
      summary: "Put the program to sleep; fg brings it back."),
    StartCommand(
      act: .quit, keys: [.character("q"), .character("Q")], label: "leave", summary: "Leave."),
  ]

  /// The command of an act.
  static func command(_ act: Act) -> StartCommand? {
    all.first { $0.act == act }
  }

  /// The command of a key.
  static func command(for key: KeyPress) -> StartCommand? {
    all.first { $0.keys.contains(key) }
  }
}
