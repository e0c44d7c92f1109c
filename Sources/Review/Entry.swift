/// An event with its place in the report.
public struct Entry: Sendable, Equatable {
  /// 0 for the header; the line number is one more.
  public var seq: Int
  /// When; nil for a signature line only.
  public var time: Timestamp?
  /// What.
  public var event: Event

  /// Makes an entry.
  public init(seq: Int, time: Timestamp?, event: Event) {
    self.seq = seq
    self.time = time
    self.event = event
  }
}
