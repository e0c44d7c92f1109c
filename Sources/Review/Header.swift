public import Checklist

/// The first line: what is reviewed, and what a complete review needs.
public struct Header: Sendable, Equatable {
  /// A checklist file as it was when the report was made.
  public struct File: Sendable, Equatable {
    /// The last path component.
    public var name: String
    /// Lower-case hex SHA-256 of the text's UTF-8 bytes.
    public var sha256: String
    /// The file as read.
    public var text: String

    /// Makes an embedded file.
    public init(name: String, sha256: String, text: String) {
      self.name = name
      self.sha256 = sha256
      self.text = text
    }
  }

  /// The report's UUID in lower case.
  public var report: String
  /// What was deployed; never empty.
  public var environment: String
  /// How much of the checklists is walked through.
  public var profile: Profile
  /// The files asked for, then those they use.
  public var checklists: [File]
  /// Review signatures required, 1 to 99.
  public var requiredReviews: Int
  /// Approvals required, 0 to 99.
  public var requiredApprovals: Int
  /// The program that made the report, `postflight/VERSION`.
  public var tool: String

  /// Makes a header.
  public init(
    report: String, environment: String, profile: Profile, checklists: [File],
    requiredReviews: Int, requiredApprovals: Int, tool: String
  ) {
    self.report = report
    self.environment = environment
    self.profile = profile
    self.checklists = checklists
    self.requiredReviews = requiredReviews
    self.requiredApprovals = requiredApprovals
    self.tool = tool
  }
}
