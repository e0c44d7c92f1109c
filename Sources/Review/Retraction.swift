/// Takes evidence back; its line stays.
public struct Retraction: Sendable, Equatable {
  /// The evidence line's `seq`.
  public var of: Int
  /// Why; may be empty.
  public var reason: String

  /// Makes a retraction.
  public init(of: Int, reason: String) {
    self.of = of
    self.reason = reason
  }
}
