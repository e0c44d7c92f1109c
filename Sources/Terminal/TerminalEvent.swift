/// What the terminal or the system has to tell.
public enum TerminalEvent: Equatable, Sendable {
  case key(Key)
  /// One character that was typed; a combining mark comes as an event of its own.
  case text(Character)
  /// All of what was pasted, as it came, cut after 1 MiB.
  case paste(String)
  /// The screen has this size from now on, or was away: draw again.
  case resize(columns: Int, rows: Int)
  /// Someone asks the program to end: SIGINT, SIGTERM, SIGHUP or SIGQUIT by number.
  case signal(Int32)
  /// There is no terminal any more; every further event is this one.
  case ended
  /// Nothing came in time.
  case timeout
}
