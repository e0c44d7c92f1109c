/// Words that no renderer of Markdown, and nothing of GitLab's, gives any meaning.
///
/// Judged by bytes: a combining mark after a character does not take the character away.
enum ProseWord {
  /// Whether a word without spaces may stand as it is.
  static func isProse(_ word: ArraySlice<UInt8>) -> Bool {
    if word.elementsEqual("&".utf8) { return true }
    var hexDigits = 0
    for index in word.indices {
      let byte = word[index]
      hexDigits = isHexDigit(byte) ? hexDigits + 1 : 0
      // Seven hex digits may name a commit.
      if hexDigits == 7 || !isHarmless(byte, at: index, of: word) { return false }
    }
    return !isWebAddress(word)
  }

  /// The word without the punctuation of the sentence around it; never empty.
  static func core(of word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var core = word
    if core.count > 1, core.first == UInt8(ascii: "(") { core.removeFirst() }
    while core.count > 1, let last = core.last {
      let isOutside =
        ".,;:?!".utf8.contains(last)
        || (last == UInt8(ascii: ")") && !core.contains(UInt8(ascii: "(")))
      guard isOutside else { break }
      core.removeLast()
    }
    return core
  }

  private static func isHarmless(
    _ byte: UInt8, at index: Int, of word: ArraySlice<UInt8>
  ) -> Bool {
    let isFirst = index == word.startIndex
    let isLast = index == word.endIndex - 1
    switch byte {
    case UInt8(ascii: "-"):
      return !isIssueKey(word, dash: index)
    case UInt8(ascii: "/"):
      return !isFirst
    case UInt8(ascii: ":"):
      guard !isFirst else { return false }
      return isLast || (isDigit(word[index - 1]) && isDigit(word[index + 1]))
    case UInt8(ascii: "!"), UInt8(ascii: "%"):
      return isLast && !isFirst
    default:
      return byte >= 0x80 || isDigit(byte) || isLetter(byte) || ".,;?'\"()+".utf8.contains(byte)
    }
  }

  /// Whether a dash stands inside something like `GL-12`, an issue of some tracker.
  private static func isIssueKey(_ word: ArraySlice<UInt8>, dash: Int) -> Bool {
    guard dash + 1 < word.endIndex, isDigit(word[dash + 1]) else { return false }
    let run = word[..<dash].reversed().prefix { isDigit($0) || isLetter($0) }
    return run.contains(where: isLetter)
  }

  private static func isWebAddress(_ word: ArraySlice<UInt8>) -> Bool {
    word.indices.contains { index in
      word[index...].prefix(4).map { isLetter($0) ? $0 | 0x20 : $0 }.elementsEqual("www.".utf8)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte < 0x80 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
