import Foundation
import Testing

/// What a terminal shows, looked at in tmux.
@Suite(.serialized)
struct DrawingTests {
  @Test func drawsAFrame() throws {
    let tmux = try Tmux()
    try tmux.waitFor("event 0: none")
    let rows = try tmux.rows
    #expect(rows[0] == " Screen demo 80x24")
    #expect(rows[1] == String(repeating: "─", count: 80))
    #expect(rows[2].hasPrefix(" ✓ item 0 plain text to read"))
    #expect(rows[3].hasPrefix(" ✗ item 1 日本語 wide"))
    #expect(rows[3].hasSuffix("right"))
    #expect(rows[23] == "event 0: none")
    #expect(try tmux.value("cursor_x") == "1")
    #expect(try tmux.value("cursor_y") == "2")
    #expect(try tmux.value("cursor_flag") == "1")
    #expect(try tmux.value("alternate_on") == "1")
  }

  /// The bar stands where the layout has it, whatever the terminal thinks of the emoji before it:
  /// tmux tells the columns of what is written after a move.
  @Test func charactersWithoutAgreedWidthDoNotMoveTheRestOfTheRow() throws {
    let tmux = try Tmux()
    try tmux.waitFor("event 0: none")
    for _ in 0..<2 {
      for row in [5, 7, 12, 14] {
        let shown = try tmux.rows[row]
        #expect(shown.contains("| after"), "row \(row): \(shown)")
        #expect(shown.hasSuffix("right"))
      }
      // They are gone, and come back, as the rows scroll out of a small window.
      try tmux.resize(80, 4)
      try tmux.waitFor("Screen demo 80x4")
      try tmux.resize(80, 24)
      try tmux.waitFor("Screen demo 80x24")
    }
  }

  @Test func movesTheFocus() throws {
    let tmux = try Tmux()
    try tmux.waitFor("event 0: none")
    try tmux.type("j", "j", "Down", "k")
    try tmux.waitFor("event 4: text k")
    #expect(try tmux.value("cursor_y") == "4")
  }

  @Test func resizesAreFollowedDownToOneCell() throws {
    let tmux = try Tmux()
    try tmux.waitFor("event 0: none")
    for _ in 0..<3 {
      for (columns, rows) in [(1, 1), (20, 5), (300, 100), (2, 40), (80, 24)] {
        try tmux.resize(columns, rows)
      }
    }
    try tmux.waitFor("Screen demo 80x24")
    for (columns, rows) in [(1, 1), (20, 5), (300, 100), (80, 24)] {
      try tmux.resize(columns, rows)
      try tmux.demo.waitFor("resize(columns: \(columns), rows: \(rows))")
    }
    try tmux.waitFor("Screen demo 80x24")
    #expect(try tmux.rows[1] == String(repeating: "─", count: 80))
    try tmux.type("j")
    try tmux.waitFor("text j")
  }

  @Test(arguments: [
    "vt100", "linux", "screen-256color", "xterm-256color", "rxvt", "tmux-256color", "xterm",
  ])
  func worksOn(type: String) throws {
    let tmux = try Tmux(Tmux.tellingTheEnd, with: ["TERM": type])
    try tmux.waitFor("event 0: none")
    let rows = try tmux.rows
    #expect(rows[0] == " Screen demo 80x24")
    #expect(rows[3].hasPrefix(" ✗ item 1 日本語 wide"))
    try tmux.type("Down", "Up", "Home", "End", "NPage", "PPage", "BTab", "DC", "Escape")
    try tmux.demo.waitFor("key(escape)")
    let keys = ["down", "up", "home", "end", "pageDown", "pageUp", "backTab", "delete", "escape"]
    #expect(tmux.demo.events == keys.map { "key(\($0))" })
    try tmux.type("q")
    try tmux.waitFor("left with 0")
  }

  @Test(arguments: [
    ("nonsense", "the terminal type \"nonsense\" is not known here"),
    ("dumb", "a terminal of type \"dumb\" cannot show a full screen"),
    ("", "is not known: set TERM"),
  ])
  func saysWhyThereIsNoScreen(type: String, message: String) throws {
    let pty = try Pty(with: ["TERM": type])
    #expect(try pty.exitCode() == 3)
    #expect(pty.text.contains(message), "\(pty.text)")
    #expect(!pty.text.contains("\u{1B}"))
  }

  @Test func aLocaleWithoutUTF8GetsSignsInASCII() throws {
    let tmux = try Tmux(with: ["LC_ALL": "C"])
    try tmux.waitFor("event 0: none")
    let rows = try tmux.rows
    #expect(rows[1] == String(repeating: "-", count: 80))
    #expect(rows[2].hasPrefix(" + item 0"))
    #expect(rows[3].hasPrefix(" X item 1 日本語 wide"))
    #expect(tmux.demo.log.first?.hasPrefix("open assumedUTF8") == true)
  }

  @Test func asciiIsAllThatIsSentWhenAskedFor() throws {
    let pty = try Pty(["--ascii"])
    try pty.waitFor("drawn")
    pty.send("q")
    #expect(try pty.exitCode() == 0)
    #expect(pty.output.allSatisfy { $0 < 0x80 })
    #expect(pty.text.contains("item 1 ?????? wide"))
  }

  @Test(arguments: ["xterm-256color", "linux", "screen-256color"])
  func noColorSendsNone(type: String) throws {
    for (value, isColored) in [("1", false), ("", true)] {
      let pty = try Pty(with: ["TERM": type, "NO_COLOR": value])
      try pty.waitFor("drawn")
      pty.send("jjq")
      #expect(try pty.exitCode() == 0)
      #expect(Self.colors(in: pty.text).isEmpty == !isColored)
      // The focus is reversed without colour too.
      #expect(pty.text.contains(#/\u{1B}\[[0-9;]*7m/#))
    }
  }

  @Test func movingTheFocusSendsFewBytes() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    let first = try pty.bytesOfNextFrame { pty.send("m") }
    let moved = try pty.bytesOfNextFrame { pty.send("k") }
    #expect(!first.isEmpty)
    #expect(moved.count < 400, "\(moved.count): \(String(decoding: moved, as: UTF8.self))")
    #expect(!String(decoding: moved, as: UTF8.self).contains("\u{1B}[2J"))
    let redrawn = try pty.bytesOfNextFrame { pty.send("\u{C}") }
    #expect(redrawn.count > 1_000)
  }

  @Test func noFrameIsDimOrHasColoursBeyondTheEight() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.send("jq")
    #expect(try pty.exitCode() == 0)
    #expect(!pty.text.contains(#/\u{1B}\[([0-9]+;)*2m/#))
    #expect(Set(Self.colors(in: pty.text)).isSubset(of: (31...39).map { "\($0)" }))
  }

  /// The parameters that choose colours, apart from those that go back to the default.
  private static func colors(in text: String) -> [String] {
    text.matches(of: #/\u{1B}\[([0-9;]*)m/#)
      .flatMap { $0.1.split(separator: ";").map(String.init) }
      .filter { (Int($0) ?? 0) >= 30 && $0 != "39" && $0 != "49" }
  }
}
