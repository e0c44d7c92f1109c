import Checklist
public import Review
import Signing

/// The outcome of every check: the faults found, and the code that sums them up.
public struct Verdict: Sendable {
  /// Every fault of the layer that found any; empty only for a complete report.
  public private(set) var faults: [Fault] = []

  /// The exit code.
  public var code: ExitCode { ExitCode.first(of: faults.map(\.code)) }

  /// A verdict about a report that could not even be opened.
  public init(_ fault: Fault) {
    faults = [fault]
  }

  /// Adds a fault that was found outside: of what lies beside the report.
  public mutating func add(_ fault: Fault) {
    add(fault.code, line: fault.line, fault.message)
  }

  /// Judges a report that was read.
  ///
  /// - Parameters:
  ///   - reading: the report's layers form, proof and meaning.
  ///   - policy: what is asked of it.
  ///   - evidence: the state of an evidence file; asked only for evidence that is a file.
  public init(
    _ reading: ReportReading, policy: VerificationPolicy,
    evidence: (Evidence) -> EvidenceState
  ) {
    guard reading.faults.isEmpty, let review = reading.review else {
      faults = reading.faults
      return
    }
    judgeTrust(reading, review, policy)
    judgePermission(reading, review, policy)
    judgeIdentity(review, policy)
    judgeExpiry(review, policy)
    judgeEvidence(review, evidence)
    judgeEnd(reading, review)
    judgeCompleteness(review, policy)
    judgeFindings(review, policy)
  }

  // Many lines may fail for one reason; one fault, at the first of them, says it.
  private mutating func add(_ code: ExitCode, line: Int? = nil, _ message: String) {
    guard !faults.contains(where: { $0.code == code && $0.message == message }) else { return }
    faults.append(Fault(code, line: line, message))
  }

  private mutating func judgeTrust(
    _ reading: ReportReading, _ review: Review, _ policy: VerificationPolicy
  ) {
    guard let trustList = policy.trustList else {
      add(
        .untrusted,
        "no trust list was given: name one with --allowed-signers; "
          + "`postflight keys --allowed-signers` prints the line that a signer hands over")
      return
    }
    for signature in judged(reading, review) {
      let verdict = trustList.judge(
        key: signature.key, certificate: signature.certificate, principal: signature.signer,
        namespace: signature.namespace.rawValue, at: signature.time.seconds)
      switch verdict {
      case .trusted: break
      case .unknownKey:
        add(
          .untrusted, line: signature.seq + 1,
          signature.certificate.map {
            "the authority \($0.authority.fingerprint), which certifies the key of "
              + "\(signature.signer), is not in the trust list"
          }
            ?? "the key \(signature.key.fingerprint) of \(signature.signer) is not in the trust list"
        )
      case .notPermitted(let reason):
        add(
          .notPermitted, line: signature.seq + 1,
          "\(signature.signer) with the key \(signature.key.fingerprint): \(reason)")
      }
    }
  }

  private mutating func judgePermission(
    _ reading: ReportReading, _ review: Review, _ policy: VerificationPolicy
  ) {
    for signature in judged(reading, review) {
      if policy.revoked?.revokes(signature.key, signature.certificate) == true {
        add(
          .notPermitted, line: signature.seq + 1,
          "the key \(signature.key.fingerprint) of \(signature.signer) is revoked")
      }
      if !signature.isTouched {
        add(
          .notPermitted, line: signature.seq + 1,
          "the security key of \(signature.signer) signed without a touch")
      }
    }
    for cover in review.authorship.foreignCovers {
      add(
        .notPermitted, line: cover.seq + 1,
        "the first signature over lines of \(cover.owner) is by \(cover.signer)")
    }
    for signature in review.roleSignatures where !signature.isVoid {
      let fault = review.roleFault(
        signature.intent.role, signer: signature.intent.signer, key: signature.key,
        before: signature.seq)
      if let fault { add(.notPermitted, line: signature.seq + 2, fault) }
    }
  }

  // Role signatures that a reopen voided are history: right, but not judged; unless one was the
  // first to vouch for lines that still count.
  private func judged(
    _ reading: ReportReading, _ review: Review
  ) -> [ReportReading.CheckedSignature] {
    let void = Set(review.roleSignatures.filter(\.isVoid).map { $0.seq + 1 })
      .subtracting(review.authorship.firstCovers)
    return reading.signatures.filter { !void.contains($0.seq) }
  }

  private mutating func judgeIdentity(_ review: Review, _ policy: VerificationPolicy) {
    let header = review.header
    if let wanted = policy.environment, !wanted.utf8.elementsEqual(header.environment.utf8) {
      add(.different, line: 1, "the report is about another environment than the one asked for")
    }
    if let wanted = policy.report, wanted != header.report {
      add(.different, line: 1, "the report is \(header.report), not \(wanted)")
    }
    for wanted in policy.checklistDigests
    where !header.checklists.contains(where: { $0.sha256 == wanted }) {
      add(.different, line: 1, "no checklist of the report has the SHA-256 \(wanted)")
    }
    if let wanted = policy.requiredProfile, header.profile < wanted {
      add(
        .different, line: 1,
        "the report's profile is \(header.profile.rawValue), smaller than \(wanted.rawValue)")
    }
  }

  private mutating func judgeExpiry(_ review: Review, _ policy: VerificationPolicy) {
    for step in review.expired(at: policy.moment) {
      let answer = review.answer(to: step.id)
      add(
        .expired, line: answer.map { $0.seq + 1 },
        "the answer to \(step.id) is older than \(step.validForDays ?? 0) days: "
          + "check the step again")
    }
  }

  private mutating func judgeEvidence(
    _ review: Review, _ state: (Evidence) -> EvidenceState
  ) {
    let standing = review.evidence.values.joined().filter { $0.retraction == nil }
    for item in standing.sorted(by: { $0.seq < $1.seq }) where item.evidence.source == .file {
      switch state(item.evidence) {
      case .intact: break
      case .missing:
        add(
          .evidence, line: item.seq + 1,
          "the evidence file \(item.evidence.sha256) of \(item.evidence.step) is missing")
      case .different:
        add(
          .evidence, line: item.seq + 1,
          "the evidence file \(item.evidence.sha256) of \(item.evidence.step) holds other bytes")
      }
    }
    guard review.isSealed else { return }
    for step in review.passesWithoutRequiredEvidence {
      add(.evidence, "the step \(step.id) passes without the evidence that it requires")
    }
  }

  private mutating func judgeEnd(_ reading: ReportReading, _ review: Review) {
    if let tail = reading.tornTail {
      add(
        .torn, line: reading.entries.count + 1,
        "the last \(tail.count) bytes are torn: the writer was cut off; resume the report")
    }
    if let seq = review.authorship.firstUncovered {
      add(.unsigned, line: seq + 1, "the lines from here on stand after the last signature")
    }
  }

  private mutating func judgeCompleteness(_ review: Review, _ policy: VerificationPolicy) {
    if !review.isSealed { add(.incomplete, "the report is not sealed") }
    let open = review.sealFigures.open
    if !open.isEmpty {
      let names = open.prefix(5).joined(separator: ", ") + (open.count > 5 ? ", …" : "")
      add(.incomplete, "\(open.count) \(open.count == 1 ? "step is" : "steps are") open: \(names)")
    }
    let standing = review.standing(atLeastApprovals: policy.requiredApprovals)
    if standing.reviews.count < standing.requiredReviews {
      add(
        .incomplete,
        "\(standing.reviews.count) of \(standing.requiredReviews) review signatures are there")
    }
    if standing.approvals.count < standing.requiredApprovals {
      add(
        .incomplete,
        "\(standing.approvals.count) of \(standing.requiredApprovals) approvals are there")
    }
    for rejection in standing.rejections {
      add(.incomplete, line: rejection.seq + 1, "\(rejection.intent.signer) rejected the report")
    }
  }

  private mutating func judgeFindings(_ review: Review, _ policy: VerificationPolicy) {
    guard let severity = policy.failOn else { return }
    for step in review.unacceptedFindings(from: severity, on: policy.moment.day) {
      add(
        .finding, line: review.answer(to: step.id).map { $0.seq + 1 },
        "\(step.id) is FAIL, severity \(step.severity.rawValue), and no acceptance holds")
    }
  }
}
