import ArgumentParser
import Report
import Review

/// Goes on with a review.
struct Resume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a saved review, or approve a sealed one.")

  @Argument(help: "The report.")
  var report: String

  @Option(
    help: ArgumentHelp(
      "The earlier report to go by; else the one that this review was begun with.",
      valueName: "report"))
  var from: String?

  @OptionGroup var identity: IdentityOptions

  @OptionGroup var walk: WalkOptions

  func run() async throws {
    try await Failure.reported {
      let file = try Writing.open(report, identity: try await identity.resolve())
      let earlier = try from.map { path throws(ReportError) in try EarlierReport(path) }
      earlier?.note(for: file)
      try await walk.walk(
        file, entries: file.openedWith, earlier: earlier ?? EarlierReport.noted(for: file))
    }
  }
}
