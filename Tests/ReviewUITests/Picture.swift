import Review

@testable import ReviewUI

/// Everything in a state that can change, for comparing as a whole.
struct Picture: Equatable {
  var focus: ReviewState.Focus
  var undo: UndoStack
  var redo: [Event]
  var sayings: [String]
  var notSaved: String?
  var hasLeft: Bool
  var pending: ReviewState.Pending?
  var lastSeq: Int
  var facts: [String: String]
  var answers: [String: Answer]
  var evidence: [Int]
  var isSealed: Bool
  var signatures: Int

  init(_ state: ReviewState) {
    focus = state.focus
    undo = state.undo
    redo = state.redo
    sayings = state.sayings.map(\.inWords)
    notSaved = state.notSaved
    hasLeft = state.hasLeft
    pending = state.pending
    let review = state.review
    lastSeq = review.lastSeq
    facts = review.factHistory.compactMapValues { $0.last?.value }
    answers = review.answerHistory.compactMapValues { $0.last?.answer }
    evidence = review.evidence.values.flatMap { $0 }.filter { $0.retraction == nil }.map(\.seq)
      .sorted()
    isSealed = review.isSealed
    signatures = review.roleSignatures.filter { !$0.isVoid }.count
  }
}
