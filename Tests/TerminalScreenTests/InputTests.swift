import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What reaches the program of what is typed and pasted.
@Suite(.serialized)
struct InputTests {
  @Test func escapeAloneIsTold() throws {
    let tmux = try Tmux()
    try tmux.waitFor("event 0: none")
    try tmux.send([0x1B])
    try tmux.demo.waitFor("key(escape)")
    try tmux.type("j")
    try tmux.demo.waitFor("text(\"j\")")
    #expect(tmux.demo.events == ["key(escape)", "text(\"j\")"])
  }

  @Test(arguments: [
    ("\u{1B}x", ["key(alt(\"x\"))"]), ("\u{1B}é", ["key(alt(\"é\"))"]),
    ("\u{1B}[1;9P", []), ("\u{1B}[<0;1;1M", []), ("\u{1B}]11;rgb:0/0/0\u{7}", []),
    ("\u{1B}]11;q\u{1B}\\", []), ("\u{1B}P1$rq\u{1B}\\", []), ("\u{1B}[[A9", ["text(\"9\")"]),
    ("\u{1B}[", ["key(alt(\"[\"))"]), ("\u{1B}\r", ["key(escape)", "key(enter)"]),
    ("\u{1B}[A\u{1B}OB", ["key(up)", "key(down)"]),
    ("\u{1B}[H\u{1B}[4~", ["key(home)", "key(end)"]),
    ("\u{1B}Oq\u{1B}OM", ["text(\"1\")", "key(enter)"]), ("é日👍", ["é", "日", "👍"].map(told)),
    (
      "\u{7F}\u{8}\t\r\n", ["backspace", "backspace", "tab", "enter", "enter"].map { "key(\($0))" }
    ),
    ("\u{1}\u{4}\u{0}\u{1F}", ["A", "D", "@", "_"].map { "key(control(\"\($0)\"))" }),
    ("\u{1B}[201~", []), ("\u{85}", []),
    ("\u{1B}[1;5D\u{1B}[1;3D\u{1B}[5D\u{1B}O5D\u{1B}Od", repeated("wordLeft", 5)),
    ("\u{1B}[1;5C\u{1B}[1;9C\u{1B}[5C\u{1B}O5C\u{1B}Oc", repeated("wordRight", 5)),
    ("\u{1B}\u{1B}[D\u{1B}\u{1B}OC", ["key(wordLeft)", "key(wordRight)"]),
    ("\u{1B}\u{7F}\u{1B}\u{8}", repeated("altBackspace", 2)),
  ])
  func bytesBecomeEvents(bytes: String, events: [String]) throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.send(bytes)
    // The answer to a wait comes after all that was sent before it.
    try pty.wait("events") { pty.demo.events.count >= events.count }
    pty.send("t")
    try pty.waitFor("timeout after a wait")
    #expect(pty.demo.events.filter { !$0.hasPrefix("timeout") } == events + ["text(\"t\")"])
  }

  @Test func noKeyWithControlAltOrShiftBecomesText() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    for modifier in 2...16 {
      for letter in "ABCDEFHPQRSZ" { pty.send("\u{1B}[1;\(modifier)\(letter)") }
      for number in 1...34 { pty.send("\u{1B}[\(number);\(modifier)~") }
      for code in [9, 13, 27, 97, 127] { pty.send("\u{1B}[27;\(modifier);\(code)~") }
      for code in [9, 13, 97, 127] { pty.send("\u{1B}[\(code);\(modifier)u") }
    }
    for letter in "abcd" { pty.send("\u{1B}[\(letter)\u{1B}O\(letter)") }
    for end in ["$", "^", "@"] {
      for number in 2...8 { pty.send("\u{1B}[\(number)\(end)") }
    }
    pty.send("t")
    try pty.waitFor("timeout after a wait")
    let texts = pty.demo.events.filter { $0.hasPrefix("text") || $0.hasPrefix("paste") }
    #expect(texts == ["text(\"t\")"])
  }

  @Test func bytesThatAreNotUTF8DoNotSwallowWhatFollows() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.send([
      0xFF, 0xC3, 0x28, 0xF0, 0x9F, 0x80, 0x6A, 0xED, 0xA0, 0x80, 0xC0, 0xAF, 0x1B, 0x5B, 0x41,
    ])
    let told = ["\u{FFFD}", "\u{FFFD}", "(", "\u{FFFD}", "j", "\u{FFFD}", "\u{FFFD}", "\u{FFFD}"]
    try pty.waitFor("key(up)")
    #expect(pty.demo.events == told.map(Self.told) + ["key(up)"])
  }

  @Test func aCharacterMayComeInPieces() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.send([0x6A])
    try pty.waitFor("text(\"j\")")
    pty.send([0xE6, 0x97])
    poll(nil, 0, 60)
    pty.send([0xA5])
    try pty.waitFor("text(\"日\")")
  }

  @Test func aPasteIsOneEvent() throws {
    let tmux = try Tmux(Tmux.tellingTheEnd)
    try tmux.waitFor("event 0: none")
    try tmux.paste("hé q\nq \u{1B}[A 日本 q")
    try tmux.waitFor("event 1: paste of 15: hé q\\rq \\u{1b}[A 日本 q")
    try tmux.type("q")
    try tmux.waitFor("left with 0")
  }

  @Test func aPasteIsBoundedAndNothingOfItIsTyped() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    let tooMuch = String(repeating: "q日", count: 300_000)
    pty.send("\u{1B}[200~\(tooMuch)\u{1B}[201~j")
    try pty.waitFor("text(\"j\")")
    let events = pty.demo.events
    #expect(events.count == 2)
    #expect(events[0].hasPrefix("paste(\"q日q日"))
    #expect(events[0].utf8.count > 1_048_500 && events[0].utf8.count < 1_048_600)
    #expect(!events[0].contains("\u{FFFD}"))
  }

  @Test func aMarkInsideAPasteIsText() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.send("\u{1B}[200~a\u{1B}\u{1B}[20x\u{1B}[201\u{1B}[201~")
    try pty.wait("a paste") { pty.demo.events.count == 1 }
    #expect(pty.demo.events == ["paste(\"a\\u{1B}\\u{1B}[20x\\u{1B}[201\")"])
  }

  @Test func copyingSendsBase64() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.send("y")
    try pty.wait("the sequence") { pty.text.contains("\u{1B}]52;c;Y29waWVkIOKckw==\u{7}") }
  }

  private static func repeated(_ key: String, _ count: Int) -> [String] {
    Array(repeating: "key(\(key))", count: count)
  }

  private static func told(_ character: String) -> String { "text(\"\(character)\")" }
}
