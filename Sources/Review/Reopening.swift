/// Voids the seal and the role signatures after it.
public struct Reopening: Sendable, Equatable {
  /// Why; may be empty.
  public var reason: String

  /// Makes a reopening.
  public init(reason: String) {
    self.reason = reason
  }
}
