/// What is going to happen with a FAIL.
public struct Plan: Sendable, Equatable {
  /// Whether it is mended or lived with.
  public enum Kind: String, Sendable, CaseIterable {
    case fix
    case accept
  }

  /// Whether it is mended or lived with.
  public var kind: Kind
  /// Who answers for it; may be empty.
  public var owner: String
  /// The last day on which the plan holds, in UTC.
  public var until: CalendarDay
  /// Why; may be empty.
  public var reason: String

  /// Makes a plan.
  public init(kind: Kind, owner: String, until: CalendarDay, reason: String) {
    self.kind = kind
    self.owner = owner
    self.until = until
    self.reason = reason
  }
}
