import Checklist
import Testing

@testable import Review

@Suite struct OutlookTests {
  private static let day: Int64 = 86_400

  /// The sample's start is its first day; `a.one` is low and `a.three` medium, both valid for 30
  /// days, `a.two` is high, `c.one` medium.
  private func outlook(
    _ events: [Event], after days: Int64 = 0, within: Int = 30, approvals: Int = 0
  ) throws -> Outlook {
    var script = try Script(approvals: approvals)
    script.addAll([.session("ann")] + events)
    return Outlook(
      script.review, at: Timestamp(seconds: Script.start.seconds + days * Self.day), within: within)
  }

  private func plan(_ kind: Plan.Kind, _ days: Int64) -> Plan {
    Plan(
      kind: kind, owner: "o",
      until: Timestamp(seconds: Script.start.seconds + days * Self.day).day, reason: "")
  }

  @Test func anEmptyReviewIsOpenAndNotSealed() throws {
    let outlook = try outlook([])
    #expect(outlook.needs == [.open, .signatureMissing])
    #expect(outlook.words(for: .signatureMissing) == "not sealed")
    #expect(outlook.words(for: .open) == "\(outlook.counts.steps) steps open")
    #expect(outlook.nextExpiry == nil)
    #expect(outlook.nextAcceptanceEnd == nil)
  }

  @Test func findingsAreToldByTheirPlans() throws {
    let events: [Event] = [
      .answer("a.two", .fail), .answer("a.one", .fail, plan: plan(.accept, 40)),
      .answer("a.three", .fail, plan: plan(.fix, 5)), .answer("c.one", .fail),
    ]
    let first = try outlook(events)
    #expect(first.failing == [.high: 1, .medium: 2, .low: 1])
    #expect(first.plans == [.noPlan: 2, .accepted: 1, .fixPlanned: 1])
    #expect(first.needs.prefix(1) == [.highWithoutPlan])
    #expect(first.count(of: .withoutPlan) == 1)
    #expect(first.acceptancesEnding == 0)
    #expect(first.words(for: .highWithoutPlan) == "1 FAIL high without a plan")
    let later = try outlook(events, after: 41)
    #expect(
      later.needs.prefix(4) == [.highWithoutPlan, .acceptanceEnded, .fixOverdue, .expired])
    #expect(later.words(for: .acceptanceEnded) == "1 acceptance ENDED")
    #expect(later.nextAcceptanceEnd == nil)
  }

  @Test(arguments: [(9, 30, 0), (10, 30, 1), (40, 0, 1), (39, 0, 0), (41, 30, 0)])
  func anAcceptanceEndsWithinTheDays(after: Int64, within: Int, count: Int) throws {
    let outlook = try outlook(
      [.answer("a.two", .fail, plan: plan(.accept, 40))], after: after, within: within)
    #expect(outlook.acceptancesEnding == count)
    #expect(outlook.needs.contains(.acceptanceEnds) == (count > 0))
    #expect((outlook.nextAcceptanceEnd == nil) == (after > 40))
  }

  @Test(arguments: [(0, 29, 0, 0), (0, 30, 1, 0), (30, 0, 1, 0), (31, 30, 0, 1)])
  func anAnswerExpiresWithinTheDays(
    after: Int64, within: Int, expiring: Int, expired: Int
  ) throws {
    let outlook = try outlook([.answer("a.one", .pass)], after: after, within: within)
    #expect(outlook.expiring == expiring)
    #expect(outlook.expired == expired)
    #expect(outlook.needs.contains(.expires) == (expiring > 0))
    #expect(outlook.needs.contains(.expired) == (expired > 0))
    #expect((outlook.nextExpiry == nil) == (expired > 0))
  }

  @Test func signaturesThatAreMissingAreCounted() throws {
    var script = try Script.sealed(reviews: 2, approvals: 1)
    func outlook() -> Outlook { Outlook(script.review, at: Script.start, within: 30) }
    #expect(outlook().words(for: .signatureMissing) == "2 reviews missing, 1 approval missing")
    script.addAll(Event.signed(.review, "ann") + Event.signed(.review, "bea"))
    #expect(outlook().words(for: .signatureMissing) == "1 approval missing")
    script.addAll(Event.signed(.approve, "cal", .rejected))
    #expect(outlook().needs.first == .rejected)
    script.addAll(Event.signed(.approve, "cal", .approved))
    #expect(outlook().needs == [.open])
  }

  @Test func theMostUrgentComesFirst() {
    #expect(Need.allCases.sorted() == Need.allCases)
    #expect(Need.damaged < .expires)
  }
}
