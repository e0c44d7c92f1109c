/// What a role signature means.
public struct Intent: Sendable, Equatable {
  /// In which role somebody signs.
  public enum Role: String, Sendable, CaseIterable {
    case review
    case approve
  }

  /// What somebody decided.
  public enum Decision: String, Sendable, CaseIterable {
    case performed
    case approved
    case rejected
  }

  /// The principal.
  public var signer: String
  /// The printed name; never empty.
  public var name: String
  /// The role.
  public var role: Role
  /// `performed` for a review; `approved` or `rejected` for an approval.
  public var decision: Decision
  /// A sentence, for a rejection the reason; never empty.
  public var meaning: String

  /// Makes an intent.
  public init(signer: String, name: String, role: Role, decision: Decision, meaning: String) {
    self.signer = signer
    self.name = name
    self.role = role
    self.decision = decision
    self.meaning = meaning
  }
}
