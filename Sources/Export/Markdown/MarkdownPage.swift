import Checklist
import Report

/// Blocks of Markdown with a blank line between any two.
struct MarkdownPage {
  static let notVerified =
    "**NOT VERIFIED:** this report did not pass its checks. Do not rely on what stands here."

  private var blocks: [String] = []

  /// All of it, with a newline at its end.
  var text: String { blocks.joined(separator: "\n\n") + "\n" }

  mutating func add(_ block: String) {
    blocks.append(block)
  }

  mutating func add(_ lines: [String]) {
    let end = lines.lastIndex { !$0.isEmpty }
    if let end { blocks.append(lines[...end].joined(separator: "\n")) }
  }

  mutating func addWarning(_ source: ExportSource) {
    add(Self.notVerified)
    let told = 20
    var lines = source.verdict.faults.prefix(told).map { fault in
      let place = fault.line.map { "line \($0): " } ?? ""
      return "- \(fault.code.rawValue), \(place)\(MarkdownText.inline(fault.message))"
    }
    let rest = source.verdict.faults.count - told
    if rest > 0 { lines.append("- and \(rest) more") }
    add(lines)
  }

  /// A list item for a text of others: on its line, or as a quote under it.
  static func item(_ label: String, _ text: String, indent: String = "") -> [String] {
    guard !text.isEmpty else { return [] }
    guard MarkdownText.isBlock(text) else {
      return ["\(indent)- \(label): \(MarkdownText.inline(text))"]
    }
    return ["\(indent)- \(label):", ""] + MarkdownText.quote(text, indent: indent + "  ") + [""]
  }

  /// A step as a list names it: number, title, identifier.
  static func name(_ step: Step, in exported: ExportedReview) -> String {
    let number = exported.numbers[step.id].map { $0 + " " } ?? ""
    return "\(number)\(MarkdownText.inline(step.title)) (\(MarkdownText.code(step.id)))"
  }
}
