/// Where the reader stands, as far as commands mean something there.
enum Spot: Sendable {
  case fact
  case step
  case outline
  case end
  case sealed

  /// As a heading of help.
  var heading: String {
    switch self {
    case .fact: "Here, while a fact is asked"
    case .step: "Here, at a step"
    case .outline: "Here, in the outline"
    case .end: "Here, past the last step"
    case .sealed: "Here, in a sealed report"
    }
  }

  /// The commands that are for this place, most needed first.
  var acts: [Command.Act] {
    switch self {
    case .fact: [.same, .next, .back, .facts, .undo, .redo]
    case .step:
      [
        .same, .pass, .fail, .notApplicable, .notChecked, .comment, .evidence, .next, .back,
        .undo, .redo, .plan, .record, .retract, .editor, .copy, .show, .mark,
      ]
    case .outline:
      [
        .lineDown, .lineUp, .first, .last, .fold, .mark, .filter, .searchNext, .searchPrevious,
        .same, .pass, .fail, .notApplicable, .notChecked, .pane,
      ]
    case .end: [.seal, .nextOpen, .back, .status, .preview]
    case .sealed: [.approve, .reject, .reopen, .preview, .show, .next, .back, .pane]
    }
  }
}
