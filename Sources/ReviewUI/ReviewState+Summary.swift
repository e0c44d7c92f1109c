import Checklist
import Review
import TextGrid

/// What a review comes to, in sentences that line mode and the full screen share.
extension ReviewState {
  /// What is said past the last step, the commands that help last.
  var endSayings: [Saying] {
    guard review.isSealed else {
      let open = review.sealFigures.open.count
      return [
        Saying(
          "The review ends here: \(counted(open, "step is", "steps are")) open, "
            + "\(counted(review.lacking.count, "step lacks", "steps lack")) a comment or evidence."),
        Saying(
          "", Saying.Hint(.nextOpen, "to go to the next open step"),
          Saying.Hint(.status, "to see what is left"), Saying.Hint(.seal, "to seal")),
      ]
    }
    let figures = review.sealFigures
    return [
      Saying(
        "The report is sealed: \(counted(figures.steps, "step", "steps")), "
          + "\(figures.counts.pass) pass, \(figures.counts.fail) FAIL, "
          + "\(figures.counts.notApplicable) n/a, \(figures.counts.notChecked) not checked.")
    ] + (findingSentences + [signaturesSentence] + signedSentences).map { Saying($0) } + [
      Saying(
        "", Saying.Hint(.list, typing: "all and a number such as 1.1", "to read"),
        Saying.Hint(.sign, "to sign"), Saying.Hint(.approve, "to approve"),
        Saying.Hint(.reject, typing: "and a reason", "to reject"),
        Saying.Hint(.reopen, typing: "and a reason", "to reopen"),
        Saying.Hint(.quit, "to leave"))
    ]
  }

  /// Each step that FAILs, worst first, with its comment and plan.
  var findingSentences: [String] {
    review.findings.map { step in
      let answer = currentAnswer(to: step.id)
      let plan = answer.plan.map {
        "Plan: \($0.kind.rawValue), \($0.owner), until \($0.until)."
      }
      return [
        "FAIL, \(step.severity.rawValue): \(outline.number(of: step.id)) \(step.title).",
        ReviewUI.sentence(answer.comment), plan ?? "No plan.",
      ].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// Each role signature that counts.
  var signedSentences: [String] {
    review.roleSignatures.filter { !$0.isVoid }.map { signature in
      "Signed: \(signature.intent.role.rawValue), \(signature.intent.decision.rawValue), "
        + "\(signature.intent.name) (\(signature.intent.signer)), \(signature.time)."
    }
  }

  /// How many signatures are there, of how many.
  var signaturesSentence: String {
    let standing = review.standing()
    let rejected = standing.rejections.isEmpty ? "" : " REJECTED."
    return "Reviews: \(standing.reviews.count) of \(standing.requiredReviews). "
      + "Approvals: \(standing.approvals.count) of \(standing.requiredApprovals).\(rejected)"
  }

  /// The environment's name as a person can type it.
  var environmentName: String {
    trimmed(SafeText.stripped(review.header.environment).text)
  }

  /// What a signature is going to mean and to cover.
  func signatureSentences(_ draft: SignatureDraft, digest: String) -> [String] {
    let figures = review.sealFigures
    let act =
      switch draft.decision {
      case .performed: "sign this report as its reviewer"
      case .approved: "approve this report as a second person"
      case .rejected: "REJECT this report as a second person"
      }
    return [
      "You are about to \(act).",
      "Meaning: \(SignatureMeaning.sentence(draft.decision, reason: draft.reason))",
      "By: \(draft.name) (\(reviewer.principal)), key \(reviewer.key).",
      "Report: \(review.header.report), \(counted(figures.counts.fail, "FAIL", "FAILs")), "
        + "\(counted(figures.open.count, "step", "steps")) open.",
      "SHA-256 of all lines so far: \(digest)",
    ] + staysLines
  }

  // What the signature does not mend: each FAIL with its plan, each step that is not checked.
  private var staysLines: [String] {
    let failed = outline.items.filter { $0.outcome == .fail }.map { item in
      let plan = currentAnswer(to: item.step.id).plan
      return "FAIL, \(plan.map { "\($0.kind.rawValue) until \($0.until)" } ?? "no plan"): "
        + "\(item.number) \(item.step.id), \(item.step.title)"
    }
    let open = outline.items.filter { $0.outcome == .notChecked }.map { item in
      "Stays open: \(item.number) \(item.step.id), \(item.step.title)"
    }
    return failed + open
  }

  /// What leaving with an unsaved change is answered with, once.
  static func leavingLoses(_ reason: String) -> Saying {
    Saying(
      "NOT SAVED: \(reason).", Saying.Hint(.save, typing: "and a path", "to keep everything"),
      Saying.Hint(.quit, "again to leave without it"))
  }
}
