public import Review

/// Something that reaches the start screen from outside.
public enum StartEvent: Sendable, Equatable {
  case key(KeyPress)
  /// A paste, whole, as it came.
  case paste(String)
  case resize(columns: Int, rows: Int)
  /// The reports that are in the folder, those written last first, at a moment.
  case found([String], at: Timestamp)
  /// A report was looked at.
  case read(ListedReport)
  /// Every checklist that was found.
  case checklists([ListedChecklist])
  /// Who would sign.
  case signer(String)
  /// What `verify` says, line by line.
  case verdict(title: String, [String])
  /// What was wanted is done; a sentence about it, and the report that it was done to.
  case done(String, report: String? = nil)
  /// What was wanted was not done; a sentence why.
  case refused(String)
}
