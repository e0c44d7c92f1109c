/// Whether the role signatures that count are enough, by the report alone: trust is not judged.
public struct Standing: Sendable, Equatable {
  /// Review signatures that count, in order.
  public var reviews: [Review.RoleSignature] = []
  /// Approvals that count, in order.
  public var approvals: [Review.RoleSignature] = []
  /// Rejections that no later decision of the same principal took back.
  public var rejections: [Review.RoleSignature] = []
  /// Review signatures needed.
  public var requiredReviews: Int
  /// Approvals needed.
  public var requiredApprovals: Int

  /// Whether enough signatures are there and nobody rejects.
  public var isComplete: Bool {
    reviews.count >= requiredReviews && approvals.count >= requiredApprovals
      && rejections.isEmpty
  }
}

extension Review {
  /// Counts the role signatures that no reopen voided.
  ///
  /// Different principals with different keys count; of several decisions of one approver the
  /// last counts; an approval counts only after the required reviews.
  ///
  /// - Parameter atLeastApprovals: what the verifier asks for; the larger figure holds.
  /// - Returns: the signatures that count, and how many are required.
  public func standing(atLeastApprovals: Int = 0) -> Standing {
    var standing = Standing(
      requiredReviews: header.requiredReviews,
      requiredApprovals: max(header.requiredApprovals, atLeastApprovals))
    var lastDecision: [String: Int] = [:]
    let current = roleSignatures.filter { !$0.isVoid }
    for signature in current where signature.intent.role == .approve {
      lastDecision[signature.intent.signer] = signature.seq
    }
    for signature in current {
      switch signature.intent.role {
      case .review:
        if isNew(signature, among: standing.reviews) { standing.reviews.append(signature) }
      case .approve where lastDecision[signature.intent.signer] != signature.seq:
        break
      case .approve where signature.isRejection:
        standing.rejections.append(signature)
      case .approve:
        if standing.reviews.count >= standing.requiredReviews,
          isNew(signature, among: standing.approvals)
        {
          standing.approvals.append(signature)
        }
      }
    }
    return standing
  }

  private func isNew(_ signature: RoleSignature, among counted: [RoleSignature]) -> Bool {
    counted.allSatisfy {
      $0.intent.signer != signature.intent.signer && $0.key != signature.key
    }
  }

  /// Why somebody may not sign in a role, by who wrote and who signed: nil when he may.
  ///
  /// - Parameters:
  ///   - role: the role asked for.
  ///   - signer: the principal.
  ///   - key: the fingerprint of his key.
  ///   - before: only role signatures before this `seq` are looked at.
  /// - Returns: a clause that says why, or nil.
  public func roleFault(
    _ role: Intent.Role, signer: String, key: String, before: Int = .max
  ) -> String? {
    if role == .approve {
      if authorship.writers.contains(signer) {
        return "\(signer) wrote answers in this report and may review but not approve it"
      }
      if authorship.writerKeys.contains(key) {
        return "the key \(key) wrote answers in this report and may not approve it"
      }
    }
    let other = roleSignatures.first { signature in
      !signature.isVoid && signature.seq < before && signature.intent.role != role
        && (signature.intent.signer == signer || signature.key == key)
    }
    guard let other else { return nil }
    return "the same person or key signed as \(other.intent.role.rawValue) on line \(other.seq + 1)"
  }
}
