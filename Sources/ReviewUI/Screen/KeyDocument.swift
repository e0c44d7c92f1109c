/// `Documentation/keys.md`, made from the table of commands.
public enum KeyDocument {
  /// The whole document.
  public static var text: String {
    var lines = [
      "# Keys and words", "",
      "Made from the table of commands. A test compares; `RECORD_SNAPSHOTS=1` writes it anew.", "",
      "In the full screen a key acts at once, and `u` takes it back; only signing is final, and it",
      "asks for the environment's name. In line mode the word does the same. `?` lists first what",
      "is for the place where you are.", "",
    ]
    for group in Command.Group.allCases {
      lines += ["## \(group.rawValue)", "", "| key | word | does |", "|---|---|---|"]
      for command in CommandTable.all where command.group == group {
        let words = command.words.isEmpty ? "" : "`\(command.usage.replacing("|", with: "\\|"))`"
        lines.append(
          "| \(names(command.keys)) | \(words) | \(command.summary) \(command.detail) |")
      }
      lines.append("")
    }
    lines += section("While a fact is asked", OwnKey.choosing(9) + OwnKey.writing)
    lines += section("Past the last step", OwnKey.list)
    lines += section(
      "In a sealed report", OwnKey.signing + OwnKey.leaving + OwnKey.reading)
    lines += section("While a filter or marks are set", OwnKey.clearing)
    lines += section(
      "Start screen", StartCommand.all.map { (names($0.keys), $0.summary) },
      "`postflight` alone, in a terminal, shows the reports of the folder and the checklists found."
    )
    lines += section("While something is typed", typing)
    lines += section("While something is read", Reading.keys)
    lines += section("In the status", Screen.statusKeys)
    lines += section("Before a signature", SignatureForm.keys)
    lines += section("In a list of keys or commands", KeyList.keys)
    return lines.joined(separator: "\n")
  }

  private static let typing = [
    ("`Enter`", "takes a line; in a comment, begins the next line"),
    ("`Ctrl-S`", "saves a comment"),
    ("`Esc` `Ctrl-C`", "leaves; what was typed stays as a draft"),
    ("`Up` `Down` `PgUp` `PgDn`", "by rows as they are seen"),
    ("`Ctrl-Left` `Ctrl-Right`, `Alt-b` `Alt-f`", "by words"),
    ("`Home` `End`, `Ctrl-A` `Ctrl-E`", "to the beginning, to the end of the line"),
    ("`Ctrl-W`, `Alt-Backspace`", "delete up to the blank, to the word before"),
    ("`Alt-d`", "deletes the word after the cursor"),
    ("`Ctrl-U` `Ctrl-K`", "delete to the beginning, to the end of the line"),
    ("`Ctrl-Z`", "takes the last word, paste or deletion back"),
    ("`Ctrl-Y`", "does again what `Ctrl-Z` took"),
    ("`Tab`", "completes the path of an evidence file"),
    ("`Ctrl-L`", "draws the screen again"),
  ]

  private static func names(_ keys: [KeyPress]) -> String {
    keys.map { "`\($0.name)`" }.joined(separator: " ")
  }

  private static func section(_ heading: String, _ keys: [OwnKey]) -> [String] {
    section(heading, keys.map { ($0.name.map { "`\($0)`" } ?? names($0.keys), $0.summary) })
  }

  private static func section(
    _ heading: String, _ rows: [(keys: String, does: String)], _ sentence: String = ""
  ) -> [String] {
    ["## \(heading)", ""] + (sentence.isEmpty ? [] : [sentence, ""])
      + ["| key | does |", "|---|---|"] + rows.map { "| \($0.keys) | \($0.does) |" } + [""]
  }
}
