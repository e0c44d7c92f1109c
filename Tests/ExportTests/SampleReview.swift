import Checklist
import Foundation
import Report
import Review
import Signing
import Testing

@testable import Export

/// Reports written with fixed keys and times, so that every byte of them is the same each time.
struct SampleReview {
  static let checklist = """
    format: postflight-checklist/1
    id: sample
    version: 1.2.0
    title: After the deployment
    facts:
      - id: provider
        ask: Where does it run?
        choices: {aws: Amazon Web Services, own: Own servers}
      - id: geo
        ask: Is there a second site?
        choices: {'yes': 'Yes, one or more', 'no': 'No, a single site'}
      - id: domain
        ask: What is the host name?
        pattern: "[a-z.]+"
    sections:
      - id: backup
        title: Backups
        steps:
    \(step("backup.daily", "A backup is made each day", record: "Last backup", severity: "high"))
    \(step("backup.restore", "A restore was tested", severity: "high"))
    \(step("backup.offsite", "A copy lies elsewhere"))
    \(step("backup.keys", "The keys in `/etc/gitlab` are kept", validFor: "365d"))
      - id: security
        title: Security
        steps:
    \(step("security.tls", "The certificates are ours", severity: "high", validFor: "30d"))
    \(step("security.sso", "Everybody signs in once", severity: "low"))
    \(step("security.audit", "Audit events are kept"))
    \(step("security.deep", "Kernels are hardened", level: "thorough"))
      - id: site
        title: Second site
        when: {geo: 'yes'}
        steps:
    \(step("site.replica", "The second site follows"))

    """

  static let moment = timestamp("2026-06-01T12:00:00Z")
  static let principals = ["alice@ops.example", "bob@sec.example"]

  let bytes: [UInt8]

  /// The report as read and judged; `isTrusted` looks the signers up in a list with both of them.
  func source(
    isTrusted: Bool = true, changing change: (inout [UInt8]) -> Void = { _ in },
    evidence: EvidenceState = .intact, at moment: Timestamp = Self.moment
  ) throws -> ExportSource {
    var bytes = bytes
    change(&bytes)
    let reading = ReportReading(bytes)
    var policy = VerificationPolicy(moment: moment)
    if isTrusted {
      let lines = try Self.principals.indices.map { index in
        "\(Self.principals[index]) \(try Self.key(index).publicKey.openSSH)\n"
      }
      policy.trustList = try TrustList(bytes: Array(lines.joined().utf8))
    }
    return ExportSource(
      reading: reading, verdict: Verdict(reading, policy: policy) { _ in evidence },
      name: "production.report.jsonl", moment: moment, isTrustChecked: isTrusted)
  }

  static func key(_ index: Int) throws -> Ed25519SigningKey {
    try Ed25519SigningKey(seed: [UInt8](repeating: UInt8(index + 1), count: 32))
  }

  static func identity(_ index: Int) throws -> Identity {
    Identity(principal: principals[index], signer: try key(index))
  }

  static func timestamp(_ text: String) -> Timestamp {
    Timestamp(text) ?? Timestamp(seconds: 0)
  }

  /// A new report by the first principal in a folder of its own, handed to one closure and then,
  /// opened by the second principal, to another.
  static func make(
    environment: String = "production", approvals: Int = 0, checklist: String = Self.checklist,
    approve: ((ReportFile) throws -> Void)? = nil, _ write: (ReportFile) throws -> Void
  ) throws -> SampleReview {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "postflight-export-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "production.report.jsonl").path
    let header = Header(
      report: "0b5c7a52-6b1e-4f0a-9d3e-2f4d6c8a1e90", environment: environment,
      profile: .standard,
      checklists: [
        Header.File(name: "sample.yaml", sha256: digest(checklist), text: checklist)
      ],
      requiredReviews: 1, requiredApprovals: approvals, tool: "postflight/1.0.0")
    try write(
      ReportOpening.make(
        path, header: header, identity: identity(0), at: timestamp("2026-03-02T08:00:00Z")))
    if let approve {
      try approve(
        ReportOpening.open(
          path, identity: identity(1), startsSession: false, at: timestamp("2026-03-04T08:00:00Z")))
    }
    return SampleReview(bytes: try ReportBytes.read(path))
  }

  static func digest(_ text: String) -> String {
    var state = SHA256State()
    state.update(Array(text.utf8))
    return Hex.encode(state.digest())
  }

  private static func step(
    _ id: String, _ title: String, record: String? = nil, severity: String = "medium",
    level: String = "essential", validFor: String? = nil
  ) -> String {
    let record = record.map { "\n        record: {label: \($0), type: text}" } ?? ""
    let valid = validFor.map { "\n        valid_for: \($0)" } ?? ""
    return """
            - id: \(id)
              title: \(title)
              ask: Is it so that "\(title)"?
              why: Because.
              check: [{do: Look.}]
              expect: It is so.
              fix: Mend it.
              severity: \(severity)
              level: \(level)
              references: [{title: T, url: "https://t.example"}]
      """ + record + valid
  }
}

// The reports of the golden files: everything that a report can hold.
extension SampleReview {
  /// Answers of every kind, a reopening, two signers.
  static func complete() throws -> SampleReview {
    try make(approvals: 1, approve: approve) { file in
      try answerFirst(file)
      try sealAndReview(file, at: "2026-03-02T10:00:00Z")
      let reason = "The restore was tested after all,\nit failed."
      try file.append([.reopen(Reopening(reason: reason))], at: timestamp("2026-03-03T09:00:00Z"))
      let failure = Answer(
        step: "backup.restore", outcome: .fail,
        comment: "Restore stopped at 40%.\n\nSee #12, log:\n  /close\n  ERROR  @all",
        plan: try plan(.fix, "ops team", "2026-05-01", "Needs a larger disk (10 TB)"))
      try file.append([.answer(failure)], at: timestamp("2026-03-03T09:05:00Z"))
      try sealAndReview(file, at: "2026-03-03T09:10:00Z")
    }
  }

  private static func sealAndReview(_ file: ReportFile, at time: String) throws {
    try file.append([.seal(file.review.sealFigures)], at: timestamp(time))
    try file.sign(
      Intent(
        signer: principals[0], name: "Alice Ämter", role: .review, decision: .performed,
        meaning: "I answered every question myself."),
      at: timestamp(time))
  }

  private static func approve(_ file: ReportFile) throws {
    try file.sign(
      Intent(
        signer: principals[1], name: "Bob *B*", role: .approve, decision: .approved,
        meaning: "I read the report."),
      at: timestamp("2026-03-04T09:00:00Z"))
  }

  private static func answerFirst(_ file: ReportFile) throws {
    let output = "total 1\n-rw------- backup.tar"
    let note = "Wrong host."
    try file.append(
      [
        .fact(FactValue(fact: "provider", value: "own")),
        .fact(FactValue(fact: "geo", value: "yes")),
        .answer(Answer(step: "site.replica", outcome: .pass)),
        .fact(FactValue(fact: "geo", value: "no")),
        .answer(Answer(step: "backup.daily", outcome: .fail, comment: "No cron entry")),
        .evidence(
          Evidence(
            step: "backup.daily", name: "note", sha256: digest(note), size: note.utf8.count,
            mediaType: "text/plain", source: .text(note))),
        .evidence(
          Evidence(
            step: "backup.daily", name: "ls|backups", sha256: digest(output),
            size: output.utf8.count, mediaType: "text/plain",
            source: .command(output: output, line: "ls -l /var/opt | tail", exit: 0))),
        .answer(
          Answer(step: "backup.daily", outcome: .pass, comment: "Since 02:00", record: "2026-03-02")
        ),
        .answer(
          Answer(
            step: "backup.offsite", outcome: .notApplicable, comment: "Tape leaves the house daily."
          )
        ),
        .answer(
          Answer(
            step: "backup.keys", outcome: .fail, comment: "They lie on the same disk.",
            plan: plan(.accept, "carol", "2026-12-31", ""))),
        .answer(Answer(step: "security.tls", outcome: .pass)),
        .answer(
          Answer(
            step: "security.sso", outcome: .fail, comment: "Two accounts left.",
            plan: plan(.accept, "", "2026-04-30", "They leave in April"))),
      ], at: timestamp("2026-03-02T09:00:00Z"))
    let wrong = file.review.evidence["backup.daily"]?.first?.seq ?? 0
    try file.append(
      [.retract(Retraction(of: wrong, reason: "another machine"))],
      at: timestamp("2026-03-02T09:30:00Z"))
  }

  private static func plan(
    _ kind: Plan.Kind, _ owner: String, _ until: String, _ reason: String
  ) throws -> Plan {
    try Plan(
      kind: kind, owner: owner, until: #require(CalendarDay(until)), reason: reason)
  }

  /// Every step passes, but for one that FAILs with a plan, and both principals have signed.
  static func finished(failing: String? = nil) throws -> SampleReview {
    try make(approvals: 1, approve: approve) { file in
      let time = timestamp("2026-03-02T09:00:00Z")
      for (fact, value) in [("provider", "own"), ("geo", "yes"), ("domain", "a.example")] {
        try file.append([.fact(FactValue(fact: fact, value: value))], at: time)
      }
      let steps = file.review.applicableSteps.map(\.step.id)
      try file.append(steps.map { .answer(Answer(step: $0, outcome: .pass)) }, at: time)
      if let failing {
        let comment = String(repeating: "Long. ", count: 500)
        let plan = try plan(.accept, "carol", "2026-12-31", "So it is.")
        try file.append(
          [.answer(Answer(step: failing, outcome: .fail, comment: comment, plan: plan))], at: time)
      }
      try sealAndReview(file, at: "2026-03-02T10:00:00Z")
    }
  }

  /// A report whose every text tries to be something else.
  static func hostile() throws -> SampleReview {
    let hostile = MarkdownTextTests.hostile.map(\.0).joined(separator: "\n")
    let short = "</details> @all\n/close\n![x](https://e.example) #1"
    return try make(environment: "<b>@all</b> #1 \u{202e}x") { file in
      try file.append(
        [
          .answer(
            Answer(
              step: "backup.daily", outcome: .fail, comment: hostile, record: short,
              plan: Plan(
                kind: .fix, owner: "@all </details>\n/close", until: moment.day,
                reason: short))),
          .evidence(
            Evidence(
              step: "backup.daily", name: "a|b`c<img>@all", sha256: digest("x"),
              size: 1, mediaType: "text/plain",
              source: .command(output: "x", line: "`rm` $(x) @all\n/close", exit: 1))),
        ], at: moment)
      let seq = file.review.evidence["backup.daily"]?.first?.seq ?? 0
      try file.append([.retract(Retraction(of: seq, reason: short))], at: moment)
      try file.append([.seal(file.review.sealFigures)], at: moment)
      try file.sign(
        Intent(
          signer: principals[0], name: "@all ![x](y)\n# h", role: .review,
          decision: .performed, meaning: short), at: moment)
    }
  }
}

extension ReportOpening {
  /// Makes a report of checklists that nobody has read yet.
  static func make(
    _ path: String, header: Header, identity: Identity, at now: Timestamp
  ) throws -> ReportFile {
    let sources = header.checklists.map {
      ChecklistSource(name: $0.name, path: $0.name, bytes: Array($0.text.utf8))
    }
    let checklists = try #require(ChecklistReader.read(sources, rules: .form).set)
    return try make(path, header: header, checklists: checklists, identity: identity, at: now)
  }
}
