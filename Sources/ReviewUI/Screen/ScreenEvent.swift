/// Something that reaches the full screen from outside.
public enum ScreenEvent: Sendable, Equatable {
  case key(KeyPress)
  /// A paste, whole, as it came.
  case paste(String)
  case resize(columns: Int, rows: Int)
  /// The result of an effect.
  case result(Action)
  /// What an editor left; nil when it was closed without a change.
  case edited(String?, purpose: TextPurpose, sawNoChangeAtOnce: Bool)
  /// What an effect does takes time: it is so far.
  case working(Work)
  /// The text of the report as it would be exported.
  case report([String])
  /// Notices about the report, each a sentence.
  case told([String])
  /// The digest of all lines so far, for a signature.
  case digest(String)
}

/// What a text that is being written is for.
public enum TextPurpose: Sendable, Equatable {
  case comment
  case evidence
}
