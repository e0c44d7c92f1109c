import Checklist
import TextGrid

/// Checklists as a document for people, for the repository that holds them.
struct ChecklistMarkdown {
  private var page = MarkdownPage()
  private let reading: ChecklistReading

  /// All of it, with a newline at its end.
  var text: String { page.text }

  init(_ reading: ChecklistReading) {
    self.reading = reading
    for checklist in reading.checklists { addHead(of: checklist) }
    page.add(MarkdownText.inline(reading.extent))
    if !reading.facts.isEmpty { addFacts() }
    if reading.parts.isEmpty, !reading.applicability.checklists.steps.isEmpty {
      page.add("No step applies.")
    }
    for part in reading.parts { add(part) }
  }

  private mutating func addHead(of checklist: Checklist) {
    page.add("# \(MarkdownText.inline(checklist.title))")
    page.add(
      "\(MarkdownText.code(checklist.id)), version \(MarkdownText.inline(checklist.version))")
    if let summary = checklist.summary { page.add(Self.prose(summary)) }
    if let source = checklist.source { page.add("Source: \(Self.link(source))") }
  }

  private mutating func addFacts() {
    page.add("## Facts, asked first")
    var lines: [String] = []
    for fact in reading.facts {
      lines.append("- \(MarkdownText.code(fact.id)): \(MarkdownText.inline(fact.ask))")
      if let value = reading.applicability.facts[fact.id] {
        let label = fact.choices.first { $0.key == value }?.label
        let words = label.map { ": " + MarkdownText.inline($0) } ?? ""
        lines.append("  - It is \(MarkdownText.code(value))\(words)")
        continue
      }
      if let help = fact.help { lines += MarkdownPage.item("Help", help, indent: "  ") }
      lines += fact.choices.map {
        "  - \(MarkdownText.code($0.key)): \(MarkdownText.inline($0.label))"
      }
      lines += Self.condition(reading.applicability.open(in: fact.when), indent: "  ")
    }
    page.add(lines)
  }

  private mutating func add(_ part: ChecklistReading.Part) {
    let checklist =
      reading.checklists.count > 1 ? " (\(MarkdownText.inline(part.checklist.title)))" : ""
    page.add("## \(part.number). \(MarkdownText.inline(part.section.title))\(checklist)")
    if let summary = part.section.summary { page.add(Self.prose(summary)) }
    if let sentence = part.open.sentence { page.add(MarkdownText.inline(sentence)) }
    for shown in part.steps { add(shown) }
  }

  private mutating func add(_ shown: ChecklistReading.Shown) {
    let step = shown.step
    page.add("### \(shown.number) \(MarkdownText.inline(step.title))")
    page.add("**\(MarkdownText.inline(step.ask))**")
    var lines = [
      "- Step \(MarkdownText.code(step.id)), severity \(step.severity.rawValue), level "
        + step.level.rawValue
    ]
    lines += Self.condition(shown.open, indent: "")
    lines += MarkdownPage.item("Why", step.why)
    lines.append("- Do:")
    for (index, line) in shown.checks.enumerated() { lines += self.lines(of: line, index + 1) }
    lines += MarkdownPage.item("Expect", step.expect)
    lines += MarkdownPage.item("If not", step.fix)
    lines += ChecklistReading.demands(of: step).map { "- \(MarkdownText.inline($0))" }
    lines += step.references.map { "- See \(Self.link($0))" }
    if !step.covers.isEmpty {
      lines.append("- Covers \(step.covers.map(MarkdownText.code).joined(separator: ", "))")
    }
    page.add(lines)
  }

  private func lines(of line: ChecklistReading.Line, _ number: Int) -> [String] {
    let label = "\(number). "
    let indent = String(repeating: " ", count: 2 + label.utf8.count)
    var lines = ["  \(label)\(MarkdownText.inline(line.action))"]
    if MarkdownText.isBlock(line.action) {
      lines = MarkdownText.quote(line.action, indent: indent) + [""]
      lines[0] = "  \(label)\(lines[0].dropFirst(indent.utf8.count))"
    }
    if let sentence = line.open.sentence {
      lines.append("\(indent)*\(MarkdownText.inline(sentence))*")
    }
    guard let command = line.command else { return lines }
    lines += [""] + Self.fenced(command.text).map { indent + $0 } + [""]
    lines += reading.notes(on: command).map { indent + MarkdownText.inline($0) }
    return lines
  }

  private static func condition(_ condition: Condition, indent: String) -> [String] {
    condition.sentence.map { ["\(indent)- \(MarkdownText.inline($0))"] } ?? []
  }

  private static func prose(_ text: String) -> String {
    MarkdownText.isBlock(text)
      ? MarkdownText.quote(text).joined(separator: "\n") : MarkdownText.inline(text)
  }

  /// A link to a plain web address; any other is shown, not linked.
  private static func link(_ reference: Reference) -> String {
    let title = MarkdownText.inline(reference.title)
    let isPlain = reference.url.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || "-._~/?#=&%+:".utf8.contains(byte)
    }
    guard isPlain, reference.url.hasPrefix("https://") else {
      return "\(title): \(MarkdownText.code(reference.url))"
    }
    return "[\(title)](\(reference.url))"
  }

  /// A code block whose fence does not occur in it.
  private static func fenced(_ command: String) -> [String] {
    let lines = SafeText.block(command)
    let longest = lines.flatMap { $0.split { $0 != "`" }.map(\.count) }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return ["\(fence)sh"] + lines + [fence]
  }
}
