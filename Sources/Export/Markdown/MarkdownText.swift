import TextGrid

/// Text of others as Markdown that shows it and does nothing else.
///
/// Everything in a report is somebody's text, and GitLab acts on more of it than CommonMark does:
/// mentions, references, labels, commits, quick actions, e-mail addresses, emoji. A backslash takes
/// the meaning from some of these only, and from which ones depends on the version. Inside a code
/// span none of them has one, in any renderer. So words that are nothing but prose stay as they are
/// and every other word goes into a code span, where it also reads and copies as it was typed.
///
/// What ``inline(_:)`` and ``code(_:)`` give has no line break and may stand anywhere but in a table.
enum MarkdownText {
  private static let backtick = UInt8(ascii: "`")
  private static let space = UInt8(ascii: " ")

  /// The text on one line: words of prose, and code spans for all else.
  static func inline(_ text: String) -> String {
    prose(SafeText.line(text))
  }

  /// The text on one line as one code span, for names, identifiers and digests.
  static func code(_ text: String) -> String {
    text.isEmpty ? "(empty)" : decode(span(Array(SafeText.line(text).utf8)[...]))
  }

  /// The text as a block quote, line by line; indented or aligned text as code inside the quote.
  ///
  /// - Parameters:
  ///   - text: what was written; its blank lines at both ends are left out.
  ///   - indent: what stands before each line, for a quote inside a list.
  /// - Returns: the lines, each behind its quote mark.
  static func quote(_ text: String, indent: String = "") -> [String] {
    var lines = SafeText.block(text)[...]
    while lines.first.map(isBlank) == true { lines.removeFirst() }
    while lines.last.map(isBlank) == true { lines.removeLast() }
    let isCode = lines.contains(where: ArrangedText.holds)
    let bodies = lines.map { line in
      isBlank(line) ? "" : isCode ? "    " + line : prose(line)
    }
    return bodies.enumerated().map { index, body in
      if body.isEmpty { return indent + ">" }
      let goesOn = !isCode && index + 1 < bodies.count && !bodies[index + 1].isEmpty
      return indent + "> " + body + (goesOn ? "\\" : "")
    }
  }

  /// The first line that is not blank, on one line, cut off after 200 characters.
  static func excerpt(_ text: String) -> String {
    let lines = SafeText.block(text).filter { !isBlank($0) }
    guard let first = lines.first else { return "" }
    let isCut = lines.count > 1 || first.count > 200
    return prose(String(first.prefix(200))) + (isCut ? " …" : "")
  }

  /// Whether a text has to be shown on lines of its own.
  static func isBlock(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "\n"))
  }

  private static func isBlank(_ line: String) -> Bool {
    line.utf8.allSatisfy { $0 == space }
  }

  private static func prose(_ line: String) -> String {
    var result: [UInt8] = []
    var verbatim: [UInt8] = []
    func close() {
      guard !verbatim.isEmpty else { return }
      result += isSpan(verbatim) ? verbatim : span(verbatim[...])
      verbatim = []
    }
    for word in Array(line.utf8).split(separator: space) {
      if ProseWord.isProse(word) {
        close()
        result += result.isEmpty ? withoutMarker(word) : [space] + word
        continue
      }
      let core = ProseWord.core(of: word)
      if core.startIndex == word.startIndex, !verbatim.isEmpty {
        verbatim.append(space)
      } else {
        close()
        if !result.isEmpty { result.append(space) }
        result += word[..<core.startIndex]
      }
      verbatim += core
      if core.endIndex < word.endIndex {
        close()
        result += word[core.endIndex...]
      }
    }
    close()
    return decode(result)
  }

  // A word at a line's start that would begin a list, underline a heading or draw a rule.
  private static func withoutMarker(_ word: ArraySlice<UInt8>) -> [UInt8] {
    let digits = word.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let rest = word.dropFirst(digits.count)
    let isMarker =
      digits.isEmpty
      ? rest.elementsEqual("+".utf8) || rest.allSatisfy { $0 == UInt8(ascii: "-") }
      : rest.elementsEqual(".".utf8) || rest.elementsEqual(")".utf8)
    return isMarker ? digits + [UInt8(ascii: "\\")] + rest : Array(word)
  }

  // What somebody typed as a code span, with no other backtick in it.
  private static func isSpan(_ text: [UInt8]) -> Bool {
    let inner = text.dropFirst().dropLast()
    return !inner.isEmpty && text.first == backtick && text.last == backtick
      && !inner.contains(backtick)
  }

  /// A code span whose delimiter does not occur in it.
  ///
  /// Renderers take delimiters of limited length only, so long runs of backticks stand outside.
  private static func span(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let longest = text.split { $0 != backtick }.map(\.count).max() ?? 0
    guard longest <= 8 else { return spanWithLongRuns(text) }
    let ends = [text.first, text.last]
    let fence = [UInt8](repeating: backtick, count: longest + 1)
    let padding = ends.contains(backtick) || ends == [space, space] ? [space] : []
    return fence + padding + text + padding + fence
  }

  private static func spanWithLongRuns(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let first = rest.first {
      let run = rest.prefix { ($0 == backtick) == (first == backtick) }
      if first == backtick {
        for _ in run { result += [UInt8(ascii: "\\"), backtick] }
      } else {
        result += [backtick] + run + [backtick]
      }
      rest = rest[run.endIndex...]
    }
    return result
  }

  private static func decode(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
