extension String {
  /// Whether it holds a text, apart from the case of its letters.
  ///
  /// Bytes are compared: whole lists are searched at each key, and the search of the standard
  /// library takes a table for every text.
  ///
  /// - Parameter text: what is looked for, in lower case.
  /// - Returns: true for the empty text, too.
  func holds(_ text: some StringProtocol) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return true }
    let bytes = Array(lowercased().utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}
