public import Checklist
public import Review
public import Signing

/// What a verifier asks of a report, beside what the report asks of itself.
public struct VerificationPolicy: Sendable {
  /// Whose signatures count; nil when no list was given.
  public var trustList: TrustList?
  /// Keys that count no more.
  public var revoked: RevocationList?
  /// Where that list lies, for `ssh-keygen` to read it.
  public var revokedPath: String?
  /// The environment that the report has to be about.
  public var environment: String?
  /// Digests that the embedded checklists have to have, lower-case hex.
  public var checklistDigests: [String] = []
  /// The UUID that the report has to have.
  public var report: String?
  /// The moment at which expiry and acceptances are judged.
  public var moment: Timestamp
  /// A FAIL of this severity or worse counts.
  public var failOn: Severity?
  /// At least so many approvals.
  public var requiredApprovals = 0
  /// At least this profile.
  public var requiredProfile: Profile?

  /// Makes a policy that asks for nothing more than the report does.
  public init(moment: Timestamp) {
    self.moment = moment
  }
}
