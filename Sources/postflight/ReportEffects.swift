import Report
import Review
import ReviewUI

/// Carries the effects of a review out on its report file.
struct ReportEffects: EffectHandler {
  let report: ReportFile
  /// Looks after the reader between two slices of a copy; throws to give it up.
  let tend: (EvidenceCopy) throws(ReportError) -> Void

  var headDigest: String { report.receipt.digest }

  func perform(_ effect: Effect) -> Action {
    defer { Writing.tellNotices(of: report) }
    do {
      switch effect {
      case .append(let events):
        return .saved(try report.append(events, at: Clock.now))
      case .takeEvidence(let path, let step):
        return .evidenceTaken(try report.evidence.add(path, step: step, tend: tend))
      case .takeText(let name, let text, let step):
        return .evidenceTaken(
          TextEvidence.make(text, name: name, step: step, source: .text(text)))
      case .sign(let intent):
        return .saved(try report.sign(intent, at: Clock.now))
      case .saveElsewhere(let path):
        return .savedElsewhere(path: path, try report.continueElsewhere(at: path, tend: tend))
      }
    } catch {
      // A path that cannot be had leaves things as they were: the first error still stands.
      if case .saveElsewhere = effect { return .refused(error.message) }
      guard report.failure != nil else { return .refused(error.message) }
      let lead = "not saved: "
      let isLed = error.message.hasPrefix(lead)
      return .notSaved(isLed ? String(error.message.dropFirst(lead.count)) : error.message)
    }
  }
}
