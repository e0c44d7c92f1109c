import Checklist
import Report
import Review

// Plain text for formats that have one field for all that they cannot say. Texts of others stand
// two spaces in, so that none of them looks like a line of ours.
extension ExportedReview {
  /// Who answered a step that applies, what and why; the plan; evidence that counts.
  func answerText(of step: Step) -> String {
    var lines: [String] = []
    if let latest = review.answer(to: step.id) {
      lines.append("By \(latest.signer), \(latest.time), line \(latest.seq + 1)")
      lines += Self.said("Comment", latest.answer.comment)
      let record = step.record.map { "Record, \($0.label)" } ?? "Record"
      lines += Self.said(record, latest.answer.record)
      if let plan = latest.answer.plan { lines += Self.lines(of: plan) }
    } else {
      lines.append("Nobody answered.")
    }
    for item in review.standingEvidence(of: step.id) { lines += Self.lines(of: item.evidence) }
    return lines.joined(separator: "\n")
  }

  /// A plan's kind, last day, owner and reason.
  static func text(of plan: Plan) -> String {
    lines(of: plan).joined(separator: "\n")
  }

  private static func lines(of plan: Plan) -> [String] {
    let owner = plan.owner.isEmpty ? "nobody named" : plan.owner
    return ["Plan: \(plan.kind.rawValue) until \(plan.until), owner \(owner)"]
      + said("Reason", plan.reason)
  }

  private static func lines(of evidence: Evidence) -> [String] {
    var lines = said("Evidence", evidence.name)
    lines.append("  \(evidence.size) bytes, sha256 \(evidence.sha256)")
    if case .command(_, let line, let exit) = evidence.source {
      lines += said("Command, exit status \(exit)", line)
    }
    return lines
  }

  /// A text of others under what it is; nothing for an empty text.
  static func said(_ label: String, _ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    return ["\(label):"]
      + text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.isEmpty ? "" : "  \($0)"
      }
  }

  /// What is known of the environment, a fact's identifier and its value, in order.
  var knownFacts: [(fact: Fact, value: String)] {
    review.askedFacts.compactMap { fact in review.value(of: fact.id).map { (fact, $0) } }
  }
}

extension ExportSource {
  static let notVerified =
    "NOT VERIFIED: this report did not pass its checks. Do not rely on what stands here."

  /// What verification found, one a line; the first twenty.
  var faultText: String {
    let told = 20
    var lines = verdict.faults.prefix(told).map { fault in
      let place = fault.line.map { "line \($0): " } ?? ""
      return "\(fault.code.rawValue), \(place)\(fault.message)"
    }
    let rest = verdict.faults.count - told
    if rest > 0 { lines.append("and \(rest) more") }
    return lines.joined(separator: "\n")
  }
}
