import Checklist
import Review

/// What a checklist says about a step, for tools that show it beside the result.
struct StepGuidance {
  /// Paragraphs with their headings, as the author wrote them; commands have the facts filled in.
  let paragraphs: [(heading: String, text: String)]

  /// Leaves out what does not apply with the facts.
  init(_ step: Step, facts: [String: String]) {
    let checks = step.check.filter { check in check.when.holds { facts[$0] } }
    let doing = checks.map { check in
      check.action
        + (check.command.map { "\n" + CommandTemplate.fill($0) { facts[$0] }.text } ?? "")
    }
    paragraphs = [
      ("Question", step.ask), ("Why", step.why), ("How to find out", doing.joined(separator: "\n")),
      ("What a pass looks like", step.expect), ("How to put it right", step.fix),
    ].filter { !$0.1.isEmpty }
  }

  /// The paragraphs as plain text, not made safe.
  var text: String {
    paragraphs.map { "\($0.heading):\n\($0.text)" }.joined(separator: "\n\n")
  }

  /// The paragraphs as Markdown that shows them and does nothing else.
  var markdown: String {
    paragraphs.map { paragraph in
      (["**\(paragraph.heading)**", ""] + MarkdownText.quote(paragraph.text))
        .joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
