import ArgumentParser
import Report
import Review

/// The end of a walk: what was saved, the receipt, how to go on.
enum Leaving {
  static func tell(_ report: ReportFile, drafts: [String], code: Int32) throws {
    let isSigned = sign(report, code: code)
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
    if !isSigned { throw ArgumentParser.ExitCode(Report.ExitCode.inputOutput.rawValue) }
    if code != 0 { throw ArgumentParser.ExitCode(code) }
  }

  /// Signs what waits for it, unless a signal ended the walk: nobody can be asked then.
  ///
  /// - Returns: false when the key did not sign.
  static func sign(_ report: ReportFile, code: Int32) -> Bool {
    guard report.waitsForCheckpoint else { return true }
    guard code == 0 else {
      Writing.tellUnsigned(report, because: "the review was ended")
      return true
    }
    return Writing.checkpoint(report)
  }

  /// What a person keeps of a report that was written to, and the steps with drafts beside it.
  static func saved(_ report: ReportFile, drafts: [String]) -> [String] {
    ["Saved: \(report.location.path)", "Receipt: \(report.receipt)"]
      + (drafts.isEmpty ? [] : ["Drafts, not in the report: \(drafts.joined(separator: ", "))"])
  }
}
