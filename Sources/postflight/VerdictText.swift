import Checklist
import Report
import Review
import TextGrid

/// What `verify` prints.
enum VerdictText {
  /// One JSON object in one line.
  static func json(
    _ verdict: Verdict, _ reading: ReportReading?, path: String, stamped: Timestamp? = nil
  ) -> String {
    var members: [String: JSONValue] = [
      "code": .integer(Int(verdict.code.rawValue)), "report": .string(path),
      "faults": .array(
        verdict.faults.map { fault in
          .object(of: [
            "code": .integer(Int(fault.code.rawValue)),
            "line": fault.line.map { .integer($0) } ?? .null,
            "message": .string(fault.message),
          ])
        }),
    ]
    if let header = reading?.review?.header {
      members["id"] = .string(header.report)
      members["environment"] = .string(header.environment)
    }
    if let stamped { members["stamped"] = .string(stamped.description) }
    var bytes: [UInt8] = []
    CanonicalJSON.encode(.object(of: members), into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// For people: the verdict first, then why, then what was checked.
  static func lines(_ verdict: Verdict, _ reading: ReportReading?, path: String) -> [String] {
    let word = verdict.faults.isEmpty ? "complete and trusted" : summary(verdict.code)
    var lines = ["\(path): \(word) (\(verdict.code.rawValue))"]
    for fault in verdict.faults {
      let place = fault.line.map { "line \($0): " } ?? ""
      lines.append("  \(fault.code.rawValue) \(place)\(fault.message)")
    }
    if let review = reading?.review {
      let figures = review.sealFigures
      lines.append(
        "  \(review.header.environment), \(review.header.profile.rawValue), report "
          + review.header.report)
      lines.append(
        "  \(figures.steps) steps: \(figures.counts.pass) pass, \(figures.counts.fail) FAIL, "
          + "\(figures.counts.notApplicable) n/a, \(figures.counts.notChecked) not checked")
      for signature in review.roleSignatures where !signature.isVoid {
        lines.append(
          "  \(signature.intent.role.rawValue) \(signature.intent.decision.rawValue) by "
            + "\(signature.intent.name) (\(signature.intent.signer)), \(signature.time), "
            + signature.key)
      }
      let standing = review.standing()
      if standing.requiredApprovals == 0, standing.approvals.isEmpty, review.isSealed {
        lines.append("  no approval was required: no second person had to look")
      }
    }
    return lines.map(SafeText.line)
  }

  /// A code in a few words.
  static func summary(_ code: ExitCode) -> String {
    switch code {
    case .success: "complete and trusted"
    case .incomplete: "authentic, NOT complete"
    case .unsigned: "NOT signed to the end"
    case .torn: "torn"
    case .finding: "a finding stands in the way"
    case .broken: "BROKEN"
    case .malformed: "MALFORMED"
    case .untrusted: "signer NOT TRUSTED"
    case .notPermitted: "signer NOT PERMITTED"
    case .different: "NOT the one asked for"
    case .expired: "EXPIRED"
    case .evidence: "evidence MISSING or different"
    default: "not checked"
    }
  }
}
