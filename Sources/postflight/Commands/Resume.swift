import ArgumentParser
import Report
import Review

/// Goes on with a review.
struct Resume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a saved review, or approve a sealed one.")

  @Argument(help: "The report.")
  var report: String

  @OptionGroup var identity: IdentityOptions

  @OptionGroup var walk: WalkOptions

  func run() async throws {
    try await Failure.reported {
      let file = try Writing.open(report, identity: try await identity.resolve())
      try await walk.walk(file, entries: file.openedWith)
    }
  }
}
