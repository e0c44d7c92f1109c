public import Checklist

/// Something that the start screen wants done outside.
public enum StartEffect: Sendable, Equatable {
  /// Go on with a report; answer with `done` or `refused` when the reader is back.
  case resume(String)
  /// Make a report and walk through it; answer with `done` or `refused`.
  case make(NewReview)
  /// Judge a report, with a trust list by its path or with the configured one; answer with
  /// `verdict` or `refused`.
  case verify(String, trustList: String)
  /// Write a report in a form, in a new file; answer with `done` or `refused`.
  case export(String, format: String, path: String)
  /// Complete a path; answer with a paste of the rest.
  case complete(String)
  /// Draw everything again, and look at the folder again.
  case lookAgain
  case suspend
}

/// What a new review is made of.
public struct NewReview: Sendable, Equatable {
  /// Checklists as `run` is given them; empty for the usual ones.
  public var checklists: [String]
  /// What was deployed.
  public var environment: String
  /// How much is walked through.
  public var profile: Profile
  /// How many people have to approve.
  public var approvals: Int

  /// Makes a description of a new review.
  public init(
    checklists: [String] = [], environment: String, profile: Profile = .essential,
    approvals: Int = 0
  ) {
    self.checklists = checklists
    self.environment = environment
    self.profile = profile
    self.approvals = approvals
  }
}
