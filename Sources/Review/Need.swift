/// Why somebody has to look at a report, what is most urgent first.
public enum Need: String, Sendable, CaseIterable, Comparable {
  /// It cannot be read, or its proof does not hold.
  case damaged
  /// A signer is refused, lines are not signed, or the file is torn.
  case notVerified = "not_verified"
  /// An approver said no.
  case rejected
  /// Steps of high severity FAIL, and nobody said what is going to happen.
  case highWithoutPlan = "high_without_plan"
  /// FAILs are lived with longer than somebody agreed to.
  case acceptanceEnded = "acceptance_ended"
  /// FAILs were to be mended by a day that has passed.
  case fixOverdue = "fix_overdue"
  /// Answers are older than they may be.
  case expired
  /// Steps have no answer.
  case open
  /// It is not sealed, or a review or approval is missing.
  case signatureMissing = "signature_missing"
  /// Other steps FAIL, and nobody said what is going to happen.
  case withoutPlan = "without_plan"
  /// Acceptances end soon.
  case acceptanceEnds = "acceptance_ends"
  /// Answers will soon be older than they may be.
  case expires

  /// Orders by urgency, the most urgent first.
  public static func < (left: Need, right: Need) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
