import Review

extension Event {
  /// What a person typed, for the writer's limit; evidence is taken, not typed.
  var typedTexts: [String] {
    switch self {
    case .answer(let answer):
      [answer.comment, answer.record, answer.plan?.owner ?? "", answer.plan?.reason ?? ""]
    case .retract(let retraction): [retraction.reason]
    case .reopen(let reopening): [reopening.reason]
    case .intent(let intent): [intent.name, intent.meaning]
    default: []
    }
  }
}
