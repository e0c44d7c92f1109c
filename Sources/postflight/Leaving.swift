import ArgumentParser
import Report
import Review

/// The end of a walk: what was saved, the receipt, how to go on.
enum Leaving {
  static func tell(_ report: ReportFile, drafts: [String], code: Int32) throws {
    Writing.seen.note(report.receipt)
    if let failure = report.failure {
      Console.say(failure.message)
      throw ArgumentParser.ExitCode(Report.ExitCode.inputOutput.rawValue)
    }
    let path = report.location.path
    let isComplete = report.review.isSealed && report.review.standing().isComplete
    let next =
      isComplete
      ? "Check it with: postflight verify \(path) --allowed-signers FILE"
      : "Go on with: postflight resume \(path)"
    let isHeard = Console.put(
      (saved(report, drafts: drafts) + [next]).joined(separator: "\n") + "\n")
    if !isHeard { Console.say("saved: \(report.location.path); receipt: \(report.receipt)") }
    if code != 0 { throw ArgumentParser.ExitCode(code) }
  }

  /// What a person keeps of a report that was written to, and the steps with drafts beside it.
  static func saved(_ report: ReportFile, drafts: [String]) -> [String] {
    ["Saved: \(report.location.path)", "Receipt: \(report.receipt)"]
      + (drafts.isEmpty ? [] : ["Drafts, not in the report: \(drafts.joined(separator: ", "))"])
  }
}
