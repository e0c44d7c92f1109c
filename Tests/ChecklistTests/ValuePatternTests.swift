import Testing

@testable import Checklist

@Suite struct ValuePatternTests {
  @Test(
    arguments: [
      ("[a-z0-9-]+", ["prod", "a-1"], ["", "Prod", "a b", "prod\n"]),
      ("[0-9]+(\\.[0-9]+)?", ["1", "1.25"], ["1.", ".5", "1.2.3"]),
      ("a|bc|", ["a", "bc", ""], ["b", "abc"]),
      ("^(?:ab){2,3}$", ["abab", "ababab"], ["ab", "abababab"]),
      ("\\d{3}", ["123"], ["12", "1234", "１２３"]),
      ("a{2,}", ["aa", "aaaaa"], ["a"]),
      ("[^/]+/\\w+", ["a-b/c_1"], ["/c", "a/b/c", "a/é"]),
      (".", ["a", "é", "人"], ["", "\n", "ab"]),
      ("x*y?z+", ["z", "xxyz"], ["xy"]),
      ("[\\]\\[a\\-]+", ["[a-]"], ["b"]),
      ("[a-]+", ["a-a"], ["b"]),
      ("(a|b)c", ["ac", "bc"], ["a", "abc"]),
      ("e\u{301}", ["e\u{301}"], ["é"]),
      ("\\s\\S\\W", [" a-"], ["aaa"]),
      ("(a(b|c){1}d)*", [], []),
    ] as [(String, [String], [String])])
  func matches(_ pattern: String, _ good: [String], _ bad: [String]) {
    guard let compiled = ValuePattern(pattern) else {
      #expect(good.isEmpty && bad.isEmpty, "\(ValuePattern.fault(in: pattern) ?? "")")
      return
    }
    for value in good { #expect(compiled.matches(value), "\(value)") }
    for value in bad { #expect(!compiled.matches(value), "\(value)") }
  }

  @Test(arguments: [
    ("(?=a)", "look-around"), ("(?!a)", "look-around"), ("(?<=a)b", "look-around"),
    ("(?<!a)b", "look-around"), ("(a)\\1", "back-references"), ("\\k<a>", "back-references"),
    ("(a+)+", "a repetition of a repetition"), ("(a*b)*", "a repetition of a repetition"),
    ("((a{2})b){3}", "a repetition of a repetition"), ("(?:a|b+){2,}", "a repetition of"),
    ("a++", "two repetitions"), ("a*?", "two repetitions"), ("(?i)a", "'(?:' only"),
    ("(?<n>a)", "'(?:' only"), ("(a", "not closed"), ("a)", "no '('"), ("[a", "not closed"),
    ("[]", "is empty"), ("[z-a]", "backwards"), ("[[:alpha:]]", "cannot stand in"),
    ("*a", "nothing to repeat"), ("a{", "needs numbers"), ("a{3,2}", "needs numbers"),
    ("a{201}", "needs numbers"), ("a{99999999999999999999}", "needs numbers"), ("a^b", "inside"),
    ("a$b", "inside"), ("\\b", "needs no backslash"), ("\\p{L}", "needs no backslash"),
    ("a\\", "ends in a backslash"), ("a}", "closes nothing"), ("[\\D]", "cannot stand in"),
    (String(repeating: "a", count: 201), "over 200 bytes"),
    ("(\(String(repeating: "a", count: 150))){200}", "repeats too much"),
  ])
  func refused(_ pattern: String, _ says: String) {
    #expect(ValuePattern(pattern) == nil)
    #expect(ValuePattern.fault(in: pattern)?.contains(says) == true, "\(pattern)")
  }

  @Test func timeIsBounded() throws {
    let value = String(repeating: "a", count: 200)
    for pattern in [
      String(repeating: "a*", count: 99) + "b", String(repeating: "(a|a)", count: 39) + "b",
      String(repeating: "a?", count: 99) + "b", "(a|b|ab){200}c", String(repeating: "(", count: 99),
      String(repeating: ".*", count: 60) + "x",
    ] {
      guard let compiled = ValuePattern(pattern) else { continue }
      for _ in 0..<10 { #expect(!compiled.matches(value)) }
    }
    #expect(ValuePattern("a*")?.matches(value) == true)
    #expect(ValuePattern("a*")?.matches(value + "a") == false)
  }
}
