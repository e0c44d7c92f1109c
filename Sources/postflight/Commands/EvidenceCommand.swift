import ArgumentParser
import CSignals
import Checklist
import Report
import Review
import TextGrid

/// Attaches evidence to a step.
struct EvidenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Attach files, a text or a command's output to a step.",
    discussion: """
      postflight evidence R STEP backup.log screenshot.png
      echo "seen in the console" | postflight evidence R STEP --text -
      COMMAND | postflight evidence R STEP --command "COMMAND" --exit 0
      """)

  @Argument(help: "The report.")
  var report: String

  @Argument(help: "The step's id.")
  var step: String

  @Argument(help: "Files to copy beside the report.")
  var files: [String] = []

  @Option(help: ArgumentHelp("A text, - for standard input.", valueName: "text"))
  var text: String?

  @Option(
    help: ArgumentHelp("The command whose output standard input holds.", valueName: "line"))
  var command: String?

  @Option(help: ArgumentHelp("The exit status of that command, 0 to 255.", valueName: "n"))
  var exit: Int?

  @Option(help: ArgumentHelp("A name for the text.", valueName: "name"))
  var name: String?

  @OptionGroup var secrets: SecretOptions

  @OptionGroup var identity: IdentityOptions

  @OptionGroup var results: ResultOptions

  func validate() throws {
    let ways = [!files.isEmpty, text != nil, command != nil].filter { $0 }.count
    guard ways == 1 else { throw ValidationError("give files, or --text, or --command") }
    guard (command == nil) == (exit == nil), exit.map((0...255).contains) ?? true else {
      throw ValidationError("--command and --exit 0 to 255 go together")
    }
  }

  func run() async throws {
    try await Failure.reported {
      let file = try Writing.open(report, identity: try await identity.resolve())
      guard file.review.checklists.step(step) != nil else {
        throw ReportError(.refused, "there is no step \(step): `postflight status` names them")
      }
      guard !file.review.isSealed else {
        throw ReportError(.refused, "the report is sealed: reopen it first")
      }
      let items = try gather(file)
      try file.append(items.map { .evidence($0) }, at: Clock.now)
      try Writing.finish(
        file, results, items.map { "\($0.sha256)  \(SafeText.line($0.name))" },
        ["evidence": .array(added(items.count, to: file.review))])
    }
  }

  private func added(_ count: Int, to review: Review) -> [JSONValue] {
    (review.evidence[step] ?? []).suffix(count).map { item in
      .object(of: [
        "seq": .integer(item.seq), "step": .string(step), "name": .string(item.evidence.name),
        "sha256": .string(item.evidence.sha256), "size": .integer(item.evidence.size),
      ])
    }
  }

  // All or nothing: what stands in the folder is named by a line.
  private func copy(to file: ReportFile) throws -> [Evidence] {
    signals_install()
    var items: [Evidence] = []
    do {
      for path in files {
        items.append(
          try file.evidence.add(path, step: step) { copy throws(ReportError) in
            try CopyWait.tend(copy) { Console.say($0) }
          })
      }
    } catch {
      for item in items { file.discard(item) }
      let signal = signals_take()
      guard signal != 0 else { throw error }
      Console.say(error.message)
      throw ArgumentParser.ExitCode(128 + signal)
    }
    return items
  }

  private func gather(_ file: ReportFile) throws -> [Evidence] {
    if text == nil, command == nil {
      return try copy(to: file)
    }
    var content = text ?? ""
    if command != nil || text == "-" {
      content = String(decoding: try LineInput.all(), as: UTF8.self)
    }
    try secrets.check([content, command ?? ""])
    let source: Evidence.Source =
      if let command { .command(output: content, line: command, exit: exit ?? 0) } else {
        .text(content)
      }
    let wanted = name ?? (command == nil ? "note.txt" : "output.txt")
    return [TextEvidence.make(content, name: wanted, step: step, source: source)]
  }
}
