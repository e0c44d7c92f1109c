import ArgumentParser
import Report

/// A new report without a walk.
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a report without walking through it, for scripts.")

  @OptionGroup var making: MakingOptions
  @OptionGroup var identity: IdentityOptions

  func validate() throws {
    if making.environment == nil { throw ValidationError("give --environment NAME") }
  }

  func run() async throws {
    try await Failure.reported {
      let report = try making.make(
        environment: making.environment ?? "", identity: try await identity.resolve())
      Console.write(report.location.path)
      Writing.seen.note(report.receipt)
      Console.say("receipt: \(report.receipt)")
    }
  }
}
