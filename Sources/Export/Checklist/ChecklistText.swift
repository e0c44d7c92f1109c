import Checklist
import TextGrid

/// Checklists as plain text for a terminal or a printer.
struct ChecklistText {
  private(set) var lines: [String] = []
  private let reading: ChecklistReading
  private let width: Int
  private static let margin = 10

  init(_ reading: ChecklistReading, width: Int) {
    self.reading = reading
    self.width = width
    for checklist in reading.checklists { addHead(of: checklist) }
    add(reading.extent)
    if !reading.facts.isEmpty { addFacts() }
    if reading.parts.isEmpty, !reading.applicability.checklists.steps.isEmpty {
      lines += ["", "No step applies."]
    }
    for part in reading.parts { add(part) }
  }

  private mutating func addHead(of checklist: Checklist) {
    add(checklist.title)
    add("\(checklist.id), version \(checklist.version)")
    if let summary = checklist.summary { add(summary) }
    if let source = checklist.source {
      add("Source: \(source.title)")
      lines.append("  " + SafeText.line(source.url))
    }
    lines.append("")
  }

  private mutating func addFacts() {
    lines += ["", "Facts, asked first"]
    for fact in reading.facts {
      lines.append("")
      add(fact.ask, label: fact.id)
      if let value = reading.applicability.facts[fact.id] {
        let label = fact.choices.first { $0.key == value }?.label
        add(label.map { "It is \(value): \($0)" } ?? "It is \(value)", label: " ")
        continue
      }
      if let help = fact.help { add(help, label: " ") }
      for choice in fact.choices { add("\(choice.key): \(choice.label)", label: " ") }
      if let sentence = reading.applicability.open(in: fact.when).sentence {
        add(sentence, label: " ")
      }
    }
  }

  private mutating func add(_ part: ChecklistReading.Part) {
    lines += ["", ""]
    let checklist = reading.checklists.count > 1 ? " (\(part.checklist.title))" : ""
    add("\(part.number) \(part.section.title)\(checklist)")
    if let summary = part.section.summary { add(summary) }
    if let sentence = part.open.sentence { add(sentence) }
    for shown in part.steps { add(shown) }
  }

  private mutating func add(_ shown: ChecklistReading.Shown) {
    let step = shown.step
    lines.append("")
    add("\(shown.number) \(step.title)")
    add("severity \(step.severity.rawValue), \(step.level.rawValue), \(step.id)")
    if let sentence = shown.open.sentence { add(sentence) }
    lines.append("")
    add(step.ask)
    lines.append("")
    add(step.why, label: "Why")
    for (index, line) in shown.checks.enumerated() { add(line, index + 1) }
    add(step.expect, label: "Expect")
    add(step.fix, label: "If not")
    for (index, demand) in ChecklistReading.demands(of: step).enumerated() {
      add(demand, label: index == 0 ? "Also" : " ")
    }
    for (index, reference) in step.references.enumerated() {
      add(reference.title, label: index == 0 ? "See" : " ")
      // An address is to be copied: it is never broken, but has a line of its own.
      lines.append(String(repeating: " ", count: Self.margin) + SafeText.line(reference.url))
    }
    if !step.covers.isEmpty { add(step.covers.joined(separator: ", "), label: "Covers") }
  }

  private mutating func add(_ line: ChecklistReading.Line, _ number: Int) {
    add("\(number) \(line.action)", label: number == 1 ? "Do" : " ", hanging: 2)
    if let sentence = line.open.sentence { add(sentence, label: " ", hanging: 2, isHung: true) }
    guard let command = line.command else { return }
    let text = SafeText.block(command.text).joined(separator: "\n")
    let laid = CommandLines(
      text, width: width, firstIndent: Self.margin + 4, indent: Self.margin + 6)
    lines += laid.lines.map(\.text)
    for note in reading.notes(on: command) { add(note, label: " ", hanging: 4, isHung: true) }
  }

  /// Prose, after a label that stands once, its lines indented alike.
  private mutating func add(
    _ text: String, label: String = "", hanging: Int = 0, isHung: Bool = false
  ) {
    let label = SafeText.line(label)
    let indent = label.isEmpty ? 0 : Self.margin
    let rest = String(repeating: " ", count: indent + hanging)
    var first = label
    if !label.isEmpty {
      let missing = indent - DisplayWidth.of(label)
      first +=
        String(repeating: " ", count: max(missing, 1))
        + (isHung ? String(repeating: " ", count: hanging) : "")
    }
    for paragraph in SafeText.block(text) {
      lines += TextWrap.lines(paragraph, width: width, firstIndent: first, indent: rest)
      first = rest
    }
  }
}
