import Checklist
import Review

// What the formats for people say with the same words.
extension ExportedReview {
  /// How far the review is, in a few words.
  var state: String {
    let counts = review.sealFigures.counts
    var parts = [review.isSealed ? "Sealed" : "NOT sealed"]
    parts.append("\(counts.answered) of \(counts.steps) steps answered")
    let accepted = acceptedCount == 0 ? "" : " (\(acceptedCount) accepted)"
    parts.append("\(counts.fail) FAIL\(accepted)")
    if !expired.isEmpty { parts.append("\(expired.count) expired") }
    parts.append("\(standing.reviews.count) of \(standing.requiredReviews) reviews")
    parts.append("\(standing.approvals.count) of \(standing.requiredApprovals) approvals")
    if !standing.rejections.isEmpty { parts.append("REJECTED") }
    return parts.joined(separator: ", ")
  }

  /// What was verified, as a sentence or two.
  var trust: String {
    guard source.isVerified else { return "NOT VERIFIED: see the top." }
    return source.isTrustChecked
      ? "Verified: chain, digests and signatures hold, and the signers are in the trust list given."
      : "Verified: chain, digests and signatures hold. The signers are self-asserted: no trust "
        + "list was given, so the names prove nothing."
  }

  /// For which moment the report was judged.
  var judged: String {
    "Judged at \(source.moment): an answer or acceptance that ran out by then is told as expired "
      + "or ended."
  }

  /// How the signatures were checked.
  var signing: String {
    source.isTrustChecked
      ? "Every signature below holds for the bytes before it. Signers were looked up in the "
        + "trust list that was given to the export."
      : "Every signature below holds for the bytes before it. No trust list was given: who "
        + "holds a key is self-asserted."
  }

  /// The outcome of a step with all that keeps it from counting for what it says.
  func outcomeWords(of step: Step) -> String {
    var parts = [review.outcome(of: step.id).word]
    if let finding = finding(of: step.id) { parts.append(finding.words) }
    if expired.contains(step.id) { parts.append("EXPIRED") }
    return parts.joined(separator: ", ")
  }
}

extension Finding {
  /// What is going to happen, in a few words.
  var words: String { disposition.words(until: answer.answer.plan?.until) }
}

extension RoleSignatureState {
  /// The words for people.
  var words: String {
    switch self {
    case .trusted: "trusted by the list"
    case .selfAsserted: "self-asserted"
    case .refused: "REFUSED"
    case .void: "void, not judged"
    }
  }
}
