import Checklist
public import Review

extension ReviewState {
  mutating func seal() -> [Effect] {
    guard !review.isSealed else {
      say("The report is sealed already. Type sign to sign it.")
      return []
    }
    let lacking = review.lacking
    guard lacking.isEmpty else {
      let outline = Outline(review)
      say("Not sealed: \(counted(lacking.count, "step lacks", "steps lack")) something.")
      for (step, reason) in lacking {
        say("\(outline.item(named: step.id)?.number ?? step.id) \(step.title): \(reason).")
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
  public func signFault(_ role: Intent.Role) -> String? {
    guard review.isSealed else { return "The report is not sealed. Type seal first." }
    return review.roleFault(role, signer: reviewer.principal, key: reviewer.key)
      .map { "Not possible: \($0)." }
  }
}
