public import Checklist
public import Review

/// The sections and steps that apply, numbered as a reader sees them.
public struct Outline: Sendable, Equatable {
  /// A step with its number.
  public struct Item: Sendable, Equatable {
    /// For example `2.3`.
    public let number: String
    /// The step.
    public let step: Step
    /// Its latest outcome.
    public let outcome: Outcome
  }

  /// A section that has steps that apply.
  public struct Part: Sendable, Equatable {
    /// From 1.
    public let number: Int
    /// The checklist's title.
    public let checklist: String
    /// The section's title.
    public let title: String
    /// The section's summary, or nil.
    public let summary: String?
    /// The steps that apply.
    public let items: [Item]

    /// How many of its steps are answered.
    public var answered: Int { items.filter { $0.outcome != .notChecked }.count }
  }

  /// The sections, in order.
  public let parts: [Part]

  /// Numbers what applies in a review.
  public init(_ review: Review) {
    var parts: [Part] = []
    var pending: (checklist: Int, section: Int)?
    var items: [Item] = []
    func close() {
      guard let place = pending, !items.isEmpty else { return }
      let checklist = review.checklists.checklists[place.checklist]
      let section = checklist.sections[place.section]
      parts.append(
        Part(
          number: parts.count + 1, checklist: checklist.title, title: section.title,
          summary: section.summary, items: items))
      items = []
    }
    for placed in review.applicableSteps {
      if pending.map({ $0 != (placed.checklist, placed.section) }) ?? true {
        close()
        pending = (placed.checklist, placed.section)
      }
      items.append(
        Item(
          number: "\(parts.count + 1).\(items.count + 1)", step: placed.step,
          outcome: review.outcome(of: placed.step.id)))
    }
    close()
    self.parts = parts
  }

  /// All steps, in order.
  public var items: [Item] { parts.flatMap(\.items) }

  /// The step with a number or an identifier.
  public func item(named name: String) -> Item? {
    items.first { $0.number == name || $0.step.id == name }
  }

  /// The section that holds a step.
  public func part(holding step: String) -> Part? {
    parts.first { part in part.items.contains { $0.step.id == step } }
  }
}
