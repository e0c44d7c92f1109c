/// Something that is still to be done or known before the review is complete.
struct OpenItem {
  /// Of what kind it is.
  enum Kind: String, CaseIterable {
    case notSealed = "not_sealed"
    case notChecked = "not_checked"
    case expired
    case lacking
    case noPlan = "no_plan"
    case fixOverdue = "fix_overdue"
    case acceptanceEnded = "acceptance_ended"
    case factUnknown = "fact_unknown"
    case reviewMissing = "review_missing"
    case approvalMissing = "approval_missing"
    case rejected
  }

  let kind: Kind
  /// The step it is about, if it is about one.
  var step: String?
  /// The fact it is about, if it is about one.
  var fact: String?
  /// What is open, without the step's name.
  let text: String
}
