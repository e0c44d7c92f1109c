import Foundation
import Testing

@testable import Export

@Suite struct MarkdownTextTests {
  @Test(arguments: [
    "All is well, isn't it? Yes: 50% (more or less) of and/or n/a; done!",
    "The \"second\" copy lies in 2026-03-02's room at 10:30 & is kept.",
    "Größe: 日本語 é 🙂", "C++ 12,5 1.2.3 a.b.c", "-v is +1", "",
  ])
  func proseStays(text: String) {
    #expect(MarkdownText.inline(text) == text)
  }

  // What somebody wrote, and the Markdown that shows it.
  static let hostile: [(String, String)] = [
    ("<img src=x onerror=alert(1)>", "`<img src=x onerror=alert(1)>`"),
    ("see <b>this</b> now", "see `<b>this</b>` now"),
    ("<!-- a -->", "`<!--` a `-->`"),
    ("&lt;b&gt;", "`&lt;b&gt`;"),
    ("![a b](http://e.example/x.png)", "`![a b](http://e.example/x.png)`"),
    ("[a](javascript:x).", "`[a](javascript:x)`."),
    ("(https://e.example).", "(`https://e.example`)."),
    ("www.e.example WWW.e.example", "`www.e.example WWW.e.example`"),
    ("me@e.example", "`me@e.example`"),
    ("@all and @user:", "`@all` and `@user`:"),
    ("Closes #1, !2; ~label %3 $4 &5", "Closes `#1`, `!2`; `~label %3 $4 &5`"),
    ("~\"a label\"", "`~\"a` label\""),
    ("[issue:1] [[page]] [TOC] [ ] [^1]", "`[issue:1] [[page]] [TOC] [ ] [^1]`"),
    ("GL-12 and JIRA-3 and re-2", "`GL-12` and `JIRA-3` and `re-2`"),
    ("at 9ba12248 and DEADBEEF", "at `9ba12248` and `DEADBEEF`"),
    ("group/project#1", "`group/project#1`"),
    ("/close now", "`/close` now"),
    (":smile: here", "`:smile`: here"),
    ("**bold** _it_ ~~no~~ {+ a", "`**bold** _it_ ~~no~~ {+` a"),
    ("a | b", "a `|` b"),
    ("- item", "\\- item"), ("+ item", "\\+ item"),
    ("1. item", "1\\. item"), ("2) item", "2\\) item"),
    ("---", "\\---"), ("===", "`===`"), ("# Title", "`#` Title"), ("> quote", "`>` quote"),
    (": text", "`:` text"),
    ("$`x`$ $$y$$", "``$`x`$ $$y$$``"), ("\\(x\\) %{a}", "`\\(x\\) %{a}`"),
    ("`ls -l` runs", "`ls -l` runs"),
    ("`/etc/x` lies", "`/etc/x` lies"), ("a`b", "``a`b``"), ("`a", "`` `a ``"),
    ("```sh", "```` ```sh ````"), ("::include{file=a}", "`::include{file=a}`"),
    ("a\u{1b}[2Jb", "`a\\u{1b}[2Jb`"), ("a\u{202e}b", "`a\\u{202e}b`"), ("a\nb", "`a\\nb`"),
    ("@\u{301}all", "`@\u{301}all`"),
  ]

  @Test(arguments: hostile)
  func allElseIsCode(text: String, markdown: String) {
    #expect(MarkdownText.inline(text) == markdown)
    #expect(Residue.isHarmless(MarkdownText.inline(text)))
    #expect(Residue.isHarmless(MarkdownText.code(text)))
  }

  @Test func longRunsOfBackticksOpenNothing() {
    let text = "a" + String(repeating: "`", count: 200) + "@all"
    let markdown = "`a`" + String(repeating: "\\`", count: 200) + "`@all`"
    #expect(MarkdownText.inline(text) == markdown)
    #expect(MarkdownText.code(text) == markdown)
  }

  @Test func codeShowsNothingAsAWord() {
    #expect(MarkdownText.code("") == "(empty)")
    #expect(MarkdownText.code("` `") == "`` ` ` ``")
    #expect(MarkdownText.code(" a ") == "`  a  `")
    #expect(MarkdownText.code("`") == "`` ` ``")
  }

  @Test func quoteKeepsEveryLineBehindItsMark() {
    let text = "\n<b>one\n/close\r\n\n- two\n```\n# three\n\n"
    #expect(
      MarkdownText.quote(text, indent: "  ") == [
        "  > `<b>one`\\", "  > `/close`", "  >", "  > \\- two\\", "  > ```` ``` ````\\",
        "  > `#` three",
      ])
  }

  @Test func arrangedTextIsCodeInsideTheQuote() {
    #expect(
      MarkdownText.quote("a   b\n\n  @all</pre>") == [">     a   b", ">", ">       @all</pre>"])
    #expect(MarkdownText.quote("a\tb") == [">     a       b"])
    #expect(MarkdownText.quote("a b\n c\u{2028}d") == ["> a b\\", "> `c\\u{2028}d`"])
  }

  @Test func randomTextIsHarmless() {
    var generator = Sequence(state: 7)
    let pieces = [
      "`", "``", "\\", "@all", "#1", " ", "  ", "[a](b:c)", "<b>", "|", "\n", "\u{301}", "word",
      "*", "_", "!", "$", "http://e", "www.", "me@e.example", "/close", "-", "1.", "é", "~", "(",
      ")",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1..<12, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      #expect(Residue.isHarmless(MarkdownText.inline(text)), "\(text.debugDescription)")
      #expect(Residue.isHarmless(MarkdownText.code(text)), "\(text.debugDescription)")
      for line in MarkdownText.quote(text) {
        #expect(line.hasPrefix(">"))
        let isCode = line.utf8.starts(with: ">     ".utf8)
        // By bytes: a combining mark joins the space before it. A backslash is a hard line break.
        let body = line.utf8.dropFirst(2)
        let shown = body.last == UInt8(ascii: "\\") ? body.dropLast() : body
        #expect(isCode || Residue.isHarmless(String(Substring(shown))), "\(text.debugDescription)")
      }
    }
  }
}

/// The same numbers each time.
private struct Sequence: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

/// What a renderer sees outside code spans, found as CommonMark finds them.
enum Residue {
  /// Whether nothing outside code spans has a meaning.
  static func isHarmless(_ markdown: String) -> Bool {
    let residue = outsideCodeSpans(Array(markdown.utf8))
    let text = String(decoding: residue, as: UTF8.self)
    let words = text.split(separator: " ")
    let meanings = [
      #"[<>\[\]{}*_~#$^=|@]"#, #":[^ 0-9\x00]"#, #"![0-9\x00]"#, "&[^ ]", "[0-9a-fA-F]{7}",
      "^([+]|-+|[0-9]+[.)])( |$)", "[A-Za-z]-[0-9]", "(?i)www[.]",
    ]
    return !residue.contains(0x0A) && !residue.contains(UInt8(ascii: "`"))
      && meanings.allSatisfy { text.range(of: $0, options: .regularExpression) == nil }
      && words.allSatisfy { !$0.hasPrefix("/") }
  }

  /// Each code span, and each backslash with what it protects, as one NUL.
  private static func outsideCodeSpans(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    func run(at start: Int) -> Int {
      bytes[start...].prefix { $0 == UInt8(ascii: "`") }.count
    }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        result.append(0)
        index += 2
        continue
      }
      let length = run(at: index)
      guard length > 0 else {
        result.append(bytes[index])
        index += 1
        continue
      }
      var end = index + length
      while end < bytes.count, run(at: end) != length { end += max(1, run(at: end)) }
      if end < bytes.count {
        result.append(0)
        index = end + length
      } else {
        result += bytes[index..<index + length]
        index += length
      }
    }
    return result
  }
}
