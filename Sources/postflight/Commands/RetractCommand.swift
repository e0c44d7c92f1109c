import ArgumentParser
import Report
import Review

/// Takes evidence back.
struct RetractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract", abstract: "Take evidence back; its line stays in the report.")

  @Argument(help: "The report.")
  var report: String

  @Argument(help: "The seq of the evidence line; `postflight export` shows it.")
  var seq: Int

  @Option(help: "Why.")
  var reason: String

  @OptionGroup var secrets: SecretOptions

  @OptionGroup var identity: IdentityOptions

  @OptionGroup var results: ResultOptions

  func run() async throws {
    try await Failure.reported {
      try secrets.check([reason])
      let file = try Writing.open(report, identity: try await identity.resolve())
      try file.append([.retract(Retraction(of: seq, reason: reason))], at: Clock.now)
      try Writing.finish(
        file, results, ["Taken back: evidence \(seq)."], ["retracted": .integer(seq)])
    }
  }
}
