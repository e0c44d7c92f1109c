import ArgumentParser
import Checklist
import Report
import Review

/// A new report without a walk.
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a report without walking through it, for scripts.")

  @OptionGroup var making: MakingOptions
  @OptionGroup var identity: IdentityOptions

  @OptionGroup var results: ResultOptions

  func validate() throws {
    if making.environment == nil, making.from == nil {
      throw ValidationError("give --environment NAME")
    }
  }

  func run() async throws {
    try await Failure.reported {
      // The checklists are read while git is asked.
      async let defaults = IdentityDefaults.read()
      let earlier = try making.earlier()
      let found = try await making.find(earlier)
      let report = try making.make(
        found, environment: making.environment ?? earlier?.environment ?? "",
        identity: try identity.resolve(await defaults), earlier: earlier)
      Writing.seen.note(report.receipt)
      // The path is what was asked for.
      guard !results.json else {
        Console.write(json: [
          "path": .string(report.location.path), "receipt": report.receipt.json,
          "environment": .string(report.review.header.environment),
          "profile": .string(report.review.header.profile.rawValue),
        ])
        return
      }
      Console.write(report.location.path)
      if !results.quiet { Console.say("receipt: \(report.receipt)") }
    }
  }
}
