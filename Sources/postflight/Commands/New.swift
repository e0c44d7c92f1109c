import ArgumentParser
import Report

/// A new report without a walk.
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a report without walking through it, for scripts.")

  @OptionGroup var making: MakingOptions
  @OptionGroup var identity: IdentityOptions

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
      Console.write(report.location.path)
      Writing.seen.note(report.receipt)
      Console.say("receipt: \(report.receipt)")
    }
  }
}
