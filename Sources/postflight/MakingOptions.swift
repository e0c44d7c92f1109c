import ArgumentParser
import Checklist
import Report
import Review
import TextGrid

/// What a new report is made of.
struct MakingOptions: ParsableArguments {
  @Argument(help: "Checklist files, or ids such as gitlab-backup.")
  var checklists: [String] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where the report goes; ends in .report.jsonl.", valueName: "report"))
  var output: String?

  @Option(help: ArgumentHelp("What was deployed.", valueName: "name"))
  var environment: String?

  @Option(
    help: "How much is walked through: essential (when not given), standard or thorough.")
  var profile: Profile?

  @Option(help: ArgumentHelp("How many people have to approve.", valueName: "n"))
  var requireApprovals: Int?

  @Option(
    help: ArgumentHelp(
      "An earlier report to go by: its answers are shown, to be confirmed one by one.",
      discussion:
        "Taken from it when not given: checklists, environment, profile, approvals.",
      valueName: "report"))
  var from: String?

  func validate() throws {
    guard (0...99).contains(requireApprovals ?? 0) else {
      throw ValidationError("--require-approvals is a number from 0 to 99")
    }
  }

  /// The report to go by, if one was named.
  func earlier() throws(ReportError) -> EarlierReport? {
    guard let from else { return nil }
    return try EarlierReport(from)
  }

  /// The checklists named, else those of the earlier report, read by every rule.
  func find(_ earlier: EarlierReport? = nil) async throws(ReportError) -> ChecklistFinder.Found {
    try await ChecklistFinder().find(
      checklists.isEmpty ? earlier?.checklists ?? [] : checklists)
  }

  /// Makes the report file.
  func make(
    _ found: ChecklistFinder.Found, environment: String, identity: Identity,
    earlier: EarlierReport? = nil
  ) throws(ReportError) -> ReportFile {
    let before = earlier?.review.header
    let name = SafeText.stripped(environment).text.replacing("\n", with: " ")
    guard !name.isEmpty else {
      throw ReportError(.usage, "the environment has no name: give --environment NAME")
    }
    guard name.utf8.count <= FormatLimits.typedText else {
      throw ReportError(.usage, "the environment's name is too long")
    }
    let header = Header(
      report: NewIdentifier.uuid(), environment: name,
      profile: profile ?? before?.profile ?? .essential,
      checklists: found.sources.map { source in
        Header.File(
          name: source.name, sha256: Digests.sha256(source.bytes),
          text: String(decoding: source.bytes, as: UTF8.self))
      },
      requiredReviews: 1, requiredApprovals: requireApprovals ?? before?.requiredApprovals ?? 0,
      tool: "postflight/\(Postflight.version)")
    let now = Clock.now
    let report = try ReportOpening.make(
      output ?? freeName(environment: name, day: now.day.description), header: header,
      checklists: found.set, identity: identity, at: now)
    earlier?.note(for: report)
    return report
  }

  private func freeName(environment: String, day: String) -> String {
    // A name that begins with a dash would be an option of every command after this one.
    let environment = String(
      environment.drop { !($0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber)) })
    for attempt in 1..<1000 {
      let name = ReportPath.proposedName(environment: environment, day: day, attempt: attempt)
      if !ReportFiles.exists(name) { return name }
    }
    return ReportPath.proposedName(environment: environment, day: day, attempt: 1000)
  }
}
