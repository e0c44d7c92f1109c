import Review

@testable import Checklist

/// A file of answers, against a checklist with one of each kind.
enum AnswersTarget: FuzzTarget {
  static let name = "answers"

  static var seeds: [[UInt8]] {
    [
      SampleChecklist.answers, "answers: {one: {outcome: pass}}\n",
      "facts: {bucket: locked}\nanswers:\n  one: {outcome: not_applicable, comment: ''}\n",
    ].map { Array($0.utf8) }
  }

  private static let set: ChecklistSet? = {
    let source = ChecklistSource(
      name: "s.yaml", path: "s.yaml", bytes: Array(SampleChecklist.rich.utf8))
    return ChecklistReader.read([source], rules: .full).set
  }()

  static func check(_ input: [UInt8]) throws {
    guard let set else { throw Broken(description: "the sample checklist has a fault") }
    let source = ChecklistSource(name: "a.yaml", path: "a.yaml", bytes: input)
    let (file, diagnostics) = AnswersFile.read(source, against: set)
    try DiagnosticCheck.check(diagnostics, of: source)
    let isFaulty = diagnostics.contains { $0.level == .error }
    try require(isFaulty == (file == nil), "a file with errors, or neither")
    guard let file else { return }
    for fact in file.facts {
      try require(set.fact(fact.fact) != nil, "a fact that nobody asks for")
      try require(FactValue.isValid(fact.value), "a value that no report may hold")
    }
    try require(Set(file.answers.map(\.step)).count == file.answers.count, "a step answered twice")
    for answer in file.answers {
      try require(set.step(answer.step) != nil, "a step that is not there")
      let outcome = Outcome(rawValue: answer.outcome)
      try require(outcome != nil, "the outcome \(answer.outcome)")
      let plan = answer.plan.map { [$0.owner, $0.reason] } ?? []
      let texts = [answer.comment, answer.record] + plan
      for text in texts {
        try require(text.utf8.count <= AnswersFile.textLimit, "a text over the limit")
        try require(
          text.split(whereSeparator: { $0 == "\n" || $0 == "\t" }).allSatisfy(isHarmless),
          "a text that is not harmless")
      }
      if let plan = answer.plan {
        try require(outcome == .fail, "a plan without a FAIL")
        try require(Plan.Kind(rawValue: plan.kind) != nil, "a plan to \(plan.kind)")
        try require(CalendarDay(plan.until) != nil, "a plan until \(plan.until)")
      }
    }
  }
}
