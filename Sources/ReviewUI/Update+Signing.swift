import Checklist
public import Review

extension ReviewState {
  mutating func seal() -> [Effect] {
    guard !review.isSealed else {
      say("The report is sealed already.", Saying.Hint(.sign, "to sign it"))
      return []
    }
    let lacking = review.lacking
    guard lacking.isEmpty else {
      say("Not sealed: \(counted(lacking.count, "step lacks", "steps lack")) something.")
      for (step, reason) in lacking {
        say("\(outline.number(of: step.id)) \(step.title): \(reason).")
      }
      if let first = lacking.first { focus = .step(first.step.id) }
      return []
    }
    pending = .seal
    return [.append([.seal(review.sealFigures)])]
  }

  mutating func reopen(_ reason: String) -> [Effect] {
    guard review.isSealed else {
      say("The report is not sealed.")
      return []
    }
    pending = .reopen
    return [.append([.reopen(Reopening(reason: reason))])]
  }

  mutating func sign(
    _ role: Intent.Role, _ decision: Intent.Decision, name: String, reason: String
  ) -> [Effect] {
    let intent = Intent(
      signer: reviewer.principal, name: name, role: role, decision: decision,
      meaning: SignatureMeaning.sentence(decision, reason: reason))
    pending = .signature(intent)
    return [.sign(intent)]
  }

  /// Why the reviewer may not sign in a role now, or nil.
  ///
  /// - Parameters:
  ///   - role: the role.
  ///   - decision: what the signature is going to say, when that is known.
  /// - Returns: what to tell the reader, or nil.
  public func signFault(_ role: Intent.Role, _ decision: Intent.Decision? = nil) -> Saying? {
    guard review.isSealed else {
      return Saying("The report is not sealed.", Saying.Hint(.seal, "first"))
    }
    if let fault = review.roleFault(role, signer: reviewer.principal, key: reviewer.key) {
      return Saying("Not possible: \(fault).")
    }
    let own = review.roleSignatures.last {
      !$0.isVoid && $0.intent.role == role
        && ($0.intent.signer == reviewer.principal || $0.key == reviewer.key)
    }
    if let own, own.intent.decision == decision {
      return Saying("Not possible: \(own.intent.signer) signed this already.")
    }
    let standing = review.standing()
    if decision == .approved, standing.reviews.count < standing.requiredReviews {
      return Saying(
        "Not possible: an approval counts only after the review, and "
          + "\(standing.reviews.count) of \(standing.requiredReviews) review signatures are there.")
    }
    return nil
  }
}
