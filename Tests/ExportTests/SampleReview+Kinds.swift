import Checklist
import Report
import Review
import Testing

@testable import Export

// Reports of every kind that a format has to cope with.
extension SampleReview {
  /// Small, new, hostile, hostile to its last byte, not verified, not readable.
  static func everyKind() throws -> [(name: String, source: ExportSource)] {
    let sample = try complete()
    return [
      ("small", try sample.source()),
      ("small, no trust list", try sample.source(isTrusted: false)),
      ("small, before anything expires", try sample.source(at: timestamp("2026-03-05T00:00:00Z"))),
      ("finished", try finished().source(at: timestamp("2026-03-05T00:00:00Z"))),
      ("empty", try make { _ in }.source()),
      ("hostile", try hostile().source(isTrusted: false)),
      ("hostile, longest", try longest().source(isTrusted: false)),
      ("not verified", try sample.source { $0.removeLast(10) }),
      ("not readable", try sample.source { $0[$0.count / 2] ^= 1 }),
    ]
  }

  private static let weapons =
    "\u{1b}[2J</testcase>]]><script>alert(1)</script> & \"'`{{x}} =1+1 @all \u{202e}txt\u{0}\u{1}"
    + " \u{FFFE}\u{85}\u{301} [[ATTACHMENT|/etc/passwd]] שלום مرحبا 🙂\r\n\t"

  /// A checklist and answers whose every text is hostile, and comments as long as they may be.
  static func longest() throws -> SampleReview {
    let checklist = """
      format: postflight-checklist/1
      id: hostile
      version: \(quoted)
      title: \(quoted)
      facts: [{id: domain, ask: \(quoted), pattern: ".*"}]
      sections:
        - id: one
          title: \(quoted)
          steps:
      \(["first", "second", "third", "fourth"].map(hostileStep).joined(separator: "\n"))

      """
    let comment = String(
      repeating: weapons, count: 65_536 / weapons.utf8.count)
    return try make(environment: weapons, checklist: checklist) { file in
      let accepted = Plan(kind: .accept, owner: weapons, until: moment.day, reason: comment)
      let fix = Plan(kind: .fix, owner: weapons, until: moment.day, reason: comment)
      try file.append(
        [
          .answer(
            Answer(
              step: "first", outcome: .fail, comment: comment, record: comment, plan: accepted)),
          .answer(Answer(step: "second", outcome: .fail, comment: comment, plan: fix)),
          .answer(Answer(step: "third", outcome: .notApplicable, comment: comment)),
          .answer(Answer(step: "fourth", outcome: .pass, comment: comment, record: comment)),
          .evidence(
            Evidence(
              step: "fourth", name: weapons.replacing("/", with: "|"), sha256: digest(weapons),
              size: weapons.utf8.count, mediaType: "text/plain", source: .text(weapons))),
        ], at: moment)
      try file.append([.seal(file.review.sealFigures)], at: moment)
    }
  }

  // The same in YAML's double quotes.
  private static var quoted: String {
    let escapes = weapons.unicodeScalars.map { scalar in
      (0x20...0x7E).contains(scalar.value) && scalar != "\"" && scalar != "\\"
        ? String(scalar)
        : "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
          + String(scalar.value, radix: 16)
    }
    return "\"\(escapes.joined())\""
  }

  private static func hostileStep(_ id: String) -> String {
    """
          - {id: \(id), title: \(quoted), ask: \(quoted), why: \(quoted), expect: \(quoted),
             fix: \(quoted), check: [{do: \(quoted), run: \(quoted)}], severity: high,
             level: essential, record: {label: \(quoted), type: text}, covers: [\(quoted)],
             references: [{title: \(quoted), url: \(quoted)}]}
    """
  }

  /// 10,000 steps, all answered: of each ten one accepted FAIL, one FAIL, one n/a.
  ///
  /// Made once for all tests.
  static let large = Result { try makeLarge().source() }

  private static func makeLarge() throws -> SampleReview {
    let steps = (0..<10_000).map { index in
      "      - {id: step-\(index), title: Step \(index), ask: Is it so?, why: Because., "
        + "check: [{do: Look.}], expect: It is., fix: Mend it., severity: medium, "
        + "level: essential}"
    }
    let checklist = """
      format: postflight-checklist/1
      id: large
      version: "1"
      title: Large
      sections:
        - id: one
          title: One
          steps:
      \(steps[..<4_000].joined(separator: "\n"))
        - id: two
          title: Two
          steps:
      \(steps[4_000...].joined(separator: "\n"))

      """
    let plan = Plan(kind: .accept, owner: "carol", until: moment.day, reason: "Known.")
    return try make(checklist: checklist) { file in
      try file.append(
        (0..<10_000).map { index in
          let outcomes: [Outcome] = [.fail, .fail, .notApplicable]
          let kind = index % 10
          return .answer(
            Answer(
              step: "step-\(index)", outcome: kind < 3 ? outcomes[kind] : .pass,
              comment: kind < 3 ? "Seen on host \(index)." : "", plan: kind == 0 ? plan : nil))
        }, at: moment)
      try file.append([.seal(file.review.sealFigures)], at: moment)
    }
  }
}
