import ArgumentParser
import Terminal

/// The start screen: what `postflight` alone does in a terminal; elsewhere it prints help.
struct Start: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Show the reports and checklists of this folder, in a terminal.",
    usage: """
      postflight [<options>]
      postflight <subcommand>
      """,
    shouldDisplay: false)

  @OptionGroup var identity: IdentityOptions
  @OptionGroup var trust: TrustOptions
  @OptionGroup var walk: WalkOptions

  func run() async throws {
    guard let terminal = walk.screen(else: "this is the help instead") else {
      Console.write(Postflight.helpMessage())
      return
    }
    try await Failure.reported {
      let start = StartReview(identity: identity, trust: trust, terminal: terminal)
      let code = await start.walk()
      WalkOptions.close(terminal)
      for line in start.saved { Console.write(line) }
      if code != 0 { throw ArgumentParser.ExitCode(code) }
    }
  }
}
