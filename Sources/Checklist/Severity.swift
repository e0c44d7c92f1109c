/// How bad a FAIL is.
///
/// Ordered: low < medium < high.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  case low
  case medium
  case high

  /// Orders by weight.
  public static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }
}
