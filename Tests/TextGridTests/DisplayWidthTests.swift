import Testing

@testable import TextGrid

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("a", 1), ("plain text", 10), ("日本", 4), ("한글", 4), ("ｱ", 1), ("Ａ", 2),
    ("é", 1), ("e\u{301}", 1), ("cafe\u{301}s", 5), ("e\u{301}\u{302}\u{303}", 1),
    ("❤️", 2), ("❤", 1), ("⌚", 2), ("⌚\u{FE0E}", 2), ("1️⃣", 2), ("1\u{20E3}", 1), ("1", 1),
    ("🇫🇷", 2), ("🇫🇷🇩🇪", 4), ("\u{1F1EB}", 1), ("👩🏾‍🔧", 2), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("☝🏽", 2), ("🏳️‍🌈", 2),
    ("🏴\u{E0067}\u{E0062}\u{E007F}", 2), ("a\u{FE0F}", 1), ("a\u{200D}", 1),
    ("\u{AD}", 1), ("\u{3000}", 2), ("\u{A0}", 1), ("\u{200B}", 0), ("\u{301}", 0),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{1112}\u{1161}", 2), ("\u{1112}", 2), ("\u{1161}", 0),
    ("क्षि", 2), ("ที่", 1), ("שָׁ", 1), ("…─│✓✗█", 6), ("“ä”", 3), ("\u{600}1", 2), ("𠀀", 2), ("🪿", 2),
    ("\u{2E80}", 2), ("\u{10FF}", 1), ("\u{1100}", 2), ("\u{3FFFD}", 2), ("\u{E000}", 1),
  ])
  func widthOfText(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test func aTextIsAsWideAsItsCharactersAndNoneIsWiderThanTwo() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let text = RandomText.wild(using: &generator)
      let widths = text.map { DisplayWidth.of($0) }
      #expect(widths.allSatisfy { (0...2).contains($0) })
      #expect(DisplayWidth.of(text) == widths.reduce(0, +))
    }
  }

  @Test func wideRangesAreSortedAndApart() {
    let ranges = WideRanges.sorted
    for (range, next) in zip(ranges, ranges.dropFirst()) {
      #expect(range.upperBound + 1 < next.lowerBound)
    }
  }

  /// The wide table and the emoji data inside the standard library come from different versions
  /// of the same source, so they must agree on what is old.
  @Test func emojiOfOldAreWide() {
    for value in UInt32(0x1100)...0x1F9FF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isEmojiPresentation,
        !(0x1F1E6...0x1F1FF).contains(value)
      else { continue }
      #expect(DisplayWidth.of(String(scalar)) == 2, "U+\(String(value, radix: 16))")
    }
  }
}
