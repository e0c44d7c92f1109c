import Checklist
import Testing

@testable import Review

/// Which line may come in which state, each pair of them.
struct EventOrderTests {
  private static let begin: [Event] = [.header(empty), .session("ann")]
  private static let sealed = begin + [.seal]

  private static let empty = Header(
    report: "", environment: "", profile: .essential, checklists: [], requiredReviews: 1,
    requiredApprovals: 0, tool: "")

  /// Everything that may come; `retract` names evidence that counts, `retract-other` does not.
  private static let events: [(name: String, event: Event)] = [
    ("header", .header(empty)), ("session", .session("ann")), ("fact", .fact("f", "v")),
    ("answer", .answer("s", .pass)), ("evidence", .evidence("s")), ("retract", .retract(2)),
    ("retract-other", .retract(1)), ("recovered", .recovered), ("seal", .seal),
    ("reopen", .reopen), ("review", .intent(.review)), ("approve", .intent(.approve)),
    ("sig-checkpoint", .checkpoint), ("sig-review", .signature(.review)),
    ("sig-approve", .signature(.approve)),
  ]

  private static let open = "session fact answer evidence recovered seal"
  private static let closed = "session recovered reopen review approve"

  static let states: [(name: String, before: [Event], allowed: String)] = [
    ("nothing", [], "header"),
    ("header", [.header(empty)], "session"),
    ("first session", begin, open + " sig-checkpoint"),
    ("its checkpoint", begin + [.checkpoint], open),
    ("fact", begin + [.fact("f", "v")], open + " sig-checkpoint"),
    ("answer", begin + [.answer("s", .pass)], open + " sig-checkpoint"),
    ("answer, checkpoint", begin + [.answer("s", .pass), .checkpoint], open),
    ("evidence", begin + [.evidence("s")], open + " retract sig-checkpoint"),
    ("evidence, checkpoint", begin + [.evidence("s"), .checkpoint], open + " retract"),
    ("retracted", begin + [.evidence("s"), .retract(2)], open + " sig-checkpoint"),
    ("recovered", begin + [.recovered], open),
    ("recovered, session", begin + [.recovered, .session("ann")], open + " sig-checkpoint"),
    ("seal", sealed, closed + " sig-checkpoint"),
    ("seal, checkpoint", sealed + [.checkpoint], closed),
    ("sealed, session", sealed + [.session("ann")], closed + " sig-checkpoint"),
    ("sealed, recovered", sealed + [.recovered], closed),
    ("review intent", sealed + [.intent(.review)], "sig-review"),
    ("approve intent", sealed + [.intent(.approve)], "sig-approve"),
    ("review signed", sealed + [.intent(.review), .signature(.review)], closed),
    ("approved", sealed + [.intent(.approve), .signature(.approve)], closed),
    ("sealed with evidence", begin + [.evidence("s"), .seal], closed + " sig-checkpoint"),
    ("reopened", sealed + [.reopen], open + " sig-checkpoint"),
    (
      "reopened, evidence before", begin + [.evidence("s"), .seal, .reopen],
      open + " retract sig-checkpoint"
    ),
  ]

  @Test(arguments: states.indices) func everyEventInEveryState(index: Int) {
    let state = Self.states[index]
    var order = EventOrder()
    for event in state.before {
      let fault = order.accept(event)
      #expect(fault == nil, "\(state.name): \(event.type)")
    }
    let allowed = Set(state.allowed.split(separator: " ").map(String.init))
    for (name, event) in Self.events {
      var trial = order
      let fault = trial.accept(event)
      #expect(
        (fault == nil) == allowed.contains(name), "\(name) after \(state.name): \(fault ?? "")")
      guard fault != nil else { continue }
      // A refusal leaves the state as it was.
      #expect(trial.isSealed == order.isSealed)
      for (next, event) in Self.events {
        var again = trial
        #expect((again.accept(event) == nil) == allowed.contains(next), "\(next) after \(name)")
      }
    }
  }

  @Test func evidenceIsRetractedOnce() {
    var order = EventOrder()
    for event in Self.begin + [.evidence("s"), .evidence("s")] { _ = order.accept(event) }
    #expect(order.accept(.retract(3)) == nil)
    #expect(order.accept(.retract(3)) != nil)
    #expect(order.accept(.retract(2)) == nil)
    #expect(order.accept(.retract(4)) != nil)
  }
}
