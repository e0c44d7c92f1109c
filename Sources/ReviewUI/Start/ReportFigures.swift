import Checklist
public import Review
import TextGrid

/// How far a report is, for a line of a table.
public struct ReportFigures: Sendable, Equatable {
  /// What is reviewed.
  public let environment: String
  /// How much of the checklists, as commands name it.
  public let profile: String
  /// Steps that have an outcome.
  public let answered: Int
  /// Steps that apply.
  public let steps: Int
  /// Steps that FAIL.
  public let failing: Int
  /// Answers that are older than they may be.
  public let expired: Int
  /// How far it has come.
  public let stage: Stage
  /// When the last line was written.
  public let lastTime: Timestamp?
  /// Who wrote it.
  public let lastSigner: String?
  /// What `verify` says against the report beyond that it is not complete; nil for nothing.
  public let alarm: String?

  /// How far it has come, or what is wrong, in a few words.
  public var state: String { alarm ?? stage.words }

  /// Whether somebody still has to do something about it.
  var needsSomebody: Bool { alarm != nil || stage != .complete }

  /// The style of the state; never the only sign of it.
  var style: Style {
    if alarm != nil || stage == .rejected || stage == .expired { return .fail }
    return stage == .complete ? .pass : .plain
  }
}

extension ReportFigures {
  /// Takes the figures of a review at a moment.
  public init(_ review: Review, at moment: Timestamp, alarm: String? = nil) {
    let figures = review.sealFigures
    environment = review.header.environment
    profile = review.header.profile.rawValue
    answered = figures.counts.answered
    steps = figures.steps
    failing = figures.counts.fail
    expired = review.expired(at: moment).count
    stage = review.stage(at: moment)
    lastTime = review.lastTime
    let session = review.sessions.last
    let signature = review.roleSignatures.last
    lastSigner =
      signature.map(\.seq) ?? -1 > session.map(\.seq) ?? -1
      ? signature?.intent.signer : session?.session.signer
    self.alarm = alarm
  }
}
