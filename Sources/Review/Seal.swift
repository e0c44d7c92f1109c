/// The end of the answers.
public struct Seal: Sendable, Equatable {
  /// Outcomes over the steps that apply.
  public var counts: Counts
  /// How many steps apply.
  public var steps: Int
  /// The steps not checked, in order.
  public var open: [String]

  /// Makes a seal.
  public init(counts: Counts, steps: Int, open: [String]) {
    self.counts = counts
    self.steps = steps
    self.open = open
  }
}
