import ArgumentParser
import Checklist
import Report
import Review

/// Ends the answers.
struct SealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "End the answers, so that the report can be signed.",
    discussion: """
      Needs a comment on each FAIL and n/a, and the evidence that a pass requires. Open steps and \
      FAILs without a plan are listed, not blocked.
      """)

  @Argument(help: "The report.")
  var report: String

  @OptionGroup var identity: IdentityOptions

  @OptionGroup var results: ResultOptions

  func run() async throws {
    try await Failure.reported {
      let file = try Writing.open(report, identity: try await identity.resolve())
      let review = file.review
      let lacking = review.lacking
      for (step, reason) in lacking { Console.say("\(step.id): \(reason)") }
      guard lacking.isEmpty else {
        throw ReportError(.refused, "not sealed: \(lacking.count) answers lack something")
      }
      let figures = review.sealFigures
      try file.append([.seal(figures)], at: Clock.now)
      let counts = figures.counts
      let planless = review.findings.map(\.id).filter { step in
        review.answer(to: step)?.answer.plan == nil
      }
      let sentence =
        "Sealed: \(figures.steps) steps, \(counts.pass) pass, \(counts.fail) FAIL,"
        + " \(counts.notApplicable) n/a, \(counts.notChecked) not checked."
      try Writing.finish(
        file, results,
        [sentence] + figures.open.map { "open: \($0)" }
          + planless.map { "FAIL without plan: \($0)" },
        [
          "steps": .integer(figures.steps), "pass": .integer(counts.pass),
          "fail": .integer(counts.fail), "not_applicable": .integer(counts.notApplicable),
          "not_checked": .integer(counts.notChecked),
          "open": .array(figures.open.map { .string($0) }),
          "without_plan": .array(planless.map { .string($0) }),
        ])
    }
  }
}
