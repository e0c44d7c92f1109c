import Review
import Testing

/// Undo over random reviews, with restarts in between.
struct UndoStackTests {
  /// What undo gives back.
  private struct Picture: Equatable {
    var facts: [String: String] = [:]
    var answers: [String: Answer] = [:]
    var evidence: Set<Int> = []

    mutating func take(_ entry: Entry) {
      switch entry.event {
      case .fact(let fact): facts[fact.fact] = fact.value.isEmpty ? nil : fact.value
      case .answer(let answer):
        answers[answer.step] = answer == Answer(step: answer.step) ? nil : answer
      case .evidence: evidence.insert(entry.seq)
      case .retract(let retraction): evidence.remove(retraction.of)
      default: break
      }
    }
  }

  private struct Walk {
    var random: SeededGenerator
    var log: [Entry] = []
    var picture = Picture()
    /// What stood before each change that undo can still take back.
    var before: [Picture] = []
    var stack = UndoStack()

    mutating func write(_ event: Event) -> Entry {
      let entry = Entry(seq: log.count + 1, time: Script.start, event: event)
      log.append(entry)
      picture.take(entry)
      return entry
    }

    mutating func change() {
      let step = ["a.one", "a.two", "a.three"].randomElement(using: &random) ?? ""
      let number = Int.random(in: 0..<1_000_000, using: &random)
      let event: Event
      switch Int.random(in: 0..<6, using: &random) {
      case 0: event = .fact("prefix", "v\(number)")
      case 1: event = .evidence(step)
      case 2: event = .answer(step, .fail, "\(number)")
      default: event = .answer(step, .pass, "\(number)")
      }
      before.append(picture)
      let entry = write(event)
      stack.note(entry)
    }

    mutating func undo() {
      guard let event = stack.undoEvent else {
        #expect(before.isEmpty)
        return
      }
      let entry = write(event)
      stack.noteUndo(entry)
      #expect(picture == before.popLast())
    }

    /// A new program reads the log.
    func replayed() -> UndoStack {
      var fresh = UndoStack()
      for entry in log { fresh.replay(entry) }
      return fresh
    }
  }

  @Test(arguments: 0..<40) func replayingTheLogGivesTheSameUndo(seed: UInt64) {
    var walk = Walk(random: SeededGenerator(seed: seed))
    for _ in 0..<60 {
      if Int.random(in: 0..<5, using: &walk.random) < 3 { walk.change() } else { walk.undo() }
      #expect(walk.replayed().changes == walk.stack.changes)
      if Int.random(in: 0..<8, using: &walk.random) == 0 { walk.stack = walk.replayed() }
    }
    while walk.stack.undoEvent != nil { walk.undo() }
    #expect(walk.picture == Picture())
    #expect(walk.replayed().changes.isEmpty)
  }

  private func entries(_ events: [Event]) -> [Entry] {
    events.enumerated().map { Entry(seq: $0.offset + 1, time: Script.start, event: $0.element) }
  }

  private func replay(_ events: [Event]) -> UndoStack {
    var stack = UndoStack()
    for entry in entries(events) { stack.replay(entry) }
    return stack
  }

  @Test func undoOfAFirstAnswerIsNotChecked() {
    let stack = replay([.answer("a.one", .fail, "x")])
    #expect(stack.undoEvent == .answer(Answer(step: "a.one")))
    #expect(replay([.answer("a.one", .fail, "x"), .answer(Answer(step: "a.one"))]).changes.isEmpty)
  }

  @Test func undoOfAFirstFactIsEmpty() {
    #expect(replay([.fact("prefix", "x")]).undoEvent == .fact("prefix", ""))
    #expect(replay([.fact("prefix", "x"), .fact("prefix", "y")]).undoEvent == .fact("prefix", "x"))
  }

  @Test func undoOfEvidenceRetractsIt() {
    let events: [Event] = [.answer("a.one", .pass), .evidence("a.one")]
    #expect(replay(events).undoEvent == .retract(2, "undone"))
    #expect(replay(events + [.retract(2, "undone")]).undoEvent == .answer(Answer(step: "a.one")))
  }

  @Test func evidenceRetractedByHandIsNoLongerUndone() {
    let stack = replay([.evidence("a.one"), .answer("a.one", .pass), .retract(1, "wrong")])
    #expect(stack.changes.count == 1)
    #expect(stack.undoEvent == .answer(Answer(step: "a.one")))
  }

  @Test func linesBetweenChangeNothing() {
    let stack = replay([
      .answer("a.one", .pass), .checkpoint, .session("bob"), .recovered, .seal, .reopen,
    ])
    #expect(stack.changes.count == 1)
  }
}
