import Report

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

  /// Ends a command that wrote: remembers how far the report came, prints the receipt.
  static func finish(_ file: ReportFile) {
    tellNotices(of: file)
    seen.note(file.receipt)
    Console.write("Receipt: \(file.receipt)")
  }

  /// Says so when a report is behind what this machine saw; changes no verdict.
  static func tellRollBack(_ reading: ReportReading, _ path: String) {
    if let notice = seen.notice(about: reading) { Console.say("\(path): \(notice)") }
  }

  static var seen: SeenReports { SeenReports(folder: Surroundings.state) }
}
