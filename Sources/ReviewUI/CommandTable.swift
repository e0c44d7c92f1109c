/// Every command, in the order of help.
public enum CommandTable {
  /// Every command, in the order of help.
  public static let all: [Command] = [
    Command(
      act: .pass, group: .answer, words: ["pass", "p", "yes"],
      keys: [.character("p")], label: "pass", argument: "[COMMENT]",
      summary: "All is well: the answer to the question is yes.", detail: ""),
    Command(
      act: .fail, group: .answer, words: ["fail", "f", "no"],
      keys: [.character("f")], label: "fail", argument: "[COMMENT]",
      summary: "It is not as it should be.",
      detail: "A FAIL needs a comment before the report can be sealed; give it a plan as well."),
    Command(
      act: .notApplicable, group: .answer, words: ["na", "n/a", "a"],
      keys: [.character("a")], label: "n/a", argument: "[COMMENT]",
      summary: "The question does not apply here.",
      detail: "The comment says why; the report cannot be sealed without one."),
    Command(
      act: .notChecked, group: .answer, words: ["skip", "s", "not checked"],
      keys: [.character("s")], label: "skip", argument: "[COMMENT]",
      summary: "Not checked: takes an answer back, the step is open again.", detail: ""),
    Command(
      act: .same, group: .answer, words: ["same", "="],
      keys: [.character("=")], label: "as before", argument: "",
      summary: "Confirm what the earlier review says as today's answer.",
      detail: "For reviews begun with --from. Nothing of the earlier review counts before."),
    Command(
      act: .comment, group: .answer, words: ["comment", "c"],
      keys: [.character("c")], label: "comment", argument: "[TEXT]",
      summary: "Write the comment of the step.",
      detail: "Without TEXT several lines may follow; a line with a single dot ends them. "
        + "`comment -` takes the comment out."),
    Command(
      act: .record, group: .answer, words: ["record", "value"],
      keys: [.character("w")], label: "value", argument: "[VALUE]",
      summary: "Write down the value that the step asks for.",
      detail: "A date is YYYY-MM-DD. `record -` takes the value out."),
    Command(
      act: .plan, group: .answer, words: ["plan"],
      keys: [.character("P")], label: "plan", argument: "[fix|accept OWNER DATE REASON]",
      summary: "Say what happens with a FAIL: who mends or accepts it, until when, why.",
      detail: "Without more each part is asked for; a single dot leaves. "
        + "`plan none` takes the plan out."),
    Command(
      act: .evidence, group: .answer, words: ["evidence", "e"],
      keys: [.character("e")], label: "evidence", argument: "[FILE|text]",
      summary: "Keep a copy of a file, or a text, as evidence of the answer.",
      detail: "`evidence text` takes lines up to a single dot. Its SHA-256 goes into the report."),
    Command(
      act: .retract, group: .answer, words: ["retract"],
      keys: [.character("x")], label: "retract", argument: "NUMBER [REASON]",
      summary: "Take evidence back; its line stays in the report.",
      detail: "NUMBER is the one that `show` prints before the evidence."),
    Command(
      act: .fact, group: .answer, words: ["fact"],
      keys: [], label: "fact", argument: "NAME [VALUE]",
      summary: "Change a fact about the environment; says which steps come and go.",
      detail: "`fact NAME ?` means: not known."),
    Command(
      act: .undo, group: .answer, words: ["undo", "u"],
      keys: [.character("u")], label: "undo", argument: "",
      summary: "Take the last change back; works through the whole report.",
      detail: "Undo is a new line: history stays."),
    Command(
      act: .redo, group: .answer, words: ["redo"],
      keys: [.control("R")], label: "redo", argument: "",
      summary: "Bring back what undo took; within this session.", detail: ""),
    Command(
      act: .next, group: .move, words: ["next", "n", "]"],
      keys: [.character("]"), .enter], label: "next", argument: "",
      summary: "Go to the next step.", detail: ""),
    Command(
      act: .back, group: .move, words: ["back", "b", "<", "["],
      keys: [.character("[")], label: "back", argument: "",
      summary: "Go to the step before.", detail: ""),
    Command(
      act: .nextOpen, group: .move, words: ["open", "next open", "}"],
      keys: [.character("}")], label: "next open", argument: "",
      summary: "Go to the next step that is still open.", detail: ""),
    Command(
      act: .previousOpen, group: .move, words: ["previous open", "{"],
      keys: [.character("{")], label: "open before", argument: "",
      summary: "Go to the open step before this one.", detail: ""),
    Command(
      act: .jump, group: .move, words: ["jump", "j", "go"],
      keys: [], label: "go to", argument: "STEP",
      summary: "Go to a step by its number, such as 2.3, or its id.", detail: ""),
    Command(
      act: .show, group: .look, words: ["show", "again"],
      keys: [.character("h")], label: "history", argument: "",
      summary: "Print the step again, with its evidence and history.", detail: ""),
    Command(
      act: .list, group: .look, words: ["list", "l"],
      keys: [], label: "list", argument: "[open|fail|all]",
      summary: "List the steps of this section, or the open, failed or all ones.", detail: ""),
    Command(
      act: .find, group: .look, words: ["find", "/"],
      keys: [], label: "find", argument: "TEXT",
      summary: "List the steps whose text holds TEXT.", detail: ""),
    Command(
      act: .facts, group: .look, words: ["facts"],
      keys: [.character("F")], label: "facts", argument: "",
      summary: "List the facts and their values.", detail: ""),
    Command(
      act: .status, group: .look, words: ["status"],
      keys: [.character("i")], label: "status", argument: "",
      summary: "Progress, findings, and what a seal still lacks.", detail: ""),
    Command(
      act: .help, group: .look, words: ["help", "h", "?"],
      keys: [.character("?")], label: "keys", argument: "[WORD]",
      summary: "List the commands, or explain one.", detail: ""),
    Command(
      act: .seal, group: .finish, words: ["seal"],
      keys: [.character("S")], label: "seal, sign", argument: "",
      summary: "End the answers, so that the report can be signed.",
      detail: "Needs a comment on each FAIL and n/a, and the evidence that a pass requires."),
    Command(
      act: .reopen, group: .finish, words: ["reopen"],
      keys: [.character("R")], label: "reopen", argument: "REASON",
      summary: "Go on answering after a seal; voids the signatures.", detail: ""),
    Command(
      act: .sign, group: .finish, words: ["sign"],
      keys: [], label: "sign", argument: "[NAME]",
      summary: "Sign the sealed report as its reviewer; shows first what is signed.",
      detail: "NAME is your printed name."),
    Command(
      act: .approve, group: .finish, words: ["approve"],
      keys: [.character("A")], label: "approve", argument: "[NAME]",
      summary: "Approve the signed report as a second person.", detail: ""),
    Command(
      act: .reject, group: .finish, words: ["reject"],
      keys: [.character("X")], label: "reject", argument: "REASON",
      summary: "Refuse approval, with the reason.", detail: ""),
    Command(
      act: .save, group: .finish, words: ["save"],
      keys: [], label: "save", argument: "PATH",
      summary: "After a write error: save everything in a new file and go on there.",
      detail: "Without an error there is nothing to save: every answer is on the disk."),
    Command(
      act: .quit, group: .finish, words: ["quit", "q", "exit"],
      keys: [.character("q"), .character("Q")], label: "leave", argument: "",
      summary: "Leave. Everything is saved.", detail: ""),
    Command(
      act: .pane, group: .screen, words: [], keys: [.tab, .backTab], label: "pane",
      argument: "", summary: "Go to the other pane, outline or step.", detail: ""),
    Command(
      act: .lineDown, group: .screen, words: [], keys: [.character("j"), .down], label: "down",
      argument: "", summary: "One line down: the next step in the outline.", detail: ""),
    Command(
      act: .lineUp, group: .screen, words: [], keys: [.character("k"), .up], label: "up",
      argument: "", summary: "One line up.", detail: ""),
    Command(
      act: .pageDown, group: .screen, words: [], keys: [.control("D"), .pageDown],
      label: "more", argument: "", summary: "Half a page down.", detail: ""),
    Command(
      act: .pageUp, group: .screen, words: [], keys: [.control("U"), .pageUp],
      label: "less", argument: "", summary: "Half a page up.", detail: ""),
    Command(
      act: .first, group: .screen, words: [], keys: [.character("g"), .home], label: "first",
      argument: "", summary: "To the first line.", detail: ""),
    Command(
      act: .last, group: .screen, words: [], keys: [.character("G"), .end], label: "last",
      argument: "", summary: "To the last line.", detail: ""),
    Command(
      act: .fold, group: .screen, words: [], keys: [.character("o")], label: "fold",
      argument: "", summary: "Fold or open a section of the outline.", detail: ""),
    Command(
      act: .filter, group: .screen, words: [], keys: [.character("/")], label: "filter",
      argument: "",
      summary: "Show only steps that hold a text; open, fail, high or evidence narrow it too.",
      detail: ""),
    Command(
      act: .searchNext, group: .screen, words: [], keys: [.character("n")], label: "next match",
      argument: "", summary: "To the next step that the filter lets through.", detail: ""),
    Command(
      act: .searchPrevious, group: .screen, words: [], keys: [.character("N")],
      label: "match before", argument: "",
      summary: "To the step before that the filter lets through.", detail: ""),
    Command(
      act: .mark, group: .screen, words: [], keys: [.character("v")], label: "mark",
      argument: "", summary: "Mark the step; an outcome then goes to all marked steps.",
      detail: ""),
    Command(
      act: .editor, group: .screen, words: [], keys: [.character("E")], label: "editor",
      argument: "", summary: "Write the comment in $VISUAL, $EDITOR or vi.", detail: ""),
    Command(
      act: .copy, group: .screen, words: [], keys: [.character("y")], label: "copy",
      argument: "", summary: "Copy the step's next command to the clipboard (OSC 52).",
      detail: ""),
    Command(
      act: .preview, group: .screen, words: [], keys: [.character("r")], label: "report",
      argument: "", summary: "Show the report as it would be exported.", detail: ""),
    Command(
      act: .messages, group: .screen, words: [], keys: [.character("m")], label: "messages",
      argument: "", summary: "Show again what was said, the newest first.", detail: ""),
    Command(
      act: .palette, group: .screen, words: [], keys: [.character(":")], label: "commands",
      argument: "",
      summary: "Find a command by a few letters, or write it with what follows its word.",
      detail: "Such as `jump 2.3`, `fail two tables differ` or `fact provider own`."),
    Command(
      act: .redraw, group: .screen, words: [], keys: [.control("L")], label: "redraw",
      argument: "", summary: "Draw the screen again.", detail: ""),
    Command(
      act: .suspend, group: .screen, words: [], keys: [.control("Z")], label: "suspend",
      argument: "", summary: "Put the program to sleep; fg brings it back.", detail: ""),
  ]

  /// The command of an act.
  public static func command(_ act: Command.Act) -> Command? {
    all.first { $0.act == act }
  }

  /// The key that does an act, nil when only the palette reaches it.
  ///
  /// One key seals what is open and signs what is sealed.
  static func key(of act: Command.Act) -> KeyPress? {
    command(act == .sign ? .seal : act)?.keys.first
  }

  /// The command of a key.
  public static func command(for key: KeyPress) -> Command? {
    all.first { $0.keys.contains(key) }
  }

  /// Finds the command that an input line begins with.
  ///
  /// - Parameter line: what was typed, trimmed.
  /// - Returns: the command and what follows its word, or nil.
  public static func parse(_ line: String) -> (command: Command, argument: String)? {
    let lowered = line.lowercased()
    var best: (command: Command, length: Int)?
    for command in all {
      for word in command.words where lowered.hasPrefix(word) {
        let rest = lowered.dropFirst(word.count)
        guard rest.first?.isWhitespace ?? true || word == "/" else { continue }
        if best.map({ word.count > $0.length }) ?? true { best = (command, word.count) }
      }
    }
    guard let best else { return nil }
    let argument = line.dropFirst(best.length).drop(while: \.isWhitespace)
    return (best.command, String(argument))
  }
}
