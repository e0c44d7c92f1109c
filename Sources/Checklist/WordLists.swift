/// The words that lint's warnings go by.
///
/// `Documentation/writing-checklists.md` publishes them.
enum WordLists {
  /// Parts of a question that may be two.
  static let twoQuestions = [" and ", " or "]
  /// Parts of a question that may be turned round: yes might mean that something is wrong.
  static let turnedRound = ["missing", "without", " not "]
  /// The longest question, in characters.
  static let longestQuestion = 160
  /// Words of a command that may change something, alone or before the first `-` of a word.
  static let changes: Set<String> = [
    "rm", "rmdir", "mv", "cp", "dd", "tee", "chmod", "chown", "truncate", "delete", "destroy",
    "apply", "create", "put", "update", "patch", "edit", "install", "upgrade", "uninstall",
    "restart", "reload", "stop", "kill", "drop", "insert", "alter", "set", "import",
    "reconfigure",
  ]

  /// What in a command does not look read-only, or nil.
  static func change(in command: String) -> String? {
    if command.utf8.contains(UInt8(ascii: ">")) { return ">" }
    for word in command.utf8.split(whereSeparator: isSeparator) {
      let stem = word.prefix { $0 != UInt8(ascii: "-") }
      guard (2...11).contains(stem.count) else { continue }
      let lowercased = String(decoding: stem.map(lowercased), as: UTF8.self)
      if changes.contains(lowercased) { return lowercased }
    }
    return nil
  }

  /// The words of a question that a list holds, without regard to case and line ends.
  static func parts(of list: [String], in question: String) -> String? {
    let folded = question.utf8.map { $0 == 0x0A || $0 == 0x09 ? 0x20 : lowercased($0) }
    return list.first { part in contains(folded, Array(part.utf8)) }
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, text.count >= part.count else { return false }
    for start in 0...(text.count - part.count) where text[start] == first {
      if text[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }

  /// What stands between the words of a command.
  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: "`"), UInt8(ascii: "$"),
      UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"):
      true
    default: false
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
