import Checklist
import Review

/// What a step that applies comes to, for formats with a few words: nothing that is not proved,
/// not up to date or not acceptable for a seal is good news.
enum StepVerdict: Equatable {
  case pass
  case notApplicable
  /// A FAIL that is lived with at the moment.
  case accepted
  case fail
  /// Not answered, or answered in a way that does not count; with the reason.
  case open(String)
}

extension ExportedReview {
  /// What a step that applies comes to at the moment of the export.
  func verdict(of step: Step) -> StepVerdict {
    let outcome = review.outcome(of: step.id)
    let isExpired = expired.contains(step.id)
    switch outcome {
    case .notChecked: return .open("not checked")
    case .fail:
      let isAccepted = finding(of: step.id)?.disposition == .accepted
      return isAccepted && !isExpired && source.isVerified ? .accepted : .fail
    case .pass, .notApplicable:
      guard source.isVerified else {
        return .open("NOT VERIFIED: the report says \(outcome.word), and did not pass its checks")
      }
      if isExpired {
        let moment = review.expiry(of: step).map { " since \($0)" } ?? ""
        return .open("EXPIRED\(moment): the answer, \(outcome.word), no longer counts")
      }
      if let lack = review.lack(of: step) { return .open("answered \(outcome.word), but \(lack)") }
      return outcome == .pass ? .pass : .notApplicable
    }
  }
}
