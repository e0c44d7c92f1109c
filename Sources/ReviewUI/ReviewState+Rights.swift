import Review

/// Who may sign a sealed report now.
extension ReviewState {
  /// Whether the reviewer wrote something that is reviewed, and so may not approve it.
  var hasWritten: Bool {
    review.authorship.writers.contains(reviewer.principal)
      || review.authorship.writerKeys.contains(reviewer.key)
  }

  /// Whether the reviewer may sign in a role with a decision now.
  func maySign(_ role: Intent.Role, _ decision: Intent.Decision) -> Bool {
    signFault(role, decision) == nil
  }

  /// What the reviewer may do with the sealed report, and what waits for somebody else.
  var rightsSaying: Saying {
    let standing = review.standing()
    if standing.isComplete {
      return Saying("Enough people have signed: the review is complete.")
    }
    let text = [ownPart, missing(standing)].filter { !$0.isEmpty }.joined(separator: " ")
    var hints: [Saying.Hint] = []
    if standing.reviews.count < standing.requiredReviews, maySign(.review, .performed) {
      hints.append(Saying.Hint(.sign, "to sign it as its reviewer"))
    }
    if maySign(.approve, .approved) { hints.append(Saying.Hint(.approve, "to approve it")) }
    if maySign(.approve, .rejected) {
      hints.append(Saying.Hint(.reject, typing: "and a reason", "to reject it"))
    }
    return Saying(text, hints)
  }

  private var ownPart: String {
    if let own = ownDecision {
      switch own.intent.decision {
      case .performed: return "You signed it as its reviewer."
      case .approved: return "You approved it."
      case .rejected: return "You rejected it."
      }
    }
    guard hasWritten else { return "None of the answers are yours." }
    let answered = review.answerHistory.values.count { answers in
      answers.contains { $0.signer == reviewer.principal }
    }
    return answered > 0 ? "You answered \(counted(answered, "step", "steps"))." : "You wrote in it."
  }

  /// The latest signature of the reviewer that counts.
  private var ownDecision: Review.RoleSignature? {
    review.roleSignatures.last { signature in
      !signature.isVoid
        && (signature.intent.signer == reviewer.principal || signature.key == reviewer.key)
    }
  }

  private func missing(_ standing: Standing) -> String {
    if !standing.rejections.isEmpty {
      let names = standing.rejections.map(\.intent.signer).joined(separator: ", ")
      return "It is rejected by \(names)."
    }
    let reviews = standing.requiredReviews - standing.reviews.count
    let approvals = standing.requiredApprovals - standing.approvals.count
    if reviews > 0 {
      let who = reviews == 1 ? "Its reviewer has" : "\(reviews) reviewers have"
      let then = approvals > 0 ? "; a second person approves after that." : "."
      return "\(who) not signed yet" + then
    }
    guard approvals > 0 else { return "" }
    guard hasWritten || ownDecision != nil else {
      return "\(counted(approvals, "approval is", "approvals are")) missing."
    }
    return approvals == 1
      ? "A second person has to approve." : "\(approvals) other people have to approve."
  }
}
