/// Words that a place in a file may hold, and what to say about any other.
enum KnownWords {
  /// How many words a message lists.
  private static let listed = 20

  /// `did you mean 'title'?`-like mend for an unknown word: the nearest, else the first of them.
  ///
  /// The known words may be a file's own, with anything in them.
  static func mend(for word: String, among known: [String]) -> String {
    if let nearest = nearest(to: word, among: known) {
      return "did you mean \(TextSafety.quoted(nearest))?"
    }
    let words = known.prefix(listed).map { TextSafety.safe($0, limit: TextSafety.quotedLength) }
    return "known here: " + words.joined(separator: ", ") + (known.count > listed ? ", …" : "")
  }

  /// The known word with the fewest edits, when they are few for its length; else nil.
  static func nearest(to word: String, among known: [String]) -> String? {
    let letters = Array(word.utf8.prefix(40))
    guard word.utf8.count <= 40 else { return nil }
    var best: (word: String, distance: Int)?
    for candidate in known.prefix(200) where candidate.utf8.count <= 80 {
      let distance = distance(letters, Array(candidate.utf8))
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(2, best.word.utf8.count / 3),
      best.distance < max(letters.count, best.word.utf8.count)
    else { return nil }
    return best.word
  }

  /// Insertions, deletions, replacements and swaps of neighbours, without regard to case.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let left = left.map(lowercased)
    let right = right.map(lowercased)
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var value = min(
          above[column] + 1, current[column - 1] + 1, above[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          value = min(value, before[column - 2] + 1)
        }
        current.append(value)
      }
      before = above
      above = current
    }
    return above[right.count]
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
