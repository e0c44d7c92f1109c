/// OpenSSH's pattern list: patterns with `*` and `?` between commas, those after a `!` refuse.
struct PatternList: Sendable {
  private let patterns: [ArraySlice<UInt8>]

  init(_ bytes: ArraySlice<UInt8>) {
    patterns = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
  }

  init(_ patterns: [ArraySlice<UInt8>]) {
    self.patterns = patterns
  }

  /// Whether a pattern fits and none that refuses does.
  func matches(_ text: some Collection<UInt8>) -> Bool {
    let text = Array(text)
    var isMatched = false
    for pattern in patterns {
      if pattern.first == UInt8(ascii: "!") {
        if Self.fits(pattern.dropFirst(), text) { return false }
      } else if !isMatched {
        isMatched = Self.fits(pattern, text)
      }
    }
    return isMatched
  }

  /// Goes back to the last `*` alone, which is enough: at most the product of both lengths.
  private static func fits(_ pattern: ArraySlice<UInt8>, _ text: [UInt8]) -> Bool {
    var patternIndex = pattern.startIndex
    var textIndex = 0
    var retry: (pattern: Int, text: Int)?
    while textIndex < text.count {
      if patternIndex < pattern.endIndex, pattern[patternIndex] == UInt8(ascii: "*") {
        patternIndex += 1
        retry = (patternIndex, textIndex)
      } else if patternIndex < pattern.endIndex,
        pattern[patternIndex] == UInt8(ascii: "?") || pattern[patternIndex] == text[textIndex]
      {
        patternIndex += 1
        textIndex += 1
      } else if let (star, start) = retry {
        retry = (star, start + 1)
        patternIndex = star
        textIndex = start + 1
      } else {
        return false
      }
    }
    return pattern[patternIndex...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
