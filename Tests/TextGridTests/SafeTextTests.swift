import Testing
import TextGrid

struct SafeTextTests {
  /// A text and what becomes of it, named in ASCII: a test's log is shown on terminals too.
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let lines: [String]
    let removed: Int

    init(_ text: String, _ lines: String..., removed: Int = 0) {
      self.text = text
      self.lines = lines
      self.removed = removed
    }

    var testDescription: String {
      text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
    }
  }

  @Test(arguments: [
    Example("plain \\ text", "plain \\ text"), Example("", ""),
    Example("\u{1B}[31mred\u{1B}[0m", #"\u{1b}[31mred\u{1b}[0m"#),
    Example("a\nb\tc\rd\r\ne", #"a\nb\tc\rd\r\ne"#),
    Example("\u{0}\u{7}\u{8}\u{7F}\u{85}\u{9B}", #"\u{0}\u{7}\u{8}\u{7f}\u{85}\u{9b}"#),
    Example("a\u{2028}b\u{2029}", #"a\u{2028}b\u{2029}"#),
    Example("ok\u{202E}gpj.exe\u{202C}", #"ok\u{202e}gpj.exe\u{202c}"#),
    Example(
      "\u{202A}\u{202B}\u{202D}\u{2066}\u{2067}\u{2068}\u{2069}",
      #"\u{202a}\u{202b}\u{202d}\u{2066}\u{2067}\u{2068}\u{2069}"#
    ),
    Example("\u{200E}\u{200F}\u{61C}", #"\u{200e}\u{200f}\u{61c}"#),
    Example("\u{FEFF}a\u{FFF9}b\u{FFFA}\u{FFFB}", #"\u{feff}a\u{fff9}b\u{fffa}\u{fffb}"#),
    Example("a\u{E0041}\u{E007F}", #"a\u{e0041}\u{e007f}"#),
    Example("pass\u{AD}word \u{200B}\u{2060}\u{3164}", #"pass\u{ad}word \u{200b}\u{2060}\u{3164}"#),
    Example("r\u{200D}m\u{FE0F}", #"r\u{200d}m\u{fe0f}"#), Example("\u{FFFF}", #"\u{ffff}"#),
    Example("é\u{FE00}\u{FE01}\u{FE02}", "é\u{FE00}" + #"\u{fe01}\u{fe02}"#),
    Example("नि\u{200D}\u{200D}", "नि\u{200D}" + #"\u{200d}"#),
  ])
  func whatCouldDeceiveIsShown(example: Example) {
    #expect([SafeText.line(example.text)] == example.lines)
  }

  @Test(arguments: [
    "日本語", "e\u{301}", "❤️", "1️⃣", "🇫🇷", "👩🏾‍🔧", "🏳️‍🌈", "می\u{200C}خواهم", "क्\u{200D}ष", "שלום",
    "葛\u{E0100}",
    "…─│✓✗", "\u{A0}", "\u{3000}",
  ])
  func whatScriptsNeedStays(text: String) {
    #expect(SafeText.line(text) == text)
    #expect(SafeText.stripped(text) == (text, 0))
  }

  @Test(arguments: [
    Example(""), Example("a", "a"), Example("a\n", "a"), Example("\n", ""),
    Example("a\n\nb\n\n", "a", "", "b", ""),
    Example("a\r\nb\r\n", "a", "b"), Example("a\rb\r", #"a\rb\r"#),
    Example("a\u{85}b", #"a\u{85}b"#),
    Example("\ta\tbc\t", "        a       bc      "), Example("12345678\tx", "12345678        x"),
    Example("日本\tx", "日本    x"), Example("\u{1B}\tx", #"\u{1b}  x"#),
    Example("a\t\u{301}b", "a       \u{301}b"),
  ])
  func blockIsSplitIntoLines(example: Example) {
    #expect(SafeText.block(example.text) == example.lines)
  }

  @Test(arguments: [
    Example("plain", "plain"), Example("a\n\tb", "a\n\tb"),
    Example("a\r\nb\rc\r\r\n", "a\nb\nc\n\n"),
    Example("\u{1B}[31mred\u{7}", "[31mred", removed: 2),
    Example("a\u{202E}b\u{200F}\u{FEFF}", "ab", removed: 3),
    Example("a\u{2028}b\u{85}c", "a\nb\nc"), Example("r\u{200D}m", "rm", removed: 1),
    Example("❤\u{1B}\u{FE0F}", "❤️", removed: 1),
    Example("\u{0}\u{1}\u{7F}\u{9B}", "", removed: 4),
  ])
  func typedTextLosesControls(example: Example) {
    let result = SafeText.stripped(example.text)
    #expect([result.text] == example.lines)
    #expect(result.removed == example.removed)
  }

  @Test func noControlIsEverLeft() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<1_000 {
      let text = RandomText.wild(using: &generator)
      let line = SafeText.line(text)
      #expect(!hasControl(line))
      #expect(SafeText.line(line) == line)
      let block = SafeText.block(text)
      #expect(block.allSatisfy { !hasControl($0) })
      let typed = SafeText.stripped(text).text
      #expect(SafeText.stripped(typed) == (typed, 0))
      let visible = typed.unicodeScalars.filter { $0 != "\n" && $0 != "\t" }
      #expect(!hasControl(String(String.UnicodeScalarView(visible))))
      for row in SafeText.block(typed) { #expect(SafeText.line(row) == row) }
    }
  }

  @Test func everyScalarIsShownOrNamed() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let line = SafeText.line(String(scalar))
      if line.unicodeScalars.first != scalar || line.unicodeScalars.count != 1 {
        let isNamed = line == "\\u{\(String(value, radix: 16))}" || [9, 10, 13].contains(value)
        #expect(isNamed, "U+\(String(value, radix: 16))")
      }
    }
  }

  /// By value, not by the properties that the code itself asks.
  private func hasControl(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
        0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
        true
      default: false
      }
    }
  }
}
