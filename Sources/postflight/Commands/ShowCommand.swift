import ArgumentParser
import Checklist
import Report
import TextGrid

/// A checklist as a reader sees it.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a checklist as a reader sees it.")

  @Argument(help: "Checklist files, or ids.")
  var checklists: [String]

  @Option(help: "Only what this profile holds.")
  var profile: Profile = .thorough

  func run() async throws {
    try await Failure.reported {
      let found = try await ChecklistFinder().find(checklists)
      var lines: [String] = []
      for checklist in found.set.checklists { lines += self.lines(of: checklist) }
      Console.write(lines.joined(separator: "\n"))
    }
  }

  private func lines(of checklist: Checklist) -> [String] {
    var lines = ["\(checklist.title) \(checklist.version) (\(checklist.id))"]
    if let summary = checklist.summary { lines += wrapped(summary) }
    for fact in checklist.facts {
      lines += wrapped("Fact \(fact.id): \(fact.ask)")
      for choice in fact.choices { lines += wrapped("  \(choice.key): \(choice.label)") }
    }
    for section in checklist.sections {
      let steps = section.steps.filter { $0.level <= profile }
      guard !steps.isEmpty else { continue }
      lines += ["", SafeText.line(section.title)]
      for step in steps { lines += [""] + self.lines(of: step) }
    }
    return lines + [""]
  }

  private func lines(of step: Step) -> [String] {
    var lines = wrapped(
      "\(step.title) (\(step.id), severity \(step.severity.rawValue), \(step.level.rawValue))")
    lines += wrapped("Question: \(step.ask)")
    lines += wrapped("Why: \(step.why)")
    for (index, check) in step.check.enumerated() {
      lines += wrapped("Do \(index + 1): \(check.action)")
      if let command = check.command { lines += SafeText.block(command).map { "    \($0)" } }
    }
    lines += wrapped("Expect: \(step.expect)")
    lines += wrapped("If not: \(step.fix)")
    for reference in step.references {
      lines += wrapped("See: \(reference.title), \(reference.url)")
    }
    return lines
  }

  private func wrapped(_ text: String) -> [String] {
    TextWrap.lines(SafeText.line(text), width: 80)
  }
}
