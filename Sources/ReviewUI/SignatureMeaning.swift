public import Review

/// The sentences that signatures mean.
public enum SignatureMeaning {
  /// What a decision says; for a rejection the reason alone.
  public static func sentence(_ decision: Intent.Decision, reason: String) -> String {
    let sentence =
      switch decision {
      case .performed:
        "I performed this review; the answers are mine or I have checked them."
      case .approved:
        "I have read the answers and the evidence of this review and approve it."
      case .rejected:
        ""
      }
    let parts = [sentence, reason].filter { !$0.isEmpty }
    return parts.isEmpty ? "Rejected without a reason." : parts.joined(separator: " ")
  }
}
