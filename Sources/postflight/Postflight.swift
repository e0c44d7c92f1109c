import ArgumentParser
import TextGrid

/// The program: a review after a deployment, in the terminal, kept in a signed report.
@main
struct Postflight: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "postflight",
    abstract: "Walks you through a review after a deployment and keeps it in a signed report.",
    discussion: """
      Alone, in a terminal, it shows the reports and checklists of this folder: begin, go on, \
      approve, verify, export. It takes the options of `run` for key, trust list and screen.

      First review:  postflight run --environment NAME
      Go on:         postflight resume NAME-DATE.report.jsonl
      Check it:      postflight verify R --allowed-signers FILE

      Exit codes: 0 done; 1 a rule of the review says no; 10 to 26 what verify found; 64 wrong \
      usage; 66 a file is not there; 74 input or output error; 75 locked; 77 unsafe permissions.
      """,
    version: "postflight \(version)",
    subcommands: [
      Run.self, Resume.self, New.self, AnswerCommand.self, EvidenceCommand.self,
      RetractCommand.self, SealCommand.self, ReopenCommand.self, SignCommand.self,
      StatusCommand.self, DiffCommand.self, VerifyCommand.self, AnchorCommand.self,
      ExportCommand.self, BundleCommand.self, LintCommand.self, ShowCommand.self,
      KeysCommand.self, DoctorCommand.self, Start.self,
    ],
    defaultSubcommand: Start.self)

  /// Runs the command line; wrong use is told as every other error is.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      let text = fullMessage(for: error)
      let mark = "Error: "
      guard text.hasPrefix(mark) else { exit(withError: error) }
      Console.say(SafeText.block(String(text.dropFirst(mark.count))))
      exit(withError: exitCode(for: error))
    }
  }
}
