import Report
import Review

/// The drafts of one review on the disk, written when there is time for it.
final class KeptDrafts {
  /// What was there at the start.
  let found: [Draft: String]
  private let file: DraftFile
  private var unwritten: [Draft: String]?
  private var lastWritten: ContinuousClock.Instant?
  private var hasToldFailure = false

  /// Reads what is there; a file that cannot be read is told and is out of the way.
  init(of report: ReportFile) {
    file = DraftFile(folder: Surroundings.state, report: report.review.header.report)
    switch file.read() {
    case .drafts(let drafts):
      found = drafts
    case .damaged(let reason, let place):
      found = [:]
      Console.say(
        "what was begun in this review cannot be read: \(reason)"
          + (place.map { "; the file is now \($0)" } ?? ""))
    }
  }

  /// Whether there is something to write.
  var isBehind: Bool { unwritten != nil }

  /// Has these drafts written soon, and at once when that has waited too long.
  func keep(_ drafts: [Draft: String]) {
    unwritten = drafts
    // While keys come faster than they are handled, as in a paste that is none.
    if let last = lastWritten, last.duration(to: .now) > .milliseconds(200) { write() }
  }

  /// Writes what is to be written; a failure is told once.
  func write() {
    guard let drafts = unwritten else { return }
    unwritten = nil
    lastWritten = .now
    do {
      try file.write(drafts)
      hasToldFailure = false
    } catch {
      if !hasToldFailure { Console.say("what is being typed is not kept: \(error.message)") }
      hasToldFailure = true
    }
  }
}
