/// A `when`: facts and the values they may have.
///
/// All must match.
public struct Condition: Sendable, Equatable {
  /// One fact and the values that match it.
  public struct Requirement: Sendable, Equatable {
    /// The fact's identifier.
    public var fact: String
    /// Any of these matches; never empty.
    public var values: [String]

    /// Makes a requirement.
    public init(fact: String, values: [String]) {
      self.fact = fact
      self.values = values
    }
  }

  /// What must match, in the order of the file; empty matches always.
  public var requirements: [Requirement]

  /// Makes a condition.
  public init(_ requirements: [Requirement]) {
    self.requirements = requirements
  }

  /// Holds whatever the facts are.
  public static let always = Condition([])

  /// Whether the condition holds; a fact without a value rules nothing out.
  ///
  /// - Parameter value: the value of a fact, or nil where it is not known or not asked.
  /// - Returns: false only when a known value is not among those required.
  public func holds(_ value: (String) -> String?) -> Bool {
    requirements.allSatisfy { requirement in
      guard let known = value(requirement.fact) else { return true }
      return requirement.values.contains { $0.utf8.elementsEqual(known.utf8) }
    }
  }
}
