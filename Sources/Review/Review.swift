public import Checklist

/// The state of a review: the fold of its report's lines.
///
/// Nothing else is state.
public struct Review: Sendable {
  /// Somebody's stretch of lines.
  public struct DatedSession: Sendable, Equatable {
    /// The session line's place.
    public let seq: Int
    /// When it began.
    public let time: Timestamp
    /// Who.
    public let session: Session
  }

  /// An answer with its place and its writer.
  public struct DatedAnswer: Sendable, Equatable {
    /// The line's place.
    public let seq: Int
    /// When it was given.
    public let time: Timestamp
    /// The principal who gave it.
    public let signer: String
    /// What was answered.
    public let answer: Answer
  }

  /// A fact's value with its place and its writer.
  public struct DatedFact: Sendable, Equatable {
    /// The line's place.
    public let seq: Int
    /// When it was given.
    public let time: Timestamp
    /// The principal who gave it.
    public let signer: String
    /// The value, empty for not known.
    public let value: String
  }

  /// Evidence with its place, its writer and whether it still counts.
  public struct DatedEvidence: Sendable, Equatable {
    /// The line's place.
    public let seq: Int
    /// When it was taken.
    public let time: Timestamp
    /// The principal who took it.
    public let signer: String
    /// What was taken.
    public let evidence: Evidence
    /// Why it was taken back, or nil while it counts.
    public internal(set) var retraction: DatedRetraction?
  }

  /// A retraction with its place and its writer.
  public struct DatedRetraction: Sendable, Equatable {
    /// The line's place.
    public let seq: Int
    /// When it was taken back.
    public let time: Timestamp
    /// The principal who took it back.
    public let signer: String
    /// Why.
    public let reason: String
  }

  /// An end of the answers.
  public struct DatedSeal: Sendable, Equatable {
    /// The line's place.
    public let seq: Int
    /// When.
    public let time: Timestamp
    /// The principal who sealed.
    public let signer: String
    /// The figures.
    public let seal: Seal
  }

  /// A role signature: intent and signature together.
  public struct RoleSignature: Sendable, Equatable {
    /// The intent line's place; the signature's is one more.
    public let seq: Int
    /// When.
    public let time: Timestamp
    /// What it means.
    public let intent: Intent
    /// The fingerprint of the key that signed.
    public let key: String
    /// Whether a reopen came after it.
    public internal(set) var isVoid: Bool
  }

  /// What is reviewed.
  public let header: Header
  /// The checklists that the header holds.
  public let checklists: ChecklistSet
  /// The order rules after the last line.
  public internal(set) var order = EventOrder()
  /// Every session, in order.
  public internal(set) var sessions: [DatedSession] = []
  /// Every value of each fact, oldest first.
  public internal(set) var factHistory: [String: [DatedFact]] = [:]
  /// Every answer to each step, oldest first.
  public internal(set) var answerHistory: [String: [DatedAnswer]] = [:]
  /// All evidence of each step, oldest first, retracted or not.
  public internal(set) var evidence: [String: [DatedEvidence]] = [:]
  /// Every seal, in order; the last one counts while the report is sealed.
  public internal(set) var seals: [DatedSeal] = []
  /// Every role signature, in order, void ones too.
  public internal(set) var roleSignatures: [RoleSignature] = []
  /// Every line that says that a tail was cut off.
  public internal(set) var recoveries: [Recovery] = []
  /// The places of lines that say who wrote what, for the signer rules.
  public internal(set) var authorship = Authorship()
  /// The `seq` of the last line.
  public internal(set) var lastSeq = -1
  /// The time of the last line that has one.
  public internal(set) var lastTime: Timestamp?
  /// The step answered last, or nil.
  public internal(set) var lastAnsweredStep: String?
  /// For each step of `checklists.steps`, whether it applies with the latest facts.
  public internal(set) var applies: [Bool] = []
  /// Whether a fact came after `applies` was worked out.
  var isBehind = false
  var pendingIntent: (seq: Int, time: Timestamp, intent: Intent)?
  var evidenceSteps: [Int: String] = [:]

  /// Starts a review at its header line.
  ///
  /// - Parameters:
  ///   - header: the first line.
  ///   - time: when it was written.
  ///   - checklists: the header's files as read.
  public init(header: Header, time: Timestamp, checklists: ChecklistSet) {
    self.header = header
    self.checklists = checklists
    _ = order.accept(.header(header))
    lastSeq = 0
    lastTime = time
    applies = applicability()
  }

  /// Whether the answers are ended.
  public var isSealed: Bool { order.isSealed }

  /// The principal and key that lines now belong to, or nil before the first session.
  public var session: Session? { sessions.last?.session }

  /// The latest answer to a step, or nil when nobody answered.
  public func answer(to step: String) -> DatedAnswer? {
    answerHistory[step]?.last
  }

  /// The latest outcome of a step.
  public func outcome(of step: String) -> Outcome {
    answer(to: step)?.answer.outcome ?? .notChecked
  }

  /// The evidence of a step that is not retracted.
  public func standingEvidence(of step: String) -> [DatedEvidence] {
    (evidence[step] ?? []).filter { $0.retraction == nil }
  }

  /// The latest value of a fact, nil when it is not known.
  public func value(of fact: String) -> String? {
    guard let value = factHistory[fact]?.last?.value, !value.isEmpty else { return nil }
    return value
  }
}

extension Review.RoleSignature {
  /// Whether the signature approves.
  public var isApproval: Bool { intent.role == .approve && intent.decision == .approved }
  /// Whether the signature rejects.
  public var isRejection: Bool { intent.role == .approve && intent.decision == .rejected }
}
