/// The changes that undo takes back, newest last.
///
/// A report holds no undo marks: undo is a new line. A stack made from a report's lines takes a
/// line that restores what stood before the newest change as the undo of it, so that undo goes on
/// where it was after a restart.
public struct UndoStack: Sendable, Equatable {
  /// One change.
  public enum Change: Sendable, Equatable {
    /// The value of a fact went from one to another; empty is not known.
    case fact(id: String, from: String, to: String)
    /// The answer to a step went from one to another.
    case answer(from: Answer, to: Answer)
    /// Evidence came in.
    case evidence(seq: Int, step: String)
  }

  /// The changes, newest last.
  public private(set) var changes: [Change] = []
  private var facts: [String: String] = [:]
  private var answers: [String: Answer] = [:]

  /// Starts with nothing to undo.
  public init() {}

  /// Takes a line read from a report: it may be a change or the undo of the newest one.
  public mutating func replay(_ entry: Entry) {
    if let change = change(by: entry), isUndo(change) {
      changes.removeLast()
      settle(change)
    } else {
      note(entry)
    }
  }

  /// Takes a line that is a change for certain.
  public mutating func note(_ entry: Entry) {
    if case .retract(let retraction) = entry.event {
      changes.removeAll { change in
        if case .evidence(let seq, _) = change { seq == retraction.of } else { false }
      }
      return
    }
    guard let change = change(by: entry) else { return }
    changes.append(change)
    settle(change)
  }

  /// Takes a line that undoes the newest change for certain.
  public mutating func noteUndo(_ entry: Entry) {
    _ = changes.popLast()
    if let change = change(by: entry) { settle(change) }
  }

  /// The event that takes the newest change back, or nil when there is none.
  public var undoEvent: Event? { undoEvents(1).first }

  /// The events that take the newest changes back, the newest first.
  ///
  /// - Parameter count: how many changes.
  /// - Returns: as many events, or as many as there are changes.
  public func undoEvents(_ count: Int) -> [Event] {
    changes.suffix(max(0, count)).reversed().map { change in
      switch change {
      case .fact(let id, let from, _): .fact(FactValue(fact: id, value: from))
      case .answer(let from, _): .answer(from)
      case .evidence(let seq, _): .retract(Retraction(of: seq, reason: "undone"))
      }
    }
  }

  private func change(by entry: Entry) -> Change? {
    switch entry.event {
    case .fact(let fact):
      .fact(id: fact.fact, from: facts[fact.fact] ?? "", to: fact.value)
    case .answer(let answer):
      .answer(from: answers[answer.step] ?? Answer(step: answer.step), to: answer)
    case .evidence(let evidence):
      .evidence(seq: entry.seq, step: evidence.step)
    default:
      nil
    }
  }

  private func isUndo(_ change: Change) -> Bool {
    switch (changes.last, change) {
    case (.fact(let id, let from, let to), .fact(let newId, let newFrom, let newTo)):
      id == newId && from == newTo && to == newFrom
    case (.answer(let from, let to), .answer(let newFrom, let newTo)):
      from == newTo && to == newFrom
    default:
      false
    }
  }

  private mutating func settle(_ change: Change) {
    switch change {
    case .fact(let id, _, let to): facts[id] = to
    case .answer(_, let to): answers[to.step] = to
    case .evidence: break
    }
  }
}
