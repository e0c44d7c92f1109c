/// How far a review has come, by the report alone: whether its signers are trusted is not judged.
public enum Stage: Sendable, Equatable {
  /// Steps are open.
  case open
  /// No step is open, and the answers are not ended.
  case answered
  /// The answers are ended; a review signature is missing.
  case sealed
  /// The reviewers have signed; nobody has approved yet.
  case reviewed
  /// Some approvals are there, others are missing.
  case approved(Int, of: Int)
  /// Somebody refused approval.
  case rejected
  /// Everybody has signed, but so many steps are open.
  case incomplete(open: Int)
  /// Everybody has signed, but answers are older than they may be.
  case expired
  /// Nothing is missing.
  case complete

  /// A few words for a table.
  public var words: String {
    switch self {
    case .open: "open"
    case .answered: "answered"
    case .sealed: "sealed"
    case .reviewed: "reviewed"
    case .approved(let count, let required): "approved \(count) of \(required)"
    case .rejected: "REJECTED"
    case .incomplete(let open): "signed, \(open) open"
    case .expired: "EXPIRED"
    case .complete: "complete"
    }
  }
}

extension Review {
  /// How far the review has come at a moment.
  public func stage(at moment: Timestamp) -> Stage {
    let open = sealFigures.open.count
    guard isSealed else { return open > 0 ? .open : .answered }
    let standing = standing()
    if !standing.rejections.isEmpty { return .rejected }
    guard standing.reviews.count >= standing.requiredReviews else { return .sealed }
    let approvals = standing.approvals.count
    guard approvals >= standing.requiredApprovals else {
      return approvals == 0 ? .reviewed : .approved(approvals, of: standing.requiredApprovals)
    }
    if open > 0 { return .incomplete(open: open) }
    return expired(at: moment).isEmpty ? .complete : .expired
  }
}
