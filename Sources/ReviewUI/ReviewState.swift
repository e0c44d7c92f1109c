import Checklist
public import Review

/// All that a review on a screen or in line mode knows.
///
/// Changed only by `update`.
public struct ReviewState: Sendable {
  /// What is looked at.
  public enum Focus: Sendable, Equatable {
    /// A fact is asked, by its identifier.
    case fact(String)
    /// A step, by its identifier.
    case step(String)
    /// Past the last step: what to do next.
    case end
  }

  /// What kind of change waits for the disk.
  enum Pending: Sendable, Equatable {
    case change
    case undo
    case redo
    case seal
    case reopen
    case signature(Intent)
  }

  /// What the report says so far.
  public internal(set) var review: Review
  /// The steps that apply, kept in step with `review`.
  public internal(set) var outline: Outline
  /// What is looked at.
  public internal(set) var focus: Focus
  /// Who reviews.
  public let reviewer: Reviewer
  /// The checklists, by identifier, that the program holds as well, but not as they are here.
  public let notBuiltIn: Set<String>
  /// The review that this one goes by, or nil.
  public let earlier: EarlierReview?
  /// When the review was opened: what tells whether answers and acceptances still hold.
  public let moment: Timestamp
  /// The changes that undo takes back.
  public internal(set) var undo = UndoStack()
  /// The events that redo brings back, newest last.
  public internal(set) var redo: [Event] = []
  /// What the reader is to be told, oldest first.
  public internal(set) var sayings: [Saying] = []
  /// Why the last change is not on the disk, or nil.
  public internal(set) var notSaved: String?
  /// Whether the reader has left.
  public internal(set) var hasLeft = false
  var pending: Pending?
  /// How many of the newest changes belong together, by the height of the undo stack.
  var groups: [Int: Int] = [:]

  /// Who reviews, as the screen says it.
  public struct Reviewer: Sendable, Equatable {
    /// The principal.
    public let principal: String
    /// The fingerprint of the key.
    public let key: String

    /// Makes a reviewer.
    public init(principal: String, key: String) {
      self.principal = principal
      self.key = key
    }
  }

  /// Starts at the first fact of a new review, at the resume point of an old one.
  ///
  /// - Parameters:
  ///   - review: the state of the report.
  ///   - entries: the report's lines, for undo.
  ///   - reviewer: who reviews.
  ///   - notBuiltIn: checklists that the program holds as well, but not as they are here.
  ///   - earlier: the review that this one goes by, or nil.
  ///   - moment: the clock, without it the time of the last line.
  public init(
    review: Review, entries: [Entry], reviewer: Reviewer, notBuiltIn: Set<String> = [],
    earlier: EarlierReview? = nil, moment: Timestamp? = nil
  ) {
    self.review = review
    outline = Outline(review)
    self.reviewer = reviewer
    self.notBuiltIn = notBuiltIn
    self.earlier = earlier
    self.moment = moment ?? review.lastTime ?? Timestamp(seconds: 0)
    for entry in entries { undo.replay(entry) }
    focus = .end
    if review.isSealed { return }
    if review.answerHistory.isEmpty, let fact = firstUnasked {
      focus = .fact(fact)
    } else {
      focus = review.resumePoint.map { .step($0) } ?? .end
    }
  }

  /// The identifier of the step in focus.
  public var step: String? {
    if case .step(let id) = focus { id } else { nil }
  }

  /// The answer to the step in focus, or the empty one.
  func currentAnswer(to step: String) -> Answer {
    review.answer(to: step)?.answer ?? Answer(step: step)
  }

  /// The first asked fact that nobody has answered, known or not.
  var firstUnasked: String? {
    review.askedFacts.first { review.factHistory[$0.id] == nil }?.id
  }

  mutating func say(_ text: String, _ hint: Saying.Hint? = nil) {
    say(hint.map { Saying(text, $0) } ?? Saying(text))
  }

  mutating func say(_ saying: Saying) {
    sayings.append(saying)
  }

  /// Hands the sayings out once.
  mutating func takeSayings() -> [Saying] {
    defer { sayings = [] }
    return sayings
  }
}
