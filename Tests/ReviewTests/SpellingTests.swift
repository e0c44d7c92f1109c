import Review
import Testing

/// Names and values, judged byte by byte.
struct SpellingTests {
  @Test(arguments: [
    ("ann@example.test", true), ("_x", true), ("0", true), ("A.b_c%d+e@f:g/h=i~j-k", true),
    (String(repeating: "a", count: 255), true), (String(repeating: "a", count: 256), false),
    ("", false), ("-x", false), (".x", false), ("@x", false), ("a b", false), ("a*", false),
    ("a,b", false), ("a!b", false), ("a\"b", false), ("é", false), ("a\n", false),
    ("K\u{301}", false), ("\u{212A}", false),
  ])
  func principals(text: String, isValid: Bool) {
    #expect(Principal.isValid(text) == isValid)
  }

  @Test(arguments: [
    ("", true), ("aA0._:/@%+,=-", true), (String(repeating: "x", count: 200), true),
    (String(repeating: "x", count: 201), false), ("a b", false), ("a;b", false), ("$x", false),
    ("é", false), ("\u{212A}", false), ("a\u{0}", false), ("`a", false), ("\u{1FEF}", false),
  ])
  func factValues(text: String, isValid: Bool) {
    #expect(FactValue.isValid(text) == isValid)
  }

  @Test func outcomesInWords() {
    #expect(Outcome.allCases.map(\.word) == ["pass", "FAIL", "n/a", "not checked"])
  }
}
