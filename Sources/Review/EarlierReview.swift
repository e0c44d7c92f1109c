public import Checklist

/// A review that came before, as far as the present one can go by it.
///
/// It answers nothing: a person looks at what was found then and confirms it, or not.
public struct EarlierReview: Sendable {
  /// What the earlier review says of a step.
  public enum Standing: Sendable, Equatable {
    /// It did not know the step.
    case new
    /// The step's wording was another one; what it was answered then, if it was.
    case changed(Review.DatedAnswer?)
    /// The wording is the same, and nobody answered it or it did not apply.
    case open
    /// The wording is the same; what it was answered.
    case answered(Review.DatedAnswer)
  }

  /// The report's identifier.
  public let report: String
  /// What was reviewed.
  public let environment: String
  /// When its last line was written.
  public let time: Timestamp
  private let standings: [String: Standing]
  private let facts: [String: Review.DatedFact]

  /// Compares a review with the checklists of the present one.
  ///
  /// - Parameters:
  ///   - earlier: the review that came before.
  ///   - checklists: what is asked now.
  public init(_ earlier: Review, for checklists: ChecklistSet) {
    report = earlier.header.report
    environment = earlier.header.environment
    time = earlier.lastTime ?? Timestamp(seconds: 0)
    var standings: [String: Standing] = [:]
    for placed in checklists.steps {
      standings[placed.step.id] = Self.standing(of: placed.step, in: earlier)
    }
    self.standings = standings
    facts = earlier.factHistory.compactMapValues(\.last).filter { !$0.value.value.isEmpty }
  }

  private static func standing(of step: Step, in earlier: Review) -> Standing {
    guard let old = earlier.checklists.step(step.id) else { return .new }
    // An answer to a step that the facts ruled out later on was no result of that review.
    let answer = earlier.applies(step.id) ? earlier.answer(to: step.id) : nil
    let result = answer.flatMap { $0.answer.outcome == .notChecked ? nil : $0 }
    guard old.wording.utf8.elementsEqual(step.wording.utf8) else { return .changed(result) }
    return result.map { .answered($0) } ?? .open
  }

  /// What it says of a step that is asked now.
  public func standing(of step: String) -> Standing {
    standings[step] ?? .new
  }

  /// The value that a fact had, with who gave it; nil when it was not known.
  public func value(of fact: String) -> Review.DatedFact? {
    facts[fact]
  }
}
