/// Why there is no full screen.
public enum TerminalError: Error, Equatable, Sendable {
  /// There is a screen already.
  case alreadyOpen
  /// Standard input or standard output is not a terminal.
  case notATerminal
  /// TERM is not set, or no description of it is installed.
  case unknownTerminal(String?)
  /// The terminal cannot place the cursor.
  case cannotPlaceCursor(String?)

  /// What is wrong and what to do, in one sentence.
  public var message: String {
    switch self {
    case .alreadyOpen: "the full screen is open already"
    case .notATerminal: "the full screen needs a terminal at standard input and standard output"
    case .unknownTerminal(.some(let name)):
      "the terminal type \"\(name)\" is not known here: set TERM, to xterm-256color perhaps"
    case .unknownTerminal(.none):
      "the terminal type is not known: set TERM, to xterm-256color perhaps"
    case .cannotPlaceCursor(let name):
      "a terminal of type \"\(name ?? "unknown")\" cannot show a full screen: set TERM to another"
    }
  }
}
