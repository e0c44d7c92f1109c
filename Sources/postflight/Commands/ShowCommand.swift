import ArgumentParser
import Checklist
import Export
import Report
import TextGrid

/// A checklist as a reader sees it.
struct ShowCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case markdown
  }

  /// A value of a fact as it is typed: `provider=aws`.
  struct Value: ExpressibleByArgument {
    let fact: String
    let value: String

    init?(argument: String) {
      guard let sign = argument.firstIndex(of: "=") else { return nil }
      fact = String(argument[..<sign])
      value = String(argument[argument.index(after: sign)...])
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a checklist as a reader sees it.",
    discussion: """
      With facts only the steps and lines that apply are there, with the names in the commands \
      filled in. A fact without a value rules nothing out.
      """)

  @Argument(help: "Checklist files, or ids.")
  var checklists: [String]

  @Option(help: "Only what this profile holds: essential, standard or thorough.")
  var profile: Profile = .thorough

  @Option(
    name: .customLong("fact"),
    help: ArgumentHelp("A value of a fact; once for each fact.", valueName: "name=value"))
  var values: [Value] = []

  @Option(help: "text or markdown.")
  var format: Format = .text

  @Option(help: ArgumentHelp("Say why this step applies or not, and no more.", valueName: "step"))
  var explain: String?

  func validate() throws {
    if explain != nil, format != .text {
      throw ValidationError("--explain is text; leave --format out")
    }
    for (index, value) in values.enumerated()
    where values[..<index].contains(where: { $0.fact == value.fact }) {
      throw ValidationError("--fact \(value.fact) is there twice; keep one")
    }
  }

  func run() async throws {
    try await Failure.reported {
      let found = try await ChecklistFinder().find(checklists)
      let applicability = Applicability(
        found.set, profile: profile, values: try facts(of: found.set))
      for typed in values where !typed.value.isEmpty && applicability.facts[typed.fact] == nil {
        Console.say("\(typed.fact) is not asked with these facts, so its value counts for nothing")
      }
      if let explain {
        Console.write(try explanation(of: explain, in: applicability))
        return
      }
      let reading = ChecklistReading(applicability)
      let text = format == .markdown ? reading.markdown : reading.text(width: 80)
      try Console.write(Array(text.utf8))
    }
  }

  /// The values typed, each judged.
  private func facts(of set: ChecklistSet) throws(ReportError) -> [String: String] {
    var facts: [String: String] = [:]
    for typed in values {
      if let fault = set.fault(inFact: typed.fact) ?? set.fact(typed.fact)?.fault(in: typed.value) {
        throw ReportError(.refused, fault)
      }
      facts[typed.fact] = typed.value
    }
    return facts
  }

  private func explanation(
    of id: String, in applicability: Applicability
  ) throws(ReportError) -> String {
    let set = applicability.checklists
    guard let position = set.position(ofStep: id) else {
      throw ReportError(.refused, set.fault(inStep: id) ?? "there is no such step")
    }
    return StepExplanation.lines(of: set.steps[position], in: applicability)
      .flatMap { TextWrap.lines($0, width: 80, indent: "  ") }.joined(separator: "\n")
  }
}
