import Review

/// A plan that is asked for part by part.
struct PlanDraft: Equatable {
  private var kind: Plan.Kind?
  private var owner: String?
  private var until: CalendarDay?
  private var reason: String?

  /// What is asked next.
  var question: String {
    if kind == nil { return "Plan: fix or accept > " }
    if owner == nil { return "Owner > " }
    return until == nil ? "Until, YYYY-MM-DD > " : "Reason > "
  }

  /// Whether the question is the last one.
  var isLast: Bool { until != nil }

  /// The plan, when every part is there.
  var plan: Plan? {
    guard let kind, let owner, let until, let reason else { return nil }
    return Plan(kind: kind, owner: owner, until: until, reason: reason)
  }

  /// The answers so far, as they can be taken again.
  var answers: [String] {
    [kind?.rawValue, owner, until?.description].compactMap { $0 }
  }

  /// Takes the answer to the question; a sentence when it is no answer.
  mutating func take(_ text: String) -> String? {
    if kind == nil {
      kind = Plan.Kind(rawValue: text.lowercased())
      return kind == nil ? "One of these is wanted: fix, accept." : nil
    }
    if owner == nil {
      owner = text.isEmpty ? nil : text
      return owner == nil ? "Somebody has to own it." : nil
    }
    if until == nil {
      until = CalendarDay(text)
      return until == nil ? "A date is wanted, as YYYY-MM-DD." : nil
    }
    reason = text
    return nil
  }

  /// Reads a plan from one line: kind, owner, date, reason.
  ///
  /// The owner may hold blanks.
  static func plan(from line: String) -> Plan? {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first, let kind = Plan.Kind(rawValue: first.lowercased()),
      let dateIndex = words.firstIndex(where: { CalendarDay($0) != nil }), dateIndex > 1,
      let until = CalendarDay(words[dateIndex])
    else { return nil }
    return Plan(
      kind: kind, owner: words[1..<dateIndex].joined(separator: " "), until: until,
      reason: words[(dateIndex + 1)...].joined(separator: " "))
  }
}
