import Checklist
import Report
import Review

/// Many reports as one JSON object in one line, described in `Documentation/fleet.md`.
public enum FleetJSON {
  /// The text, with a newline at its end.
  public static func text(_ fleet: Fleet) -> String {
    var bytes: [UInt8] = []
    CanonicalJSON.encode(
      .object(of: [
        "format": .string("postflight-status/1"), "at": .string("\(fleet.moment)"),
        "within_days": .integer(fleet.days),
        "trust": .string(fleet.isTrustChecked ? "checked" : "self_asserted"),
        "code": .integer(Int(fleet.code.rawValue)), "complete": .integer(fleet.completeCount),
        "superseded": .integer(fleet.supersededCount),
        "environments": .array(fleet.environments.map(value)),
        "damaged": .array(
          fleet.damaged.map { damage in
            .object(of: value(damage.fault).merging(["path": .string(damage.path)]) { $1 })
          }),
      ]), into: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func value(_ environment: Fleet.Environment) -> JSONValue {
    let figures = environment.figures
    let (outlook, standing) = (figures.outlook, figures.outlook.standing)
    let severities = Severity.allCases.map { severity in
      (severity.rawValue, JSONValue.integer(outlook.failing[severity] ?? 0))
    }
    let plans = PlanState.allCases.map { state in
      (state.rawValue, JSONValue.integer(outlook.plans[state] ?? 0))
    }
    return .object(of: [
      "environment": .string(environment.name), "path": .string(environment.path),
      "report": .string(figures.report), "profile": .string(figures.profile),
      "begun": .string("\(figures.begun)"), "last_time": .string("\(figures.lastTime)"),
      "seq": .integer(figures.lastSeq), "sealed": word(outlook.isSealed),
      "steps": .integer(outlook.counts.steps), "pass": .integer(outlook.counts.pass),
      "fail": .integer(outlook.counts.fail),
      "not_applicable": .integer(outlook.counts.notApplicable),
      "not_checked": .integer(outlook.counts.notChecked),
      "severities": .object(of: Dictionary(severities) { first, _ in first }),
      "plans": .object(of: Dictionary(plans) { first, _ in first }),
      "high_without_plan": .integer(outlook.highWithoutPlan),
      "next_acceptance_end": string(outlook.nextAcceptanceEnd?.description),
      "acceptances_ending": .integer(outlook.acceptancesEnding),
      "expired": .integer(outlook.expired),
      "next_expiry": string(outlook.nextExpiry?.description),
      "expiring": .integer(outlook.expiring),
      "reviews": .integer(standing.reviews.count),
      "reviews_required": .integer(standing.requiredReviews),
      "approvals": .integer(standing.approvals.count),
      "approvals_required": .integer(standing.requiredApprovals),
      "rejections": .integer(standing.rejections.count),
      "signers": .string(figures.trust.rawValue),
      "needs": .array(figures.needs.map { .string($0.rawValue) }),
      "fault": figures.alarm.map { .object(of: value($0)) } ?? .null,
      "superseded": .array(environment.superseded.map { .string($0) }),
    ])
  }

  private static func value(_ fault: Fault) -> [String: JSONValue] {
    [
      "code": .integer(Int(fault.code.rawValue)),
      "line": fault.line.map { .integer($0) } ?? .null, "message": .string(fault.message),
    ]
  }

  private static func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  private static func word(_ flag: Bool) -> JSONValue { .string(flag ? "yes" : "no") }
}
