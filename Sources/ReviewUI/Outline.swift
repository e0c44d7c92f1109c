public import Checklist
public import Review

/// The sections and steps that apply, numbered as a reader sees them, with their outcomes.
///
/// Made once and kept in step line by line, so that a key costs what it changes.
public struct Outline: Sendable, Equatable {
  /// A step with its number.
  public struct Item: Sendable, Equatable {
    /// For example `2.3`.
    public let number: String
    /// The step.
    public let step: Step
    /// Its latest outcome.
    public internal(set) var outcome: Outcome
    /// What a seal misses in its answer, as a clause, or nil.
    public internal(set) var lack: String?
    /// The index of its section in `parts`.
    let part: Int
    /// Its place among all steps, those that do not apply too.
    let position: Int
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
    /// The steps that apply, as indices into `items`; never empty.
    public let range: Range<Int>
    /// How many of its steps are answered.
    public internal(set) var answered: Int
  }

  /// The sections, in order.
  public private(set) var parts: [Part] = []
  /// All steps, in order.
  public private(set) var items: [Item] = []
  /// How many steps have which outcome.
  public private(set) var counts = Counts()
  /// How many answers miss something that a seal needs.
  public private(set) var lacking = 0
  private let checklists: ChecklistSet

  /// Numbers what applies in a review.
  public init(_ review: Review) {
    checklists = review.checklists
    var start = 0
    for (position, placed) in checklists.steps.enumerated() where review.applies[position] {
      if let last = items.last, !isSameSection(checklists.steps[last.position], placed) {
        close(from: start)
        start = items.count
      }
      let outcome = review.outcome(of: placed.step.id)
      let lack = review.lack(of: placed.step)
      counts.add(outcome)
      lacking += lack == nil ? 0 : 1
      items.append(
        Item(
          number: "\(parts.count + 1).\(items.count - start + 1)", step: placed.step,
          outcome: outcome, lack: lack, part: parts.count, position: position))
    }
    close(from: start)
  }

  private func isSameSection(
    _ one: ChecklistSet.PlacedStep, _ other: ChecklistSet.PlacedStep
  ) -> Bool {
    one.checklist == other.checklist && one.section == other.section
  }

  private mutating func close(from start: Int) {
    guard let last = items.last else { return }
    let placed = checklists.steps[last.position]
    let checklist = checklists.checklists[placed.checklist]
    let section = checklist.sections[placed.section]
    parts.append(
      Part(
        number: parts.count + 1, checklist: checklist.title, title: section.title,
        summary: section.summary, range: start..<items.count,
        answered: items[start...].count { $0.outcome != .notChecked }))
  }

  /// Follows a line that was folded into the review.
  mutating func follow(_ event: Event, in review: Review) {
    switch event {
    case .fact:
      self = Outline(review)
    case .evidence(let evidence):
      judge(evidence.step, in: review)
    case .retract(let retraction):
      if let item = review.evidence(at: retraction.of) { judge(item.evidence.step, in: review) }
    case .answer(let answer):
      guard let index = index(of: answer.step) else { return }
      let before = items[index].outcome
      items[index].outcome = answer.outcome
      counts.remove(before)
      counts.add(answer.outcome)
      parts[items[index].part].answered +=
        (before == .notChecked ? 1 : 0) - (answer.outcome == .notChecked ? 1 : 0)
      judge(answer.step, in: review)
    default:
      break
    }
  }

  private mutating func judge(_ step: String, in review: Review) {
    guard let index = index(of: step) else { return }
    lacking -= items[index].lack == nil ? 0 : 1
    items[index].lack = review.lack(of: items[index].step)
    lacking += items[index].lack == nil ? 0 : 1
  }

  /// The steps of a section.
  public func items(in part: Part) -> ArraySlice<Item> { items[part.range] }

  /// The step with a number or an identifier.
  public func item(named name: String) -> Item? {
    numbered(name) ?? item(name)
  }

  /// The step with an identifier, if it applies.
  func item(_ step: String) -> Item? {
    index(of: step).map { items[$0] }
  }

  /// The number of a step, its identifier when it does not apply.
  func number(of step: String) -> String {
    item(step)?.number ?? step
  }

  /// The section that holds a step.
  public func part(holding step: String) -> Part? {
    item(step).map { parts[$0.part] }
  }

  /// The index of a step in `items`, if it applies.
  func index(of step: String) -> Int? {
    guard let position = checklists.position(ofStep: step) else { return nil }
    let index = items.firstSortedIndex { $0.position >= position }
    return index < items.count && items[index].position == position ? index : nil
  }

  /// How many of the steps that apply come before a step, whether or not it applies itself.
  ///
  /// A step that stopped applying has no place among those that do: the order of the files counts.
  func count(before step: String) -> Int {
    let position = checklists.position(ofStep: step) ?? 0
    return items.firstSortedIndex { $0.position >= position }
  }

  /// How many of the steps that apply come before a step or are it.
  func count(through step: String) -> Int {
    let position = checklists.position(ofStep: step) ?? -1
    return items.firstSortedIndex { $0.position > position }
  }

  private func numbered(_ name: String) -> Item? {
    let words = name.split(separator: ".", omittingEmptySubsequences: false)
    guard words.count == 2, let part = Int(words[0]), let place = Int(words[1]),
      parts.indices.contains(part - 1)
    else { return nil }
    let range = parts[part - 1].range
    guard (1...range.count).contains(place) else { return nil }
    let item = items[range.lowerBound + place - 1]
    return item.number == name ? item : nil
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element fulfils a condition that all after it fulfil as well, else the
  /// end: a binary search.
  func firstSortedIndex(where isReached: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isReached(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
