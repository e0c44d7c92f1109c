import ArgumentParser
import Checklist
import Report
import Review

/// A new review, walked through at once.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Start a review and walk through it.",
    discussion: """
      Without CHECKLIST the review takes gitlab-backup and gitlab-security. Every answer is saved \
      at once in NAME-DATE.report.jsonl; leave whenever you like and go on with `resume`.
      """)

  @OptionGroup var making: MakingOptions
  @OptionGroup var identity: IdentityOptions

  @OptionGroup var walk: WalkOptions

  func run() async throws {
    try await Failure.reported {
      // The checklists are read while git is asked.
      async let defaults = IdentityDefaults.read()
      let earlier = try making.earlier()
      let found = try await making.find(earlier)
      let identity = try identity.resolve(await defaults)
      let lines = LineInput()
      let environment =
        try making.environment ?? earlier?.environment ?? askEnvironment(lines)
      let report = try making.make(
        found, environment: environment, identity: identity, earlier: earlier)
      Console.write("New report: \(report.location.path)")
      try await walk.walk(report, entries: [], earlier: earlier)
    }
  }

  private func askEnvironment(_ lines: LineInput) throws -> String {
    while true {
      guard Console.put("Name of the environment that was deployed > ") else {
        throw ReportError(.usage, "nobody reads the questions; name --environment")
      }
      switch lines.next() {
      case .line(let text):
        let name = text.trimmingBlanks
        if !name.isEmpty { return name }
      case .end:
        throw ReportError(.usage, "the environment has no name yet: give --environment NAME")
      case .signal(let number):
        throw ArgumentParser.ExitCode(128 + number)
      }
    }
  }
}
