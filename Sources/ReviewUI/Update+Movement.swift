import Checklist
import Review

extension ReviewState {
  mutating func move(_ action: Action) {
    switch action {
    case .focusFact(let id):
      guard review.askedFacts.contains(where: { $0.id == id }) else {
        say(
          "The fact \(id) is not asked here.", Saying.Hint(.facts, "to see those that are"))
        return
      }
      focus = .fact(id)
    case .focusStep(let name):
      guard let item = outline.item(named: name) else {
        say("No step \(name) applies here.", Saying.Hint(.list, typing: "all", "to see the steps"))
        return
      }
      if step == item.step.id {
        say("\(item.number) is the step shown.", Saying.Hint(.show, "to print it again"))
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

  private var facts: [String] { review.askedFacts.map(\.id) }

  private mutating func sayThatThisIsTheEnd() {
    say(
      review.isSealed
        ? Saying(
          "The report is sealed.", Saying.Hint(.list, typing: "all", "to read it"),
          Saying.Hint(.sign, "to sign"), Saying.Hint(.approve, "to approve"),
          Saying.Hint(.quit, "to leave"))
        : Saying(
          "That was the last step.", Saying.Hint(.nextOpen, "for the next open one"),
          Saying.Hint(.status, "to see what is left"), Saying.Hint(.seal, "to seal"),
          Saying.Hint(.quit, "to leave")))
  }

  private var following: Focus {
    switch focus {
    case .fact(let id):
      let rest = facts.drop { $0 != id }.dropFirst()
      return rest.first.map { .fact($0) } ?? step(at: 0) ?? .end
    case .step(let id):
      return step(at: outline.count(through: id)) ?? .end
    case .end:
      return .end
    }
  }

  private var preceding: Focus {
    switch focus {
    case .fact(let id):
      return facts.prefix { $0 != id }.last.map { .fact($0) } ?? focus
    case .step(let id):
      return step(at: outline.count(before: id) - 1) ?? lastFact ?? focus
    case .end:
      return step(at: outline.items.count - 1) ?? lastFact ?? .end
    }
  }

  private var lastFact: Focus? { facts.last.map { .fact($0) } }

  private func step(at index: Int) -> Focus? {
    outline.items.indices.contains(index) ? .step(outline.items[index].step.id) : nil
  }

  private mutating func moveToOpen(after: Bool) {
    let items = outline.items
    let isOpen = { (item: Outline.Item) in item.outcome == .notChecked }
    let found =
      if after {
        items[(step.map(outline.count(through:)) ?? 0)...].first(where: isOpen)
          ?? items.first(where: isOpen)
      } else {
        items[..<(step.map(outline.count(before:)) ?? 0)].last(where: isOpen)
          ?? items.last(where: isOpen)
      }
    guard let found else {
      say("No step is open.")
      return
    }
    if found.step.id == step { say("No other step is open.") }
    focus = .step(found.step.id)
  }
}
