import Checklist
public import Review

/// The full screen: the review's state and what is open, folded, scrolled and half typed.
///
/// Pure: events in, effects out; `render` draws it.
public struct Screen: Sendable {
  /// One half of the walk.
  public enum Pane: Sendable, Equatable {
    case outline
    case step
  }

  /// What lies over the walk.
  enum Overlay: Sendable, Equatable {
    /// Every key, searchable; Enter runs the line.
    case help(KeyList)
    /// Commands by a few letters.
    case palette(KeyList)
    /// A text over several lines.
    case text(TextInput, TextPurpose)
    /// One line of input.
    case line(TextInput, LinePurpose)
    /// A plan, part by part.
    case plan(PlanDraft, TextInput)
    /// Lines to read.
    case reading(Reading)
    /// The facts, to be changed.
    case facts(selection: Int)
    /// What is signed, and the environment's name typed out.
    case signature(SignatureForm)
    /// Where the review stands; some lines lead to a step.
    case status(StepList)
    /// A question that only yes answers.
    case confirm(question: String, Confirmation)
    /// What is being done outside.
    case work(Work)
  }

  /// What one line of input is for.
  enum LinePurpose: Sendable, Equatable {
    case evidencePath
    case record
    case filter
    case retract
    case reopen
    case reject
    case saveElsewhere
    case printedName(Intent.Role, Intent.Decision)
  }

  /// What a yes lets happen.
  enum Confirmation: Sendable, Equatable {
    case seal
    case secret(Action)
  }

  /// The most bytes of a text that is typed or pasted as evidence: with every character escaped
  /// it still fits a line of the report.
  static let evidenceTextLimit = 256 * 1024

  /// The state of the review.
  public internal(set) var review: ReviewState
  /// Columns of the terminal.
  public internal(set) var columns: Int
  /// Rows of the terminal.
  public internal(set) var rows: Int
  /// The pane that keys go to.
  public internal(set) var pane: Pane = .step
  /// Whether the reader has left.
  public internal(set) var hasLeft = false
  var overlay: Overlay?
  var stepTop = 0
  var choice = 0
  var folded: Set<String> = [] {
    didSet { renewList() }
  }
  var filter = "" {
    didSet { renewList() }
  }
  /// What the outline pane lists.
  var list: OutlineList
  /// The first line of the list that is drawn.
  var outlineTop = 0
  var marks: Set<String> = []
  var message = ""
  /// What was said, the newest last.
  var messages: [String] = []
  var copied = -1
  /// Texts that were begun, but for the one in the open field.
  var drafts: BegunTexts
  /// The drafts as the last effect has them kept.
  var keptTexts: [Draft: String]
  var showsHistory = false
  /// What is listed past the last step.
  var endList = StepList(StepList.Stamp(width: 0, seq: -1, isSaved: true))
  /// Whether the step in focus was opened from the list of what was found.
  var isReadingFound = false
  var rejection = ""
  /// Whether the reader was told that leaving now loses a change.
  var hasWarned = false
  /// Whether the next fact comes once this one is saved.
  var followsFacts = false

  /// Starts the screen.
  ///
  /// - Parameters:
  ///   - review: where the review stands.
  ///   - columns: columns of the terminal.
  ///   - rows: rows of the terminal.
  ///   - drafts: texts that were begun before.
  public init(review: ReviewState, columns: Int, rows: Int, drafts: [Draft: String] = [:]) {
    self.review = review
    self.review.tellDrafts(drafts)
    self.drafts = BegunTexts(drafts)
    keptTexts = drafts
    self.columns = columns
    self.rows = rows
    list = OutlineList(review.outline, folded: []) { _ in true }
    choice = currentChoice
    keepFocusListed()
    renewEndList()
    tell(self.review.takeSayings())
    keepMessage()
  }

  /// Whether outline and step stand side by side.
  var isWide: Bool { columns >= 100 }

  /// The choice of the fact in focus that its value selects.
  var currentChoice: Int {
    guard case .fact(let id) = review.focus, let fact = review.review.checklists.fact(id),
      let value = review.review.value(of: id)
    else { return 0 }
    return fact.choices.firstIndex { $0.key == value } ?? 0
  }
}
