import Checklist
import Report
import Review
import Signing
import Testing

/// Several faults at once: which code wins, and how often each is told.
struct VerdictTests {
  /// Answered with a file as evidence, not sealed.
  private static let base = Result { () throws -> [UInt8] in
    let fixture = try ReportFixture()
    let file = try fixture.make()
    try file.append(ReportFixture.answers[1], at: ReportFixture.at(1))
    let copy = Evidence(
      step: "a", name: "f", sha256: Digest.sha256("f"), size: 1, mediaType: "text/plain",
      source: .file)
    try file.append([.evidence(copy)], at: ReportFixture.at(2))
    try file.append([.answer(Answer(step: "c", outcome: .pass))], at: ReportFixture.at(3))
    try file.append([.answer(Answer(step: "c", outcome: .pass))], at: ReportFixture.at(4))
    return try fixture.bytes()
  }

  /// Every fault of layer 5 at once; then the strongest is taken away, one by one.
  @Test func theStrongestCodeWins() throws {
    let whole = try Self.base.get()
    let unsigned = Array(lines(of: whole).dropLast().joined())
    var policy = VerificationPolicy(moment: ReportFixture.at(400 * 86_400))
    policy.trustList = try ReportFixture.trust([ReportFixture.bob])
    policy.revoked = try RevocationList(
      bytes: Array((ReportFixture.ann.signer.publicKey.openSSH + "\n").utf8))
    policy.environment = "another"
    policy.failOn = .low
    var evidence = EvidenceState.missing
    var bytes = unsigned + Array("{\"torn".utf8)
    func code() -> ExitCode { ReportFixture.verdict(bytes, policy, evidence: evidence).code }

    #expect(code() == .untrusted)
    policy.trustList = nil
    #expect(code() == .untrusted)
    policy.trustList = try ReportFixture.trust()
    #expect(code() == .notPermitted)
    policy.revoked = nil
    #expect(code() == .different)
    policy.environment = "prod é"
    #expect(code() == .expired)
    policy.moment = ReportFixture.at(30 * 86_400)
    #expect(code() == .evidence)
    evidence = .different
    #expect(code() == .evidence)
    evidence = .intact
    #expect(code() == .torn)
    bytes = unsigned
    #expect(code() == .unsigned)
    bytes = whole
    #expect(code() == .incomplete)
    bytes[bytes.count - 20] ^= 1
    #expect([.broken, .malformed].contains(code()))
  }

  @Test func codesInTheirOrder() {
    #expect(ExitCode.first(of: []) == .success)
    let order: [ExitCode] = [
      .usage, .noInput, .inputOutput, .malformed, .broken, .untrusted, .notPermitted, .different,
      .expired, .evidence, .torn, .unsigned, .incomplete, .finding,
    ]
    for (index, code) in order.enumerated() {
      #expect(ExitCode.first(of: order[index...].reversed()) == code)
    }
  }

  @Test func aFindingIsTheWeakest() throws {
    var policy = try ReportFixture.policy()
    let bytes = try ReportFixture.complete.get()
    policy.failOn = .low
    // The acceptance of b holds through 2027-01-31.
    policy.moment = try #require(Timestamp("2026-10-01T00:00:00Z"))
    #expect(ReportFixture.verdict(bytes, policy).code == .success)
    policy.moment = try #require(Timestamp("2027-02-01T00:00:00Z"))
    let late = ReportFixture.verdict(bytes, policy)
    #expect(late.code == .expired)
    #expect(Set(late.faults.map(\.code)) == [.expired, .finding])
    policy.failOn = .medium
    #expect(Set(ReportFixture.verdict(bytes, policy).faults.map(\.code)) == [.expired])
  }

  @Test func oneReasonIsToldOnceAtItsFirstLine() throws {
    let bytes = try ReportFixture.complete.get()
    let verdict = ReportFixture.verdict(bytes, try ReportFixture.policy([ReportFixture.eve]))
    #expect(verdict.faults.map(\.code) == [.untrusted, .untrusted])
    #expect(verdict.faults.map(\.line) == [3, lines(of: bytes).count])
    let partly = ReportFixture.verdict(bytes, try ReportFixture.policy([ReportFixture.ann]))
    #expect(partly.faults.map(\.line) == [lines(of: bytes).count])
    var none = try ReportFixture.policy()
    none.trustList = nil
    #expect(ReportFixture.verdict(bytes, none).faults.count == 1)
  }

  @Test func moreApprovalsThanTheReportAsksFor() throws {
    var policy = try ReportFixture.policy()
    policy.requiredApprovals = 2
    let verdict = ReportFixture.verdict(try ReportFixture.complete.get(), policy)
    #expect(verdict.code == .incomplete)
    #expect(verdict.faults.count == 1)
  }

  @Test(arguments: [
    ("environment", ExitCode.different), ("report", .different), ("digest", .different),
    ("profile", .different), ("all fit", .success),
  ])
  func whatWasAskedFor(what: String, code: ExitCode) throws {
    var policy = try ReportFixture.policy()
    policy.environment = "prod é"
    policy.report = ReportFixture.header().report
    policy.checklistDigests = [Digest.sha256(ReportFixture.checklist)]
    policy.requiredProfile = .essential
    switch what {
    // The same characters for Swift, other bytes.
    case "environment": policy.environment = "prod e\u{301}"
    case "report": policy.report = "00000000-0000-4000-8000-000000000000"
    case "digest": policy.checklistDigests.append(Digest.sha256(""))
    case "profile": policy.requiredProfile = .standard
    default: break
    }
    #expect(ReportFixture.verdict(try ReportFixture.complete.get(), policy).code == code)
  }
}
