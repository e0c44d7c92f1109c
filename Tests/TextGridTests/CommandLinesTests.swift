import Testing
import TextGrid

struct CommandLinesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let width: Int
    var indent = 0
    /// A line at the edge begins with `|`.
    let lines: [String]
    var testDescription: String { "\(text.debugDescription) at \(width)" }
  }

  @Test(arguments: [
    Case(text: "", width: 10, lines: [""]),
    Case(text: "ls -l /var", width: 10, lines: ["ls -l /var"]),
    Case(text: "ls -l /var/opt", width: 10, lines: [#"ls -l \"#, "/var/opt"]),
    Case(text: "ls -l /a /b", width: 10, indent: 2, lines: [#"ls -l /a \"#, "  /b"]),
    Case(text: "ls -l /a/b/c", width: 8, indent: 2, lines: [#"ls -l \"#, "  /a/b/c"]),
    Case(text: "cd a\nls -l b c", width: 8, lines: ["cd a", #"ls -l \"#, "b c"]),
    Case(text: "echo 'a b' c", width: 9, lines: [#"echo \"#, "'a b' c"]),
    Case(text: #"echo "a \" b" c"#, width: 11, lines: [#"echo \"#, #""a \" b" c"#]),
    Case(text: #"ls a\ b c"#, width: 7, lines: [#"ls \"#, #"a\ b c"#]),
    Case(text: #"ls a\  b c"#, width: 8, lines: [#"ls a\  \"#, "b c"]),
    Case(text: "echo 'a\nb c' d", width: 8, lines: ["echo 'a", "|b c' d"]),
    Case(text: "a \\\n'b c dd' ee", width: 10, lines: [#"a \"#, #"'b c dd' \"#, "ee"]),
    Case(text: "a\\\nb c", width: 10, lines: [#"a\"#, "|b c"]),
    Case(
      text: "x 'aaa bbb ccc' y", width: 9,
      lines: [#"x \"#, #"'aaa '\"#, #"|'bbb '\"#, "|'ccc' y"]),
    Case(
      text: #"x "aaa bbb ccc" y"#, width: 9,
      lines: [#"x \"#, #""aaa \"#, #"|bbb cc\"#, #"|c" y"#]),
    Case(text: "x abcdefghi y", width: 6, lines: [#"x \"#, #"abcde\"#, "|fghi y"]),
    Case(
      text: #"a "$b $(c d e)" f"#, width: 12,
      lines: [#"a "$b $(c \"#, #"d e)" f"#]),
    Case(text: "a `b 'c d'` e", width: 7, lines: [#"a `b \"#, #"'c d'` \"#, "e"]),
    Case(text: "a $((1 + 2)) b", width: 5, lines: [#"a \"#, #"$((1 + 2)) \"#, "b"]),
    Case(text: "a ${b:-c d} e", width: 5, lines: [#"a \"#, #"${b:-c d} \"#, "e"]),
    Case(text: "(a b) c", width: 5, lines: [#"(a \"#, "b) c"]),
    Case(text: "a # b c d", width: 6, lines: [#"a \"#, "# b c d"]),
    Case(
      text: "a <<E b c\nd e f\nE", width: 6,
      lines: [#"a \"#, #"<<E \"#, "b c", "|d e f", "|E"]),
    Case(text: "", width: -3, lines: [""]),
  ])
  func laidOut(example: Case) {
    let command = CommandLines(example.text, width: example.width, indent: example.indent)
    #expect(command.lines.map { ($0.isAtEdge ? "|" : "") + $0.text } == example.lines)
    #expect(!command.hasBlankEnd)
  }

  @Test(arguments: [#"a b\ "#, #"a b\   "#, "a 'b \nc'", "a <<E\nb \nE"])
  func aBlankThatCountsAtAnEndIsTold(command: String) {
    #expect(CommandLines(command, width: 40).hasBlankEnd)
  }

  @Test(arguments: [(20, true), (80, false)])
  func deepNestingIsLeftAlone(depth: Int, isParted: Bool) {
    let inner = "aaaa bbbb cccc"
    let text = String(repeating: "$(", count: depth) + inner + String(repeating: ")", count: depth)
    let lines = CommandLines(text, width: 20).lines.map(\.text)
    #expect(lines.contains { $0.contains(inner) } != isParted)
  }

  @Test func anyTextAndAnyWidthIsTaken() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<3_000 {
      let text = RandomText.shown(using: &generator)
      let width = Int.random(in: -1...40, using: &generator)
      let command = CommandLines(
        text, width: width, firstIndent: .random(in: 0...20, using: &generator),
        indent: .random(in: 0...20, using: &generator))
      let shown = command.lines.map(\.text).joined()
      #expect(ink(shown) == ink(text))
    }
  }

  /// What is left without blanks, line ends and what parts a word.
  private func ink(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { !" \n\r\\'".unicodeScalars.contains($0) }
  }
}
