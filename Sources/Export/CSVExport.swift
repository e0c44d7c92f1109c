import Checklist
import Review
import TextGrid

/// A report as CSV for spreadsheets: a row for each step, those that do not apply too.
///
/// RFC 4180: every cell quoted, CRLF after each row, UTF-8 without a mark in front. A text that a
/// spreadsheet would run as a formula has an apostrophe before it.
struct CSVExport {
  let text: String

  static let columns = [
    "verified", "number", "step", "title", "checklist", "section", "severity", "level", "applies",
    "outcome", "expired", "disposition", "plan", "plan_owner", "plan_until", "plan_reason",
    "comment", "record", "evidence", "by", "time",
  ]

  init(_ source: ExportSource) {
    let verified = source.isVerified ? "yes" : "NOT VERIFIED"
    var rows = [Self.columns]
    if let exported = ExportedReview(source) {
      for checklist in exported.review.checklists.checklists {
        for section in checklist.sections {
          rows += section.steps.map { step in
            [verified] + Self.cells(of: step, section, checklist, exported)
          }
        }
      }
    } else {
      rows.append([verified] + Array(repeating: "", count: Self.columns.count - 1))
    }
    text = rows.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cells(
    of step: Step, _ section: Section, _ checklist: Checklist, _ exported: ExportedReview
  ) -> [String] {
    let review = exported.review
    let latest = review.answer(to: step.id)
    let answer = latest?.answer ?? Answer(step: step.id)
    let evidence = (review.evidence[step.id] ?? []).filter { $0.retraction == nil }
    return [
      exported.numbers[step.id] ?? "", step.id, step.title, checklist.title, section.title,
      step.severity.rawValue, step.level.rawValue, review.applies(step.id) ? "yes" : "no",
      answer.outcome.rawValue, exported.expired.contains(step.id) ? "yes" : "no",
      exported.finding(of: step.id)?.disposition.rawValue ?? "",
      answer.plan?.kind.rawValue ?? "", answer.plan?.owner ?? "",
      answer.plan?.until.description ?? "", answer.plan?.reason ?? "", answer.comment,
      answer.record,
      evidence.map { "\($0.evidence.name) \($0.evidence.sha256)" }.joined(separator: "\n"),
      latest?.signer ?? "", latest?.time.description ?? "",
    ]
  }

  // What begins like this is run by a spreadsheet, quoted or not; a tab is skipped before it looks.
  private static let formulaSigns: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "＝", "＋", "－", "＠",
  ]

  static func cell(_ text: String) -> String {
    let shown = SafeText.block(text).joined(separator: "\n")
    let isFormula = shown.unicodeScalars.first { $0 != " " }.map(formulaSigns.contains) ?? false
    return "\"" + (isFormula ? "'" : "") + shown.replacing("\"", with: "\"\"") + "\""
  }
}
