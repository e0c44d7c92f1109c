import ArgumentParser
import Checklist
import Report
import Review
import Signing
import TextGrid

/// Every check of the format, with its exit code.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check reports: form, proof, meaning, trust, completeness.",
    discussion: """
      Exit codes: 0 complete; 10 authentic, not complete; 11 lines after the last signature; \
      12 torn tail; 13 a FAIL that --fail-on names; 20 a signature, digest or the chain is wrong; \
      21 malformed; 22 signer not trusted; 23 signer not permitted; 24 another report than asked \
      for; 25 expired; 26 evidence missing or different; 64 66 74 wrong use, file, I/O.
      """)

  @Argument(help: "The reports.")
  var reports: [String]

  @OptionGroup var trust: TrustOptions

  @Option(help: ArgumentHelp("The environment that it has to be about.", valueName: "name"))
  var environment: String?

  @Option(help: ArgumentHelp("A checklist that it has to hold; may be repeated.", valueName: "hex"))
  var checklistSha256: [String] = []

  @Option(help: ArgumentHelp("The report that it has to be.", valueName: "uuid"))
  var report: String?

  @Option(help: ArgumentHelp("Where the evidence lies, if not beside it.", valueName: "folder"))
  var evidence: String?

  @OptionGroup var moment: MomentOption

  @Option(help: "high, medium or low: code 13 for a FAIL of that severity or worse.")
  var failOn: Severity?

  @Option(help: ArgumentHelp("At least so many approvals.", valueName: "n"))
  var requireApprovals = 0

  @Option(help: "At least this profile.")
  var requireProfile: Profile?

  @Option(
    help: ArgumentHelp(
      "Check the time stamp beside each report (see anchor); PEM certificates of its authority.",
      valueName: "file"))
  var tsaCa: String?

  @Flag(help: "One JSON object a report and line.")
  var json = false

  @Flag(
    name: [.short, .long],
    help: "Print nothing of a report that is complete; what is wrong goes to standard error.")
  var quiet = false

  func validate() throws {
    guard (0...99).contains(requireApprovals) else {
      throw ValidationError("--require-approvals is a number from 0 to 99")
    }
    for digest in checklistSha256
    where digest.utf8.count != 64 || !digest.allSatisfy({ "0123456789abcdef".contains($0) }) {
      throw ValidationError("--checklist-sha256 takes 64 lower-case hex digits")
    }
    if let report, report != report.lowercased() || report.utf8.count != 36 {
      throw ValidationError("--report takes a UUID in lower case")
    }
  }

  func run() async throws {
    try await Failure.reported {
      let policy = try policyOrTold()
      var faults: [Fault] = []
      for path in reports {
        var judged = JudgedReport(path, policy: policy, evidence: evidence)
        if let tsaCa { await judged.checkTimeStamp(authorities: tsaCa) }
        if let notice = judged.notice { Console.say("\(path): \(notice)") }
        faults += judged.verdict.faults
        if json {
          Console.write(judged.json)
        } else if quiet {
          for line in judged.lines where !judged.verdict.faults.isEmpty { Console.say(line) }
        } else {
          for line in judged.lines { Console.write(line) }
        }
      }
      let code = Report.ExitCode.first(of: faults.map(\.code))
      if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
  }

  // A list or folder that cannot be used concerns every report: each gets its JSON line.
  private func policyOrTold() throws -> VerificationPolicy {
    do {
      return try policy()
    } catch let error as ReportError {
      if json {
        for path in reports {
          Console.write(
            VerdictText.json(Verdict(Fault(error.code, error.message)), nil, path: path))
        }
      }
      throw error
    }
  }

  private func policy() throws -> VerificationPolicy {
    if let evidence, !ReportFiles.isFolder(evidence) {
      throw ReportError(.noInput, "\(evidence) is no folder")
    }
    var policy = try trust.policy()
    policy.moment = moment.value
    policy.environment = environment
    policy.checklistDigests = checklistSha256
    policy.report = report
    policy.failOn = failOn
    policy.requiredApprovals = requireApprovals
    policy.requiredProfile = requireProfile
    return policy
  }
}
