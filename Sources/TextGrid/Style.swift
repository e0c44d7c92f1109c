/// What a piece of text means on the screen: a role, not a look.
///
/// The terminal alone turns roles into colours and attributes, so that nothing else depends on
/// what a terminal can do. A role never says what the words do not say as well.
public enum Style: UInt8, CaseIterable, Sendable {
  case plain
  /// The line that says what is reviewed.
  case title
  case heading
  /// What is less important, and yet must be easy to read.
  case muted
  /// Where the next key acts.
  case focus
  case pass
  case fail
  case notApplicable
  case notChecked
  /// Something to mind before going on.
  case warning
  /// The name of a key.
  case key
  /// A command to run.
  case command
  /// Lines and frames.
  case border
  /// Text that is being typed.
  case input

  /// The letter that stands for the role in ``Frame/styleRows``.
  public var letter: Character {
    switch self {
    case .plain: "."
    case .title: "T"
    case .heading: "H"
    case .muted: "m"
    case .focus: "F"
    case .pass: "P"
    case .fail: "X"
    case .notApplicable: "A"
    case .notChecked: "o"
    case .warning: "W"
    case .key: "K"
    case .command: "C"
    case .border: "b"
    case .input: "I"
    }
  }
}
