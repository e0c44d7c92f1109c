import ArgumentParser
import Checklist
import Report
import Review

/// Answers from a file, all or none.
struct AnswerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Record facts and answers from a YAML file, all of them or none.")

  @Argument(help: "The report.")
  var report: String

  @Option(help: ArgumentHelp("The answers, - for standard input.", valueName: "file"))
  var from: String

  @OptionGroup var secrets: SecretOptions

  @OptionGroup var identity: IdentityOptions

  @OptionGroup var results: ResultOptions

  func run() async throws {
    try await Failure.reported {
      let bytes = from == "-" ? try LineInput.all() : try ReportBytes.read(from, limit: 4 << 20)
      let file = try Writing.open(report, identity: try await identity.resolve())
      let source = ChecklistSource(name: from, path: from, bytes: bytes)
      let (answers, diagnostics) = AnswersFile.read(source, against: file.review.checklists)
      for diagnostic in diagnostics { Console.say(diagnostic.description) }
      guard let answers else {
        throw ReportError(.refused, "nothing was recorded: mend the file and try again")
      }
      let events = try events(of: answers, in: file.review)
      if !events.isEmpty { try file.append(events, at: Clock.now) }
      let given = answers.facts.count + answers.answers.count
      try Writing.finish(
        file, results, ["Recorded \(events.count) of \(given)."],
        ["recorded": .integer(events.count), "given": .integer(given)])
    }
  }

  // What the report says already is not written again.
  private func events(of answers: AnswersFile, in review: Review) throws(ReportError) -> [Event] {
    var events: [Event] = []
    for fact in answers.facts where fact.value != review.value(of: fact.fact) ?? "" {
      events.append(.fact(FactValue(fact: fact.fact, value: fact.value)))
    }
    for entry in answers.answers {
      guard let answer = Self.answer(entry) else {
        throw ReportError(.refused, "\(from):\(entry.line): the answer cannot be recorded")
      }
      try secrets.check(
        [answer.comment, answer.record, answer.plan?.owner ?? "", answer.plan?.reason ?? ""],
        at: "\(from):\(entry.line): ")
      if answer != review.answer(to: answer.step)?.answer { events.append(.answer(answer)) }
    }
    return events
  }

  private static func answer(_ entry: AnswersFile.Entry) -> Answer? {
    guard let outcome = Outcome(rawValue: entry.outcome) else { return nil }
    var plan: Plan?
    if let written = entry.plan {
      guard let kind = Plan.Kind(rawValue: written.kind), let until = CalendarDay(written.until)
      else { return nil }
      plan = Plan(kind: kind, owner: written.owner, until: until, reason: written.reason)
    }
    return Answer(
      step: entry.step, outcome: outcome, comment: entry.comment, record: entry.record,
      plan: plan)
  }
}
