import ArgumentParser
import Report
import Review

/// Opening a report for writing, with what a person should be told on the way.
enum Writing {
  /// Opens a report and tells of a roll-back and of what the opening had to mend.
  static func open(
    _ path: String, identity: Identity, startsSession: Bool = true
  ) throws(ReportError) -> ReportFile {
    if let bytes = try? ReportBytes.read(path) { tellRollBack(ReportReading(bytes), path) }
    let file = try ReportOpening.open(
      path, identity: identity, startsSession: startsSession, at: Clock.now)
    tellNotices(of: file)
    return file
  }

  /// Says what a person should know of a write: permissions, a tail cut off, the clock.
  static func tellNotices(of file: ReportFile) {
    for notice in file.takeNotices() { Console.say(notice) }
  }

  /// Ends a command that wrote: remembers how far the report came, prints result and receipt.
  ///
  /// - Parameters:
  ///   - file: what was written to.
  ///   - results: how the result is told.
  ///   - lines: the result for people.
  ///   - members: the result for programs.
  /// - Throws: when the key did not sign, `inputOutput`: what was written is there, not signed yet.
  static func finish(
    _ file: ReportFile, _ results: ResultOptions, _ lines: [String],
    _ members: [String: JSONValue] = [:]
  ) throws {
    let isSigned = checkpoint(file)
    tellNotices(of: file)
    seen.note(file.receipt)
    results.tell(
      lines + ["Receipt: \(file.receipt)"],
      members.merging([
        "receipt": file.receipt.json, "signed": .string(isSigned ? "yes" : "no"),
      ]) { $1 })
    if !isSigned { throw ArgumentParser.ExitCode(Report.ExitCode.inputOutput.rawValue) }
  }

  /// Signs what waits for a signature; when that fails, tells so and how it is mended.
  ///
  /// - Returns: false when something is left that is not signed.
  static func checkpoint(_ file: ReportFile) -> Bool {
    do {
      try file.checkpoint(at: Clock.now)
      return true
    } catch {
      tellUnsigned(file, because: error.message)
      return false
    }
  }

  /// Says when a key signs that does not do so with each answer.
  static func tellWhenSigned(_ file: ReportFile) {
    guard !file.signsEveryEvent, !file.review.isSealed else { return }
    Console.say("this key signs when you seal, pause or leave, not with each answer")
  }

  /// Says that answers wait for their signature.
  static func tellUnsigned(_ file: ReportFile, because reason: String) {
    Console.say(
      "what was answered is saved and not signed yet: \(reason); "
        + "`postflight resume \(file.location.path)` signs it when you leave")
  }

  /// Says so when a report is behind what this machine saw; changes no verdict.
  static func tellRollBack(_ reading: ReportReading, _ path: String) {
    if let notice = seen.notice(about: reading) { Console.say("\(path): \(notice)") }
  }

  static var seen: SeenReports { SeenReports(folder: Surroundings.state) }
}
