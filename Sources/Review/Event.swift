/// What one line of a report says.
///
/// Source: `Documentation/report-format.md`, "Lines".
public enum Event: Sendable, Equatable {
  case header(Header)
  case session(Session)
  case fact(FactValue)
  case answer(Answer)
  case evidence(Evidence)
  case retract(Retraction)
  case recovered(Recovery)
  case seal(Seal)
  case reopen(Reopening)
  case intent(Intent)
  case signature(SignatureLine)

  /// The line's `type`.
  public var type: String {
    switch self {
    case .header: "header"
    case .session: "session"
    case .fact: "fact"
    case .answer: "answer"
    case .evidence: "evidence"
    case .retract: "retract"
    case .recovered: "recovered"
    case .seal: "seal"
    case .reopen: "reopen"
    case .intent: "intent"
    case .signature: "sig"
    }
  }

  /// Whether somebody has to answer for the line: its first signature must be the session's.
  public var needsSigner: Bool {
    switch self {
    case .fact, .answer, .evidence, .retract, .seal, .reopen: true
    default: false
    }
  }

  /// Whether the line is part of what is reviewed: its writer may not approve.
  public var isContent: Bool {
    switch self {
    case .fact, .answer, .evidence, .retract: true
    default: false
    }
  }
}
