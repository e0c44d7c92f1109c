import Checklist
import Foundation
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

/// What is shown of a command, selected as lines and pasted into a shell, is the command.
@Suite struct CommandPasteTests {
  static let widths = 20...120

  /// What is selected of a command that is shown, or nil when the screen does not vouch for it.
  static func selected(_ command: String, width: Int, indent: Int = 12) -> String? {
    var text = SpanText(width: width)
    text.command(command, indent: indent)
    guard text.lines.allSatisfy({ $0.allSatisfy { $0.style == .command } }) else { return nil }
    return text.lines.map { spans in
      // The margin of the screen is selected with the line, blanks at its end are not.
      let line = (spans.first == .edge ? "" : " ") + spans.map(\.text).joined()
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  /// Every distinct way that a command is shown in.
  static func shown(_ command: String) -> Set<String> {
    Set(widths.compactMap { selected(command, width: $0) })
  }

  /// What a shell makes of texts, one answer each, in the order of the texts.
  static func answers(_ shell: String, prelude: String, _ texts: [String]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("paste-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let end = "--- end of an answer ---\n"
    var script = prelude + "\n"
    for text in texts {
      script += "meaning '" + text.replacingOccurrences(of: "'", with: "'\\''") + "'\n"
      script += "echo '\(end.dropLast())'\n"
    }
    let file = folder.appendingPathComponent("script")
    try Data(script.utf8).write(to: file)
    let output = folder.appendingPathComponent("output")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [shell, file.path]
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    let told = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    return told.components(separatedBy: end).dropLast()
  }

  /// Compares each command with all that may be selected of it.
  static func compare(
    _ shell: String, prelude: String, _ commands: [(command: String, selections: Set<String>)]
  ) throws -> Int {
    let cases = commands.map { (command: $0.command, selections: Array($0.selections)) }
    let texts = cases.flatMap { [$0.command + "\n"] + $0.selections }
    let answers = try answers(shell, prelude: prelude, texts)
    try #require(answers.count == texts.count)
    var place = 0
    for (command, selections) in cases {
      for (index, selection) in selections.enumerated() {
        #expect(
          answers[place + 1 + index] == answers[place], "\(command)\nis shown as\n\(selection)")
      }
      place += 1 + selections.count
    }
    return texts.count
  }

  /// What bash makes of it where there is no other program: the words of each command.
  static let words = #"""
    command_not_found_handle() { printf '%q ' "$@"; echo; }
    for name in aws az curl gcloud grep gsutil helm jq kubectl nc sort sudo terraform; do
      eval "$name() { command_not_found_handle $name \"\$@\"; }"
    done
    PATH=/nonexistent
    # Whether a writer sees its pipe closed is chance, and only told on standard error.
    meaning() { eval "$1" 2>/dev/null; echo "$?"; }
    """#

  /// What commands that only print their words make of it.
  static let run = """
    a() { printf '%s' a; printf '<%s>' "$@"; echo; }
    b() { printf '%s' b; printf '<%s>' "$@"; echo; }
    c() { printf '%s' c; printf '<%s>' "$@"; echo; }
    PATH=/nonexistent
    meaning() { (eval "$1" 2>/dev/null); echo "$?"; }
    """

  static func shipped() throws -> [String] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../checklists")
    let names = ["backup.yaml", "security.yaml", "environment.yaml"]
    let sources = try names.map { name in
      ChecklistSource(
        name: name, path: name, bytes: [UInt8](try Data(contentsOf: folder.appending(path: name))))
    }
    let set = try #require(ChecklistReader.read(sources, rules: .form).set)
    return set.steps.flatMap(\.step.check).compactMap(\.command).map { command in
      CommandTemplate.fill(command) { "the-" + $0 }.text
    }
  }

  @Test func everyShippedCommandIsTheCommand() throws {
    let commands = try Self.shipped()
    #expect(commands.count > 150)
    let cases = commands.map { command in
      let selections = Self.widths.map { Self.selected(command, width: $0) }
      #expect(!selections.contains(nil), "cut: \(command)")
      return (command, Set(selections.compactMap(\.self)))
    }
    let compared = try Self.compare("bash", prelude: Self.words, cases)
    #expect(compared > 5_000)
  }

  static let nasty = [
    #"for i in $(a x --query "B[?s(N,'p-')].N" --output text); do b "$i $(c s --bucket "$i" --query Status --output text)"; done"#,
    #"a "$b $(b s --bucket "$x" --query 'Status  of' --output text)"; b"#,
    #"a 'x  y' 'it'\''s  fine' b   'c'"#,
    #"a `b "x  y" z` c d"#,
    #"a "`b "x  y" z`" c d"#,
    #"a `b \`c d e\` f` g h"#,
    #"a `b "x\"  y" z` c d"#,
    #"a "`b 'x$y  z' \$w`" c d"#,
    #"a ${x:-y  z} "${x:-y  z}" "${x:-'y  z'}" w v"#,
    #"a "${x#'}'}" b  "c  d" e"#,
    #"a "${x:-$(b "c  d" e)}" f g"#,
    #"a $((1 + 2)) "$(( $(echo 3 4 | c >&2; echo 3) + 4 ))" b c"#,
    #"(a b; b c) | c; { a x; b; } && (c 'd  e')"#,
    #"a \  b\  c "d\" e" f\\ g"#,
    #"a b\ "#,
    "a b # it's \"a comment  b\nb c 'd  e' f",
    "a \"$(b # it's a ) comment\nc 'd  e' f)\" g h",
    #"a $'it\'s  x' y z 'w  v'"#,
    #"a $'x  y' z w"#,
    #"x=(1  2 3 4); a "${x[@]}" y z"#,
    #"[[ "a  b" =~ (a  b) ]] && a yes no"#,
    #"case x in (y) a b;; x) b c 'd  e';; esac"#,
    #"a "$(case x in x) b c;; esac)" d "e  f" g"#,
    "a x <<E y\n  b  c\nE\nb d e",
    "a x\\\ny z w",
    "a x \\\n  y 'z  w'",
    "a \\\n# it's\nb 'c  d' e",
    "a \"x \\\n  y\" z",
    #"a x <<< "x  y" z w"#,
    #"a "x\\" "y  z" "\$(b" c")" d"#,
    #"a "a$(b 'c)' "d)  e")f" g h"#,
    #"a <(b c d) e f"#,
    "a 'x\ny  z' w",
    "a 'x \ny  z ' w",
    "a \"é  日本\" 日本 b c",
    #"a --x="$(b  c)"--y 'z  w' v"#,
    #"if a; then b "c  d"; else c e; fi; while false; do a b; done"#,
    #"a x&&b y||c z;a w|b v  "u  t""#,
    #"a $(b;c)#x 'y  z' w"#,
    #"(a;b)#comment 'x  y "z  w"#,
    #"a {x,y}  'z  w' v"#,
    #"f() { a "$@"; }; f x  y 'z  w'"#,
    #"a 'x\' y 'z  w'"#,
    #"a "$( (b x; c 'y  z') | b z )" w v"#,
    #"a "$(b "$(c "d  e" f)" g)" h i"#,
    #"a $"x  y" z w"#,
    "a x\t'y\tz' w",
    "a 'x\u{1B}y' z",
    #"a "b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9 b c d e f g h i j k" l m"#,
  ]

  @Test(arguments: ["bash", "dash"]) func everyNastyCommandIsTheCommand(shell: String) throws {
    let compared = try Self.compare(
      shell, prelude: Self.run, Self.nasty.map { ($0, Self.shown($0)) })
    #expect(compared > 500)
  }

  @Test(arguments: ["bash", "dash"]) func anyCommandIsTheCommand(shell: String) throws {
    let pool = [
      "a", "b", "c", " ", " ", " ", "  ", "\"", "\"", "'", "'", "$(", "$(", ")", ")", "`", "\\",
      "#", "(", "; ", "$x", "${x:-", "}", "$((", "))", "\n", "1", "\\\n", "x y", "=", "日", "$'",
    ]
    var generator = SeededGenerator(seed: 7)
    var commands: [(command: String, selections: Set<String>)] = []
    for _ in 0..<4_000 {
      let count = Int.random(in: 4...24, using: &generator)
      let command =
        "a " + (0..<count).compactMap { _ in pool.randomElement(using: &generator) }.joined()
      let width = Int.random(in: 8...40, using: &generator)
      guard let selection = Self.selected(command, width: width, indent: 2) else { continue }
      commands.append((command, [selection]))
    }
    #expect(commands.count > 2_000)
    _ = try Self.compare(shell, prelude: Self.run, commands)
  }

  @Test func whatCannotBePartedIsCutAndSaysSo() {
    var text = SpanText(width: 20)
    text.command("a `b 'much too long for a line' c` d", indent: 4)
    #expect(
      text.lines.map { $0.map(\.text).joined() } == [
        "    a `b \\", "'much too long for >", "      c` d", "    Cut at >: y",
        "    copies it whole.",
      ])
  }

  @Test func aLongWordIsPartedAtTheEdge() throws {
    let line =
      "aws ec2 list --query \"sort_by(Instances, &Date)[-3:].[Name, Size]\" "
      + "--output 'json or text'"
    #expect(
      Self.selected(line, width: 40, indent: 4) == """
             aws ec2 list --query \\
               "sort_by(Instances, \\
        &Date)[-3:].[Name, Size]" --output \\
               'json or text'

        """)
  }

  @Test func theSeenFaultIsMended() {
    let line =
      "for b in $(aws s3api list-buckets --query \"Buckets[?starts_with(Name,'the-bucket-prefix-')]"
      + ".Name\" --output text); do echo \"$b $(aws s3api get-bucket-versioning --bucket \"$b\" "
      + "--query Status --output text)\"; done"
    let selected = Self.selected(line, width: 78)?.split(separator: "\n") ?? []
    #expect(selected.count > 3)
    #expect(selected.dropLast().allSatisfy { $0.hasSuffix(" \\") })
  }
}
