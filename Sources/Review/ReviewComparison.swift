public import Checklist

/// Two reviews beside each other: what became of each step, and what else is another one.
///
/// The earlier review is taken as it stood when its last line was written, the later one as it
/// stands at a moment: an acceptance that has ended since then is told as ended.
public struct ReviewComparison: Sendable {
  /// What became of a step; the first that fits, what is worst first.
  public enum Change: String, Sendable, CaseIterable {
    /// It passed and FAILs.
    case regressed
    /// It FAILs, and did not FAIL or pass before: nobody had looked, or it was not asked.
    case newFinding = "new_finding"
    /// It FAILs as before, and an acceptance does not hold any more.
    case acceptanceEnded = "acceptance_ended"
    /// It had an outcome and has none.
    case lost
    /// It FAILed and passes.
    case fixed
    /// It FAILs as before, and is accepted now.
    case acceptanceAdded = "acceptance_added"
    /// It FAILs as before, with another plan.
    case planChanged = "plan_changed"
    /// It has another outcome, to or from n/a.
    case changed
    /// It had no outcome, and passes or is n/a.
    case answered
    /// It did not apply or was not asked before; it does not FAIL.
    case newStep = "new_step"
    /// It applied before, and does not apply or is not asked any more.
    case goneStep = "gone_step"
    /// The outcome is the same, but the text of the step is another one.
    case textChanged = "text_changed"
    /// Text, outcome and plan are the same.
    case unchanged

    /// Whether the later review is worse for it.
    public var isWorse: Bool {
      switch self {
      case .regressed, .newFinding, .acceptanceEnded, .lost: true
      default: false
      }
    }
  }

  /// Where a step stands in one of the two reviews.
  public enum Standing: Sendable, Equatable {
    /// The checklists do not have it.
    case notThere
    /// Facts or the profile rule it out.
    case doesNotApply
    /// It applies; its latest answer, nil when nobody answered.
    case applies(Review.DatedAnswer?)

    /// The answer that counts, nil when there is none.
    public var answer: Review.DatedAnswer? {
      if case .applies(let answer) = self { answer } else { nil }
    }

    /// The outcome of a step that applies.
    public var outcome: Outcome? {
      if case .applies(let answer) = self { answer?.answer.outcome ?? .notChecked } else { nil }
    }
  }

  /// A step in both reviews.
  public struct Item: Sendable {
    /// The step as the earlier checklists have it.
    public let oldStep: Step?
    /// The step as the later checklists have it.
    public let newStep: Step?
    /// Where it stood.
    public let old: Standing
    /// Where it stands.
    public let new: Standing
    /// What became of it.
    public let change: Change

    /// The step, as it is asked now if it is.
    public var step: Step? { newStep ?? oldStep }

    fileprivate func with(_ change: Change) -> Item {
      Item(oldStep: oldStep, newStep: newStep, old: old, new: new, change: change)
    }

    /// Whether both reviews ask, with other words.
    public var isTextChanged: Bool {
      guard let oldStep, let newStep else { return false }
      return !oldStep.wording.utf8.elementsEqual(newStep.wording.utf8)
    }
  }

  /// A value that the two reviews do not share; nil where one has none.
  public struct Difference: Sendable, Equatable {
    /// What it is the value of.
    public let name: String
    /// As it was.
    public let old: String?
    /// As it is.
    public let new: String?
  }

  /// A checklist file as one of the reviews embeds it.
  public struct Edition: Sendable, Equatable {
    /// The author's version.
    public let version: String
    /// Lower-case hex SHA-256 of the file.
    public let sha256: String
  }

  /// A checklist that the two reviews do not have in the same edition; nil where one has none.
  public struct ChecklistDifference: Sendable, Equatable {
    /// The checklist's identifier.
    public let id: String
    /// As it was.
    public let old: Edition?
    /// As it is.
    public let new: Edition?
  }

  /// The day on which plans of the earlier review are judged: that of its last line.
  public let oldDay: CalendarDay
  /// The day on which plans of the later review are judged.
  public let newDay: CalendarDay
  /// The steps that apply in either review: what is worst first, then the most severe, then in the
  /// order of the later checklists, steps that are gone after those.
  public let items: [Item]
  /// Facts with another value, asked and known in one of the reviews at least.
  public let facts: [Difference]
  /// What differs in the header: environment, profile, signatures required.
  public let header: [Difference]
  /// Checklists with another version or text.
  public let checklists: [ChecklistDifference]

  /// Compares two reviews.
  ///
  /// - Parameters:
  ///   - old: the earlier one.
  ///   - new: the later one.
  ///   - moment: when the later one is looked at.
  public init(_ old: Review, _ new: Review, at moment: Timestamp) {
    let (oldDay, newDay) = ((old.lastTime ?? moment).day, moment.day)
    let ids =
      new.checklists.steps.map(\.step.id)
      + old.checklists.steps.map(\.step.id).filter { new.checklists.step($0) == nil }
    let items = ids.compactMap { Self.item($0, old, new, oldDay, newDay) }
    self.items = Change.allCases.flatMap { change in
      let changed = items.filter { $0.change == change }
      return Severity.allCases.reversed().flatMap { severity in
        changed.filter { $0.step?.severity == severity }
      }
    }
    self.oldDay = oldDay
    self.newDay = newDay
    facts = Self.facts(old, new)
    header = Self.header(old.header, new.header)
    checklists = Self.checklists(old, new)
  }

  /// How many steps a change befell.
  public func count(_ change: Change) -> Int { items.count { $0.change == change } }

  /// Steps that FAIL in both reviews.
  public var stillFailing: Int {
    items.count { $0.old.outcome == .fail && $0.new.outcome == .fail }
  }

  /// Whether anything got worse.
  public var isWorse: Bool { items.contains { $0.change.isWorse } }
}

extension ReviewComparison {
  private static func item(
    _ id: String, _ old: Review, _ new: Review, _ oldDay: CalendarDay, _ newDay: CalendarDay
  ) -> Item? {
    let standings = (standing(of: id, in: old), standing(of: id, in: new))
    guard let change = change(standings, oldDay, newDay) else { return nil }
    let item = Item(
      oldStep: old.checklists.step(id), newStep: new.checklists.step(id), old: standings.0,
      new: standings.1, change: change)
    return change == .unchanged && item.isTextChanged ? item.with(.textChanged) : item
  }

  private static func standing(of id: String, in review: Review) -> Standing {
    guard review.checklists.position(ofStep: id) != nil else { return .notThere }
    return review.applies(id) ? .applies(review.answer(to: id)) : .doesNotApply
  }

  private static func change(
    _ standings: (old: Standing, new: Standing), _ oldDay: CalendarDay, _ newDay: CalendarDay
  ) -> Change? {
    switch (standings.old.outcome, standings.new.outcome) {
    case (nil, nil): return nil
    case (.pass, .fail): return .regressed
    case (.fail, .fail): return planChange(standings, oldDay, newDay)
    case (_, .fail): return .newFinding
    case (nil, _): return .newStep
    case (_, nil): return .goneStep
    case (.fail, .pass): return .fixed
    case (let old, let new) where old == new: return .unchanged
    case (_, .notChecked): return .lost
    case (.notChecked, _): return .answered
    default: return .changed
    }
  }

  private static func planChange(
    _ standings: (old: Standing, new: Standing), _ oldDay: CalendarDay, _ newDay: CalendarDay
  ) -> Change {
    let (old, new) = (standings.old.answer?.answer, standings.new.answer?.answer)
    switch (old?.isAccepted(on: oldDay) == true, new?.isAccepted(on: newDay) == true) {
    case (true, false): return .acceptanceEnded
    case (false, true): return .acceptanceAdded
    default: return old?.plan == new?.plan ? .unchanged : .planChanged
    }
  }

  private static func facts(_ old: Review, _ new: Review) -> [Difference] {
    let (before, after) = (old.effectiveFacts, new.effectiveFacts)
    let ids =
      new.checklists.facts.map(\.id)
      + old.checklists.facts.map(\.id).filter { new.checklists.fact($0) == nil }
    return ids.compactMap { difference($0, before[$0], after[$0]) }
  }

  private static func header(_ old: Header, _ new: Header) -> [Difference] {
    [
      difference("environment", old.environment, new.environment),
      difference("profile", old.profile.rawValue, new.profile.rawValue),
      difference("reviews required", "\(old.requiredReviews)", "\(new.requiredReviews)"),
      difference("approvals required", "\(old.requiredApprovals)", "\(new.requiredApprovals)"),
    ].compactMap { $0 }
  }

  private static func checklists(_ old: Review, _ new: Review) -> [ChecklistDifference] {
    let (before, after) = (editions(of: old), editions(of: new))
    let ids =
      new.checklists.checklists.map(\.id)
      + old.checklists.checklists.map(\.id).filter { after[$0] == nil }
    return ids.compactMap { id in
      before[id] == after[id]
        ? nil : ChecklistDifference(id: id, old: before[id], new: after[id])
    }
  }

  private static func editions(of review: Review) -> [String: Edition] {
    let digests = Dictionary(
      review.header.checklists.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first }
    )
    return Dictionary(
      review.checklists.checklists.map { checklist in
        (
          checklist.id,
          Edition(version: checklist.version, sha256: digests[checklist.name] ?? "")
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  // By bytes: a name in another normal form is another name.
  private static func difference(_ name: String, _ old: String?, _ new: String?) -> Difference? {
    if let old, let new, old.utf8.elementsEqual(new.utf8) { return nil }
    return old == nil && new == nil ? nil : Difference(name: name, old: old, new: new)
  }
}
