import Testing
import TextGrid

struct GlyphsTests {
  @Test(arguments: [
    (0, 24, 10, "[........]"), (24, 24, 10, "[########]"), (12, 24, 10, "[####....]"),
    (23, 24, 10, "[#######.]"), (1, 1_000, 10, "[#.......]"), (7, 0, 4, "[..]"),
    (-3, 5, 4, "[..]"), (9, 5, 4, "[##]"), (1, 2, 3, "[.]"), (1, 2, 2, ""), (1, 2, -4, ""),
  ])
  func barIsFullOnlyWhenAllIsDone(done: Int, total: Int, width: Int, bar: String) {
    #expect(Glyphs.ascii.bar(done: done, of: total, width: width) == bar)
  }

  @Test(arguments: [
    ("word", 4, "word", "word"), ("words", 4, "wor…", "w..."), ("日本語", 5, "日本…", "日..."),
    ("words", 2, "w…", "wo"), ("words", 0, "", ""), ("words", -1, "", ""), ("", 0, "", ""),
  ])
  func shortenedTextSaysSo(text: String, width: Int, unicode: String, ascii: String) {
    #expect(Glyphs.unicode.shortened(text, to: width) == unicode)
    #expect(Glyphs.ascii.shortened(text, to: width) == ascii)
  }

  @Test func signsTakeOneColumnAndAsciiIsAscii() {
    for glyphs in [Glyphs.unicode, .ascii] {
      for child in Mirror(reflecting: glyphs).children {
        guard let sign = child.value as? Character else { continue }
        #expect(DisplayWidth.of(sign) == 1)
        #expect(glyphs == .unicode || sign.isASCII)
      }
    }
  }
}
