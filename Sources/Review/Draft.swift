/// What a text is meant for that was begun and is not in the report.
///
/// Drafts are no part of a report: they are kept beside it, by report, until their text is saved.
public struct Draft: Hashable, Sendable {
  /// The field that the text is written in.
  public enum Purpose: String, CaseIterable, Sendable {
    case comment
    case evidenceText = "evidence_text"
    case evidencePath = "evidence_path"
    case record
    /// The parts of a plan so far, one a line.
    case plan
    case retraction
    case reopening
    case rejection
    case printedName = "printed_name"
    /// A command with what was typed after it.
    case commandLine = "command_line"
  }

  /// The field.
  public let purpose: Purpose
  /// The step, or nothing where the text is about the report as a whole.
  public let step: String

  /// Names a draft.
  public init(_ purpose: Purpose, of step: String = "") {
    self.purpose = purpose
    self.step = step
  }
}
