import ArgumentParser
import Report
import Review

/// Voids the seal.
struct ReopenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Go on answering after a seal; the signatures after it no longer count.")

  @Argument(help: "The report.")
  var report: String

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var secrets: SecretOptions

  @OptionGroup var identity: IdentityOptions

  @OptionGroup var results: ResultOptions

  func run() async throws {
    try await Failure.reported {
      try secrets.check([reason])
      let file = try Writing.open(report, identity: try await identity.resolve())
      try file.append([.reopen(Reopening(reason: reason))], at: Clock.now)
      try Writing.finish(file, results, ["Reopened."])
    }
  }
}
