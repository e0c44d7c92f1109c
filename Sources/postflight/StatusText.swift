import Checklist
import Report
import Review
import ReviewUI
import TextGrid

/// How far a review is, in words.
enum StatusText {
  /// One report at length.
  static func lines(_ review: Review, _ reading: ReportReading) -> [String] {
    let figures = review.sealFigures
    let counts = figures.counts
    let now = Clock.now
    var lines = [
      "\(review.header.environment), profile \(review.header.profile.rawValue), "
        + "report \(review.header.report)",
      "\(counts.answered) of \(figures.steps) steps answered: \(counts.pass) pass, "
        + "\(counts.fail) FAIL, \(counts.notApplicable) n/a, \(counts.notChecked) open",
      state(review, reading),
    ]
    for step in review.findings {
      let answer = review.answer(to: step.id)?.answer
      lines.append(
        "FAIL \(step.severity.rawValue) \(step.id): \(step.title); "
          + plan(answer?.plan, on: now.day))
    }
    for (step, reason) in review.lacking { lines.append("lacks \(step.id): \(reason)") }
    let expired = Set(review.expired(at: now).map(\.id))
    for placed in review.applicableSteps {
      guard let expiry = review.expiry(of: placed.step) else { continue }
      if expired.contains(placed.step.id) {
        lines.append("expired \(placed.step.id): since \(expiry.day)")
      } else if expiry.seconds - now.seconds < 14 * 86_400 {
        lines.append("expires \(placed.step.id): \(expiry.day)")
      }
    }
    let unknown = review.askedFacts.filter { review.value(of: $0.id) == nil }.map(\.id)
    if !unknown.isEmpty { lines.append("facts not known: \(unknown.joined(separator: " "))") }
    lines += figures.open.map { "open \($0)" }
    return lines.map(SafeText.line)
  }

  /// One report in a table: environment, answered, findings, state, last change.
  static func row(_ review: Review, _ reading: ReportReading) -> [String] {
    let figures = ReportFigures(
      review, at: Clock.now, alarm: reading.tornTail == nil ? nil : "torn")
    return [
      figures.environment, "\(figures.answered)/\(figures.steps)",
      figures.failing == 0 ? "-" : "\(figures.failing) FAIL",
      figures.expired == 0 ? "-" : "\(figures.expired) expired", figures.state,
      figures.lastTime.map(\.description) ?? "",
    ]
  }

  /// Rows under a heading, in columns.
  static func table(_ rows: [[String]]) -> String {
    let heading = [
      "REPORT", "ENVIRONMENT", "ANSWERED", "FINDINGS", "EXPIRY", "STATE", "LAST CHANGE",
    ]
    return TextTable.lines(heading, rows).joined(separator: "\n")
  }

  private static func state(_ review: Review, _ reading: ReportReading) -> String {
    let standing = review.standing()
    var parts = [review.isSealed ? "sealed" : "not sealed"]
    parts.append("\(standing.reviews.count) of \(standing.requiredReviews) reviews signed")
    parts.append("\(standing.approvals.count) of \(standing.requiredApprovals) approvals")
    if !standing.rejections.isEmpty { parts.append("REJECTED") }
    if reading.tornTail != nil { parts.append("torn tail: resume it") }
    return parts.joined(separator: ", ")
  }

  private static func plan(_ plan: Plan?, on day: CalendarDay) -> String {
    guard let plan else { return "no plan" }
    let late = day > plan.until ? ", OVERDUE" : ""
    return "\(plan.kind.rawValue), \(plan.owner), until \(plan.until)\(late)"
  }
}
