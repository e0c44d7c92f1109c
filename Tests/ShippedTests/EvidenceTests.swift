import Checklist
import Testing

/// What is written down, proved and asked again.
@Suite struct EvidenceTests {
  let set: ChecklistSet

  init() throws { set = try Shipped.gitLab() }

  @Test func anAuditorInsistsOnTwoProofs() {
    let required = set.steps.map(\.step).filter { $0.evidence == .required }.map(\.id)
    #expect(required == ["backup.restore-test", "security.full-review-signoff"])
  }

  @Test(arguments: [
    ("backup.last-success", Step.Record.Kind.number), ("backup.restore-test", .date),
    ("backup.rpo-rto", .text), ("backup.geo-failover-test", .date),
    ("backup.remote-retention", .number), ("backup.rds-retention", .number),
  ])
  func aFigureOrADateIsWrittenDown(id: String, kind: Step.Record.Kind) {
    #expect(set.step(id)?.record?.kind == kind)
  }

  /// What drifts is looked at again within half a year, nothing later than after a year.
  @Test func everyAnswerExpires() {
    for step in set.steps.map(\.step) {
      #expect((30...365).contains(step.validForDays ?? 0), "\(step.id)")
    }
  }
}
