/// How much of the checklists a review walks through.
///
/// Ordered: each holds the smaller ones.
public enum Profile: String, Sendable, CaseIterable, Comparable {
  case essential
  case standard
  case thorough

  /// Orders by size.
  public static func < (left: Profile, right: Profile) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .essential: 0
    case .standard: 1
    case .thorough: 2
    }
  }
}
