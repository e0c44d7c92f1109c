import Checklist
import Review
import Testing

/// How far a review has come, in one word.
struct StageTests {
  /// Every step that applies is answered.
  private static func answered(approvals: Int = 0) throws -> Script {
    var script = try Script(approvals: approvals)
    script.addAll([.session("ann")])
    for placed in script.review.applicableSteps {
      script.addAll([.answer(placed.step.id, .notApplicable, "C"), .checkpoint])
    }
    return script
  }

  private static func sealed(approvals: Int = 0) throws -> Script {
    var script = try answered(approvals: approvals)
    script.addAll([.seal(script.review.sealFigures), .checkpoint])
    return script
  }

  private func stage(_ script: Script, days: Int64 = 0) -> Stage {
    script.review.stage(at: Timestamp(seconds: Script.start.seconds + days * 86_400))
  }

  @Test func openUntilTheLastStepIsAnswered() throws {
    var script = try Script()
    script.addAll([.session("ann")])
    for placed in script.review.applicableSteps {
      #expect(stage(script) == .open)
      script.addAll([.answer(placed.step.id, .fail), .checkpoint])
    }
    #expect(stage(script) == .answered)
  }

  @Test func aSealedReviewGoesFromSignatureToSignature() throws {
    var script = try Self.sealed(approvals: 2)
    #expect(stage(script) == .sealed)
    script.addAll(Event.signed(.review, "ann"))
    #expect(stage(script) == .reviewed)
    script.addAll(Event.signed(.approve, "bob"))
    #expect(stage(script) == .approved(1, of: 2))
    script.addAll(Event.signed(.approve, "cat", .rejected))
    #expect(stage(script) == .rejected)
    script.addAll(Event.signed(.approve, "cat"))
    #expect(stage(script) == .complete)
    script.addAll([.session("ann"), .reopen, .checkpoint])
    #expect(stage(script) == .answered)
  }

  @Test func signedIsNotCompleteWhileStepsAreOpenOrAnswersTooOld() throws {
    var open = try Script.sealed()
    open.addAll(Event.signed(.review, "ann"))
    #expect(stage(open) == .incomplete(open: open.review.applicableSteps.count))
    var old = try Self.sealed()
    old.addAll(Event.signed(.review, "ann"))
    #expect(stage(old, days: 30) == .complete)
    #expect(stage(old, days: 31) == .expired)
  }

  @Test func everyStageHasItsOwnWords() {
    let stages: [Stage] = [
      .open, .answered, .sealed, .reviewed, .approved(1, of: 2), .rejected, .incomplete(open: 3),
      .expired, .complete,
    ]
    #expect(Set(stages.map(\.words)).count == stages.count)
    #expect(Stage.approved(1, of: 2).words == "approved 1 of 2")
    #expect(Stage.incomplete(open: 3).words == "signed, 3 open")
  }
}
