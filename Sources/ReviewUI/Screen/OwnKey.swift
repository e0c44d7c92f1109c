/// Keys that act in one place only, where they come before the table of commands.
struct OwnKey: Sendable, Equatable {
  let keys: [KeyPress]
  /// What stands for the keys when they are many.
  var name: String?
  /// A word or two.
  let label: String
  /// One sentence: what they do.
  let summary: String

  /// While a fact with so many choices is asked.
  static func choosing(_ count: Int) -> [OwnKey] {
    let last = min(max(1, count), 9)
    return [
      OwnKey(
        keys: (1...last).map { .character(Character(String($0))) }, name: "1-\(last)",
        label: "choose", summary: "Take the choice with that number, and go on."),
      OwnKey(
        keys: [.character("j"), .down], label: "down", summary: "To the choice below."),
      OwnKey(keys: [.character("k"), .up], label: "up", summary: "To the choice above."),
      OwnKey(keys: [.enter], label: "take", summary: "Take the choice in focus, and go on."),
    ]
  }

  /// While a fact is asked that is written.
  static let writing = [
    OwnKey(keys: [.enter], label: "write", summary: "Write the value of the fact.")
  ]

  /// Past the last step.
  static let list = [
    OwnKey(keys: [.enter], label: "read", summary: "Go to the step of the line."),
    OwnKey(keys: [.character("j"), .down], label: "down", summary: "One line down."),
    OwnKey(keys: [.character("k"), .up], label: "up", summary: "One line up."),
    OwnKey(
      keys: [.control("D"), .pageDown, .character(" ")], label: "more",
      summary: "Half a page down."),
    OwnKey(keys: [.control("U"), .pageUp], label: "less", summary: "Half a page up."),
    OwnKey(keys: [.character("g"), .home], label: "first", summary: "To the first line."),
    OwnKey(keys: [.character("G"), .end], label: "last", summary: "To the last line."),
  ]

  /// In a sealed report, wherever the reader is.
  static let signing = [
    OwnKey(
      keys: [.character("S")], label: "sign",
      summary: "Sign the report as its reviewer; shows first what is signed.")
  ]

  /// At a step of a sealed report.
  static let leaving = [
    OwnKey(
      keys: [.escape, .backspace], label: "list", summary: "Back to the list of what was found.")
  ]

  /// At a step of a sealed report that was opened from the list.
  static let reading = [
    OwnKey(
      keys: [.character("]"), .enter], label: "next",
      summary: "To the next step of the list, or back to the list."),
    OwnKey(
      keys: [.character("[")], label: "back",
      summary: "To the step before in the list, or back to the list."),
  ]

  /// While a filter or marks are set.
  static let clearing = [
    OwnKey(keys: [.escape], label: "clear", summary: "Show all steps again, none marked.")
  ]
}
