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
      Console.write(
        "Sealed: \(figures.steps) steps, \(figures.counts.pass) pass, \(figures.counts.fail) FAIL,"
          + " \(figures.counts.notApplicable) n/a, \(figures.counts.notChecked) not checked.")
      for step in figures.open { Console.write("open: \(step)") }
      for step in review.findings where review.answer(to: step.id)?.answer.plan == nil {
        Console.write("FAIL without plan: \(step.id)")
      }
      try Writing.finish(file)
    }
  }
}
