import ArgumentParser
import Report

/// The end of a walk: what was saved, the receipt, how to go on.
enum Leaving {
  static func tell(_ report: ReportFile, code: Int32) throws {
    Writing.seen.note(report.receipt)
    if let failure = report.failure {
      Console.say(failure.message)
      throw ArgumentParser.ExitCode(Report.ExitCode.inputOutput.rawValue)
    }
    let isHeard = Console.put(
      """
      Saved: \(report.location.path)
      Receipt: \(report.receipt)
      Go on with: postflight resume \(report.location.path)

      """)
    if !isHeard { Console.say("saved: \(report.location.path); receipt: \(report.receipt)") }
    if code != 0 { throw ArgumentParser.ExitCode(code) }
  }
}
