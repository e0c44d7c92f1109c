import Checklist
import Review

extension ReviewState {
  mutating func move(_ action: Action) {
    switch action {
    case .focusFact(let id):
      guard review.askedFacts.contains(where: { $0.id == id }) else {
        say("The fact \(id) is not asked here. Type facts to see those that are.")
        return
      }
      focus = .fact(id)
    case .focusStep(let name):
      guard let item = Outline(review).item(named: name) else {
        say("No step \(name) applies here. Type list all to see the steps.")
        return
      }
      if step == item.step.id {
        say("\(item.number) is the step shown. Type show to print it again.")
      }
      focus = .step(item.step.id)
    case .next:
      if focus == .end { sayThatThisIsTheEnd() }
      focus = following
    case .back:
      let before = preceding
      if focus == before { say("This is the first.") }
      focus = before
    case .nextOpen:
      moveToOpen(after: true)
    case .previousOpen:
      moveToOpen(after: false)
    default:
      break
    }
  }

  private var steps: [String] { review.applicableSteps.map(\.step.id) }
  private var facts: [String] { review.askedFacts.map(\.id) }

  // Steps that stopped applying have no place among those that do: the order of the files counts.
  private func position(_ step: String) -> Int {
    review.checklists.position(ofStep: step) ?? 0
  }

  private mutating func sayThatThisIsTheEnd() {
    say(
      review.isSealed
        ? "The report is sealed. Type list all to read it, sign, approve or quit."
        : "That was the last step. Type open for the next open one, status, seal or quit.")
  }

  private var following: Focus {
    switch focus {
    case .fact(let id):
      let rest = facts.drop { $0 != id }.dropFirst()
      return rest.first.map { .fact($0) } ?? steps.first.map { .step($0) } ?? .end
    case .step(let id):
      return steps.first { position($0) > position(id) }.map { .step($0) } ?? .end
    case .end:
      return .end
    }
  }

  private var preceding: Focus {
    switch focus {
    case .fact(let id):
      return facts.prefix { $0 != id }.last.map { .fact($0) } ?? focus
    case .step(let id):
      let before = steps.last { position($0) < position(id) }
      return before.map { .step($0) } ?? facts.last.map { .fact($0) } ?? focus
    case .end:
      return steps.last.map { .step($0) } ?? facts.last.map { .fact($0) } ?? .end
    }
  }

  private mutating func moveToOpen(after: Bool) {
    let open = steps.filter { review.outcome(of: $0) == .notChecked }
    guard !open.isEmpty else {
      say("No step is open.")
      return
    }
    guard let step else {
      focus = .step(after ? open[0] : open[open.count - 1])
      return
    }
    let here = position(step)
    let there =
      after
      ? open.first { position($0) > here } ?? open.first
      : open.last { position($0) < here } ?? open.last
    guard let there else { return }
    if there == step { say("No other step is open.") }
    focus = .step(there)
  }
}
