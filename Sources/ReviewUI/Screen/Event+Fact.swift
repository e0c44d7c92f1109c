import Review

extension Event {
  /// Whether the event sets a fact.
  func isFact(_ id: String) -> Bool {
    if case .fact(let fact) = self { fact.fact == id } else { false }
  }
}
