import Checklist
import Review

extension StartScreen {
  /// Every line that the reader can stand on, from top to bottom.
  var items: [Item] {
    reports.map { .report($0.name) } + (checklists ?? []).map { .checklist($0.reference) }
  }

  /// Where the reader stands: where he went, else on the report that is gone on with first.
  var selected: Item? {
    if let chosen, items.contains(chosen) { return chosen }
    return items.first
  }

  /// The report that the reader stands on.
  var report: ListedReport? {
    guard case .report(let name) = selected else { return nil }
    return reports.first { $0.name == name }
  }

  /// The checklist that the reader stands on.
  var checklist: ListedChecklist? {
    guard case .checklist(let reference) = selected else { return nil }
    return checklists?.first { $0.reference == reference }
  }

  /// Moves by lines, as far as there are any.
  mutating func move(_ lines: Int) {
    let items = items
    guard let selected, let here = items.firstIndex(of: selected) else { return }
    chosen = items[min(max(0, here + lines), items.count - 1)]
  }

  /// Goes to the first line of the other list.
  mutating func changeGroup() {
    let other =
      if case .report = selected {
        checklists?.first.map { Item.checklist($0.reference) }
      } else {
        reports.first.map { Item.report($0.name) }
      }
    if let other { chosen = other }
  }

  mutating func toggleMark() {
    guard let checklist else {
      message = "A checklist can be marked: Tab goes to them."
      return
    }
    guard checklist.fault == nil else {
      message = "\(checklist.title) has faults and cannot be used: see `postflight lint`."
      return
    }
    if marks.remove(checklist.reference) == nil { marks.insert(checklist.reference) }
  }

  /// Takes what the folder holds: what is known of a report stays until it is looked at again.
  mutating func take(found names: [String], at moment: Timestamp) {
    now = moment
    let known = Dictionary(reports.map { ($0.name, $0) }) { first, _ in first }
    var seen: Set<String> = []
    reports = names.filter { seen.insert($0).inserted }.map { name in
      known[name] ?? ListedReport(name: name, content: .unread)
    }
    sort()
  }

  /// Takes what is known of a report.
  mutating func take(_ report: ListedReport) {
    guard let index = reports.firstIndex(where: { $0.name == report.name }) else { return }
    reports[index] = report
    sort()
  }

  // Stable, so that reports that nobody has looked at stay in the order in which they came.
  private mutating func sort() {
    reports = reports.enumerated().sorted { left, right in
      if ListedReport.isBefore(left.element, right.element) { return true }
      if ListedReport.isBefore(right.element, left.element) { return false }
      return left.offset < right.offset
    }.map(\.element)
  }
}
