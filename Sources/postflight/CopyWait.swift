import CSignals
import Report
import ReviewUI

/// A wait for a copy where there is no screen: told once, ended by a signal.
enum CopyWait {
  /// Looks around between two slices.
  ///
  /// - Parameters:
  ///   - copy: what is waited for.
  ///   - say: tells a person a sentence.
  /// - Throws: `refused` when a signal came; it stays to be taken.
  static func tend(_ copy: EvidenceCopy, say: (String) -> Void) throws(ReportError) {
    let work = Work(copy)
    if copy.done == 0, let notice = work.notice { say(notice) }
    guard signals_pending() == 0 else { throw ReportError(.refused, work.cancelled) }
  }
}

extension Work {
  /// How far a copy is.
  init(_ copy: EvidenceCopy) {
    self.init(.copy(copy.name), done: copy.done, total: copy.size)
  }
}
