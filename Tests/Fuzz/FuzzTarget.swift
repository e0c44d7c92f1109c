/// A reader of bytes from others, and what has to hold of it whatever the bytes are.
protocol FuzzTarget: Sendable {
  /// The name in `make fuzz` and of the folders of inputs.
  static var name: String { get }
  /// What mutations start from: one input of each kind that the reader takes.
  static var seeds: [[UInt8]] { get throws }
  /// Reads an input.
  ///
  /// - Throws: `Broken` when something does not hold.
  static func check(_ input: [UInt8]) throws
}

/// All targets, the most exposed first.
enum FuzzTargets {
  static let all: [any FuzzTarget.Type] = [
    ReportTarget.self, SignatureTarget.self, PrivateKeyTarget.self, TrustListTarget.self,
    ChecklistTarget.self, AnswersTarget.self, ReviewTarget.self, RevocationListTarget.self,
    SettingsTarget.self, TextTarget.self, AgentTarget.self,
  ]

  static let names = all.map { target in target.name }

  static func named(_ name: String) -> (any FuzzTarget.Type)? {
    all.first { target in target.name == name }
  }
}

/// What does not hold.
struct Broken: Error, CustomStringConvertible {
  let description: String
}

/// Goes on only if something holds.
func require(_ holds: Bool, _ what: @autoclosure () -> String) throws(Broken) {
  if !holds { throw Broken(description: what()) }
}

/// Whether a text is one line that neither drives a terminal nor turns the order of letters.
///
/// Spelled out here on purpose: the program's own tables are under test.
func isHarmless(_ text: some StringProtocol) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: false
    default: true
    }
  }
}

/// What every message about an input has to be.
func requireSentence(_ message: String) throws(Broken) {
  try require(!message.isEmpty, "a fault without words")
  try require(isHarmless(message), "a message that is not harmless: \(message.debugDescription)")
  try require(message.utf8.count < 4096, "a message of \(message.utf8.count) bytes")
}

/// The lines of an input without their LF, the last one too when it has none.
func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}
