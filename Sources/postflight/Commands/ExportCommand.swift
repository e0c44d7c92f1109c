import ArgumentParser
import Export
import Report
import Review

/// What other people and tools read.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a report in the form that other people and tools read.",
    discussion: """
      For people: html, markdown. For spreadsheets: csv. For tools: json, junit (GitLab's test \
      report), xccdf (OpenSCAP), cklb (STIG Viewer, STIG Manager), sarif \
      (code scanning), oscal (assessment results).

      Only a report that verifies is exported; --force exports another one and marks it \
      NOT VERIFIED on top and bottom.
      """)

  @Argument(help: "The report.")
  var report: String

  @Option(help: "The form.")
  var format: ExportFormat = .markdown

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where it goes; standard output without it.", valueName: "file"))
  var output: String?

  @OptionGroup var trust: TrustOptions

  @Flag(help: "Export a report that does not verify, marked as such.")
  var force = false

  func run() async throws {
    try await Failure.reported {
      let policy = try trust.policy()
      let judged = JudgedReport(report, policy: policy)
      if let notice = judged.notice { Console.say("\(report): \(notice)") }
      try deliver(try judged.exported(as: format, policy: policy, force: force))
    }
  }

  private func deliver(_ text: String) throws(ReportError) {
    if let output {
      try NewFile.write(Array(text.utf8), to: output)
    } else {
      try Console.write(Array(text.utf8))
    }
  }
}
