import Checklist
import TextGrid

@testable import Export
@testable import Review

/// Any text on its way to a terminal or into an export.
enum TextTarget: FuzzTarget {
  static let name = "text"

  static var seeds: [[UInt8]] {
    [
      "plain text, and more of it\n\n- a list\n",
      "\u{1B}[31mred\u{202E}\u{2066} r\u{200D}m\u{FE0F}",
      "👩🏾‍🔧 日本\te\u{301} 1️⃣ 🇫🇷\r\n\u{85}\u{FEFF}",
      "see `x` @all #1 <b>[a](b:c)</b> ``` |\n    code",
      "gcloud sql 'a b' \"$(x {{prefix}})\" | grep -c a && \\\n cat <<E\nx\nE\n",
      "[a-z]{1,8}(?:x|y)?",
      "2026-02-28T23:59:59Z", "glpat-abcdefghijklmnopqrst",
    ].map { Array($0.utf8) }
  }

  static func check(_ input: [UInt8]) throws {
    let text = String(decoding: input, as: UTF8.self)
    let line = SafeText.line(text)
    try require(isHarmless(line), "a line that is not harmless: \(line.debugDescription)")
    try require(SafeText.line(line).utf8.elementsEqual(line.utf8), "safe text made safe again")
    let (typed, _) = SafeText.stripped(text)
    let again = SafeText.stripped(typed)
    try require(
      again.removed == 0 && again.text.utf8.elementsEqual(typed.utf8), "stripped text has more")
    let block = SafeText.block(text)
    try require(block.allSatisfy(isHarmless), "a block that is not harmless")
    let width = 1 + input.count % 100
    try checkWrapping(line, width)
    try checkMarkdown(text)
    _ = CommandLines(block.joined(separator: "\n"), width: width, firstIndent: 2, indent: 4)
    _ = SecretScan.suspicion(in: text)
    _ = ValuePattern(text)?.matches(line)
    if let fault = ValuePattern.fault(in: text) {
      try require(ValuePattern(text) == nil && isHarmless(SafeText.line(fault)), "a pattern fault")
    }
    if let time = Timestamp(text) {
      try require(time.description == text, "a time is written as \(time)")
    }
  }

  private static func checkWrapping(_ line: String, _ width: Int) throws {
    let wrapped = TextWrap.lines(line, width: width, firstIndent: "- ", indent: "  ")
    let widest = wrapped.map(DisplayWidth.of).max() ?? 0
    try require(widest <= max(width, 2), "\(widest) columns where \(width) are")
    try require(
      DisplayWidth.of(TextWrap.cut(line, to: width)) <= width, "a text cut to more than it may have"
    )
  }

  private static func checkMarkdown(_ text: String) throws {
    let parts =
      [MarkdownText.inline(text), MarkdownText.code(text), MarkdownText.excerpt(text)]
      + MarkdownText.quote(text)
    for part in parts {
      try require(isHarmless(part), "Markdown that is not harmless: \(part.debugDescription)")
    }
  }
}
