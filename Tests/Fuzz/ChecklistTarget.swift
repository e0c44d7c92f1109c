import Export
import Review

@testable import Checklist

/// Checklist files: up to three in one input, with a byte between them that no file may hold.
enum ChecklistTarget: FuzzTarget {
  static let name = "checklist"

  static var seeds: [[UInt8]] {
    let user = SampleChecklist.small.replacing("facts:", with: "uses: [b.yaml]\nfacts:")
    let used = SampleChecklist.rich.replacing("provider", with: "cloud").replacing("one", with: "x")
    return [
      Array(SampleChecklist.small.utf8), Array(SampleChecklist.rich.utf8),
      Array(user.utf8) + [0xFF] + Array(used.utf8),
      Array("a: &a [1, 2]\n\"a\": *a\n? [b]\n: !!str c\n<<: d\n---\n- e\n".utf8),
    ]
  }

  static func check(_ input: [UInt8]) throws {
    let parts = input.split(separator: 0xFF, maxSplits: 2, omittingEmptySubsequences: false)
    let sources = zip(["a.yaml", "b.yaml", "c.yaml"], parts).map {
      ChecklistSource(name: $0, path: $0, bytes: Array($1))
    }
    let form = ChecklistReader.read(sources, rules: .form)
    let full = ChecklistReader.read(sources, rules: .full)
    for found in [form, full] {
      let isFaulty = found.diagnostics.contains { $0.level == .error }
      try require(isFaulty == (found.set == nil), "a set with errors, or neither")
      for source in sources {
        let own = found.diagnostics.filter { $0.file == source.path }
        try DiagnosticCheck.check(own, of: source)
      }
      try require(
        found.diagnostics.allSatisfy { found in sources.contains { $0.path == found.file } },
        "a fault of a file that nobody gave")
    }
    guard let set = form.set else {
      return try require(full.set == nil, "lint takes what a report may not hold")
    }
    if let linted = full.set { try require(linted == set, "lint reads something else") }
    for (source, checklist) in zip(sources, set.checklists) {
      try require(ChecklistReader.uses(in: source) == checklist.uses, "'uses' is read twice")
    }
    try use(set, isLinted: full.set != nil)
  }

  /// What a review does with a checklist that was read.
  private static func use(_ set: ChecklistSet, isLinted: Bool) throws {
    let header = Header(
      report: "", environment: "e", profile: .thorough, checklists: [], requiredReviews: 1,
      requiredApprovals: 0, tool: "")
    let review = Review(header: header, time: Timestamp(seconds: 0), checklists: set)
    try require(review.sealFigures.steps <= set.steps.count, "more steps apply than there are")
    try show(set)
    for fact in set.facts {
      guard case .pattern(let text) = fact.answer else { continue }
      let pattern = ValuePattern(text)
      try require(pattern != nil || !isLinted, "lint takes a pattern that does not compile")
      _ = pattern?.matches(String(repeating: "a", count: 200))
    }
    for placed in set.steps {
      try require(set.step(placed.step.id) == placed.step, "a step is not found by its name")
      for command in placed.step.check.compactMap(\.command) {
        let hostile = CommandTemplate.fill(command) { _ in "$(id)" }
        let unknown = CommandTemplate.fill(command) { _ in nil }
        try require(hostile.text == unknown.text, "a value got into a command that may not")
        try require(
          hostile.unfilled.map(\.name) == unknown.unfilled.map(\.name), "placeholders get lost")
      }
    }
  }

  /// What `show` prints, with nothing known and with the first choice of every fact.
  private static func show(_ set: ChecklistSet) throws {
    let choices = set.facts.compactMap { fact in fact.choices.first.map { (fact.id, $0.key) } }
    let first = Dictionary(choices, uniquingKeysWith: { one, _ in one })
    for values in [[:], first] {
      let applicability = Applicability(set, profile: .thorough, values: values)
      let reading = ChecklistReading(applicability)
      for text in [reading.text(width: 80), reading.markdown] {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
          try require(isHarmless(line), "a line that is not harmless: \(line.debugDescription)")
        }
      }
      for placed in set.steps.prefix(10) {
        let lines = StepExplanation.lines(of: placed, in: applicability)
        try require(lines.allSatisfy(isHarmless), "an explanation that is not harmless")
        try require(
          lines.first?.hasSuffix(" applies.") == applicability.applies(placed),
          "an explanation that says something else")
      }
    }
  }
}
