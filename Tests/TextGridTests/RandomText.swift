/// SplitMix64: the same numbers on every machine, so that a failing seed can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Text with everything that makes layout go wrong, joined at random.
enum RandomText {
  static let visible = [
    "a", "word", "backup", "--kind=full", "é", "e\u{301}", "日本", "語", "한글", "\u{1112}\u{1161}",
    "❤️", "1️⃣", "🇫🇷", "👩🏾‍🔧", "🏳️‍🌈", "क्षि", "ﷺ", "\u{3000}", "\u{A0}", "👍🏽", "'", "\"", "\\", "#",
    "…", "x\u{200D}", "\u{301}", "\u{FE0F}", "\u{200D}", "\u{1F1EB}", "ــ", "שלום",
  ]
  static let spaces = [" ", " ", " ", "  ", "     "]
  static let controls = [
    "\u{0}", "\u{7}", "\u{1B}[31m", "\u{1B}]0;t\u{7}", "\t", "\r", "\r\n", "\n", "\u{7F}", "\u{85}",
    "\u{9B}2J", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{200E}", "\u{61C}", "\u{FEFF}",
    "\u{FFF9}", "\u{E0041}", "\u{E0100}\u{E0101}", "\u{200B}", "\u{2060}", "\u{AD}", "\u{3164}",
  ]

  /// Text for one screen: visible characters, spaces, newlines.
  static func shown(using generator: inout SeededGenerator) -> String {
    mixed([visible, visible, visible, spaces, spaces, ["\n", "\r\n"]], using: &generator)
  }

  /// Text as it may come from a file or a paste.
  static func wild(using generator: inout SeededGenerator) -> String {
    mixed([visible, spaces, controls, controls], using: &generator)
  }

  private static func mixed(
    _ pools: [[String]], using generator: inout SeededGenerator
  ) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...60, using: &generator) {
      // Runs from one pool now and then, so that words and gaps grow long.
      let pool = pools[Int.random(in: 0..<pools.count, using: &generator)]
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        text += pool[Int.random(in: 0..<pool.count, using: &generator)]
      }
    }
    return text
  }
}
