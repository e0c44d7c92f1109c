/// `Documentation/keys.md`, made from the table of commands.
public enum KeyDocument {
  /// The whole document.
  public static var text: String {
    var lines = [
      "# Keys and words", "",
      "Made from the table of commands. A test compares; `RECORD_SNAPSHOTS=1` writes it anew.", "",
      "In the full screen a key acts at once, and `u` takes it back; only signing is final, and it",
      "asks for the environment's name. In line mode the word does the same.", "",
    ]
    for group in Command.Group.allCases {
      lines += ["## \(group.rawValue)", "", "| key | word | does |", "|---|---|---|"]
      for command in CommandTable.all where command.group == group {
        let keys = command.keys.map { "`\($0.name)`" }.joined(separator: " ")
        let words = command.words.isEmpty ? "" : "`\(command.usage.replacing("|", with: "\\|"))`"
        lines.append("| \(keys) | \(words) | \(command.summary) \(command.detail) |")
      }
      lines.append("")
    }
    lines += [
      "## Start screen", "",
      "`postflight` alone, in a terminal, shows the reports of the folder and the checklists found.",
      "", "| key | does |", "|---|---|",
    ]
    for command in StartCommand.all {
      let keys = command.keys.map { "`\($0.name)`" }.joined(separator: " ")
      lines.append("| \(keys) | \(command.summary) |")
    }
    lines += [
      "", "## While something is typed", "", "| key | does |", "|---|---|",
      "| `Enter` | takes a line; in a comment, begins the next line |",
      "| `Ctrl-S` | saves a comment |",
      "| `Esc` `Ctrl-C` | leaves; what was typed stays as a draft |",
      "| `Up` `Down` `PgUp` `PgDn` | by rows as they are seen |",
      "| `Ctrl-Left` `Ctrl-Right`, `Alt-b` `Alt-f` | by words |",
      "| `Home` `End`, `Ctrl-A` `Ctrl-E` | to the beginning, to the end of the line |",
      "| `Ctrl-W`, `Alt-Backspace` | delete up to the blank, to the word before |",
      "| `Alt-d` | deletes the word after the cursor |",
      "| `Ctrl-U` `Ctrl-K` | delete to the beginning, to the end of the line |",
      "| `Ctrl-Z` | takes the last word, paste or deletion back |",
      "| `Ctrl-Y` | does again what `Ctrl-Z` took |",
      "| `Tab` | completes the path of an evidence file |", "",
      "## While something is read", "", "| key | does |", "|---|---|",
    ]
    lines += Reading.keys.map { "| \($0) | \($1) |" }
    lines += ["", "## In the status", "", "| key | does |", "|---|---|"]
    lines += Screen.statusKeys.map { "| \($0) | \($1) |" }
    lines += ["", "## Before a signature", "", "| key | does |", "|---|---|"]
    lines += SignatureForm.keys.map { "| \($0) | \($1) |" } + [""]
    return lines.joined(separator: "\n")
  }
}
