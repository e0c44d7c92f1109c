/// Something that a reviewer can do.
///
/// One table of these makes every help text and every key.
public struct Command: Sendable, Equatable {
  /// Which act it is.
  public enum Act: String, Sendable, CaseIterable {
    case same
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
    // What only a screen needs.
    case pane
    case lineDown
    case lineUp
    case pageDown
    case pageUp
    case first
    case last
    case fold
    case filter
    case searchNext
    case searchPrevious
    case mark
    case editor
    case copy
    case preview
    case messages
    case palette
    case redraw
    case suspend
  }

  /// Under which heading help lists it.
  public enum Group: String, Sendable, CaseIterable {
    case answer = "Answer"
    case move = "Move"
    case look = "Look"
    case finish = "Finish"
    case screen = "Screen"
  }

  /// Which act it is.
  public let act: Act
  /// Under which heading help lists it.
  public let group: Group
  /// The words of line mode, empty for acts of the screen; the first is the one that help shows.
  public let words: [String]
  /// The keys of the full screen; the first is the one that the key bar shows.
  public let keys: [KeyPress]
  /// A word or two for the key bar.
  public let label: String
  /// What may follow the word, as help shows it; empty for nothing.
  public let argument: String
  /// One sentence: what it does.
  public let summary: String
  /// Longer help, or empty.
  public let detail: String

  /// The word and what may follow it.
  public var usage: String {
    let word = words.first ?? label
    return argument.isEmpty ? word : word + " " + argument
  }
}

extension Command: Keyed {}
