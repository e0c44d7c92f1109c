/// A signature that is about to be made: what it covers, to be read, and the name to type out.
struct SignatureForm: Sendable, Equatable {
  let draft: SignatureDraft
  /// The digest of what is signed, hexadecimal; empty until it is there.
  var digest = ""
  var input = TextInput()
  /// The first row of what is read.
  private(set) var top = 0

  /// Keys that scroll, for the key document; letters are text.
  static let keys = [("`Up` `Down` `PgUp` `PgDn`", "read all that is signed")]

  init(_ draft: SignatureDraft) {
    self.draft = draft
  }

  /// Takes a key that scrolls; false when it does not.
  mutating func scroll(_ key: KeyPress, rows: Int, height: Int) -> Bool {
    let page = max(1, height - 1)
    let step: Int
    switch key {
    case .down: step = 1
    case .up: step = -1
    case .pageDown: step = page
    case .pageUp: step = -page
    default: return false
    }
    top = min(max(0, top + step), max(0, rows - height))
    return true
  }
}
