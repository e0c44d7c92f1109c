/// Something that a reviewer can do.
///
/// One table of these makes every help text and every key.
public struct Command: Sendable, Equatable {
  /// Which act it is.
  public enum Act: String, Sendable, CaseIterable {
    case pass
    case fail
    case notApplicable
    case notChecked
    case comment
    case record
    case plan
    case evidence
    case retract
    case fact
    case facts
    case next
    case back
    case nextOpen
    case previousOpen
    case jump
    case show
    case list
    case find
    case status
    case undo
    case redo
    case seal
    case reopen
    case sign
    case approve
    case reject
    case save
    case help
    case quit
  }

  /// Under which heading help lists it.
  public enum Group: String, Sendable, CaseIterable {
    case answer = "Answer"
    case move = "Move"
    case look = "Look"
    case finish = "Finish"
  }

  /// Which act it is.
  public let act: Act
  /// Under which heading help lists it.
  public let group: Group
  /// The words of line mode; the first is the one that help shows.
  public let words: [String]
  /// What may follow the word, as help shows it; empty for nothing.
  public let argument: String
  /// One sentence: what it does.
  public let summary: String
  /// Longer help, or empty.
  public let detail: String

  /// The word and what may follow it.
  public var usage: String {
    argument.isEmpty ? words[0] : words[0] + " " + argument
  }
}
