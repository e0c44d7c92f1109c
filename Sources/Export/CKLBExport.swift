import Checklist
import Report
import Review
import TextGrid

/// A report as a checklist of STIG Viewer 3 (CKLB 1.0), which STIG Manager takes too: a STIG for
/// each checklist, a rule for each step that applies.
struct CKLBExport {
  let text: String

  /// STIG Manager keeps this many UTF-16 units of details and comments, and of an asset's name.
  static let longestText = 32_767
  static let longestName = 255

  init(_ source: ExportSource) {
    let exported = ExportedReview(source)
    let environment = exported?.review.header.environment ?? "NOT VERIFIED"
    let mark = source.isVerified ? "" : "NOT VERIFIED: "
    text = IndentedJSON.encode(
      .object(of: [
        "title": Self.line("\(mark)post-deployment review of \(environment)"),
        "cklb_version": .string("1.0"),
        "id": .string(DerivedUUID.of("cklb", exported?.review.header.report ?? source.name)),
        "target_data": Self.target(source, exported, environment),
        "stigs": .array(exported.map(Self.stigs) ?? []),
      ]))
  }

  private static func target(
    _ source: ExportSource, _ exported: ExportedReview?, _ environment: String
  ) -> JSONValue {
    let name = SafeText.line(environment)
    return .object(of: [
      // An environment is no single machine.
      "target_type": .string("Non-Computing"),
      "host_name": .string(cut(name, to: longestName, "…")), "ip_address": .string(""),
      "mac_address": .string(""), "fqdn": .string(""), "role": .string("None"),
      "technology_area": .string(""), "web_db_site": .string(""),
      "web_db_instance": .string(""),
      "comments": block(about(source, exported), where: source.name),
    ])
  }

  private static func about(_ source: ExportSource, _ exported: ExportedReview?) -> String {
    guard let exported else { return "\(ExportSource.notVerified)\n\(source.faultText)" }
    let review = exported.review
    let first = source.isVerified ? [] : [ExportSource.notVerified, source.faultText]
    return
      (first + [
        "\(exported.verdict.words). \(exported.state).",
        "Report \(review.header.report), last seq \(review.lastSeq), sha256 "
          + (source.reading.headDigest(atSeq: review.lastSeq) ?? ""),
        "Environment: \(review.header.environment)",
        exported.secondPerson, exported.trust, exported.judged,
      ] + exported.knownFacts.map { "Fact \($0.fact.id) = \($0.value)" }).joined(separator: "\n")
  }

  private static func stigs(_ exported: ExportedReview) -> [JSONValue] {
    let review = exported.review
    return zip(review.header.checklists, review.checklists.checklists).map { file, checklist in
      let stig = DerivedUUID.of("stig", file.sha256)
      return .object(of: [
        "stig_name": line(checklist.title), "display_name": line(checklist.title),
        "stig_id": .string(checklist.id), "release_info": line("Version \(checklist.version)"),
        "uuid": .string(stig), "reference_identifier": .null,
        // Those that do not apply too: a reader sees that rules were left out.
        "size": .integer(checklist.sections.reduce(0) { $0 + $1.steps.count }),
        "rules": .array(
          checklist.sections.flatMap { section in
            section.steps.filter { review.applies($0.id) }.map { step in
              rule(step, section, stig, exported)
            }
          }),
      ])
    }
  }

  private static func rule(
    _ step: Step, _ section: Section, _ stig: String, _ exported: ExportedReview
  ) -> JSONValue {
    let report = exported.review.header.report
    let latest = exported.review.answer(to: step.id)
    let place =
      exported.source.name + (latest.map { ", line \($0.seq + 1)" } ?? "")
    let (status, comments) = judged(step, exported)
    let id = JSONValue.string(step.id)
    var members: [String: JSONValue] = [
      "uuid": .string(DerivedUUID.of("rule", report, step.id)), "stig_uuid": .string(stig),
      "group_id": id, "group_id_src": id, "rule_id": id, "rule_id_src": id, "rule_version": id,
      "target_key": .null, "stig_ref": .null, "reference_identifier": .null,
      "check_content_ref": .null, "weight": .string("10.0"), "classification": .string(""),
      "severity": .string(step.severity.rawValue), "status": .string(status),
      "rule_title": line(step.title), "group_title": line(section.title),
      "group_tree": .array([
        .object(of: [
          "id": .string(section.id), "title": line(section.title),
          "description": text(section.summary ?? ""),
        ])
      ]),
      "discussion": text(discussion(of: step)), "check_content": text(check(of: step)),
      "fix_text": text(step.fix), "legacy_ids": .array([]), "ccis": .array([]),
      "overrides": .object([]), "comments": block(comments, where: place),
      "finding_details": block(exported.answerText(of: step), where: place),
    ]
    for key in [
      "false_positives", "false_negatives", "documentable", "mitigations", "potential_impacts",
      "third_party_tools", "mitigation_control", "responsibility", "security_override_guidance",
      "ia_controls",
    ] { members[key] = .string("") }
    return .object(of: members)
  }

  private static func judged(
    _ step: Step, _ exported: ExportedReview
  ) -> (status: String, comments: String) {
    switch exported.verdict(of: step) {
    case .pass: return ("not_a_finding", "")
    case .notApplicable: return ("not_applicable", "")
    case .open(let reason): return ("not_reviewed", reason)
    case .fail, .accepted:
      let plan = exported.finding(of: step.id)?.answer.answer.plan
      let lines =
        [exported.outcomeWords(of: step)] + (plan.map { [ExportedReview.text(of: $0)] } ?? [])
      return ("open", lines.joined(separator: "\n"))
    }
  }

  private static func discussion(of step: Step) -> String {
    ([step.why] + step.references.map { "See \($0.title): \($0.url)" }
      + step.covers.map { "Covers: \($0)" }).joined(separator: "\n")
  }

  private static func check(of step: Step) -> String {
    let checks = step.check.flatMap { check in
      ["- \(check.action)"] + (check.command.map { ["  $ \($0)"] } ?? [])
    }
    return ([step.ask] + checks + ["Expected: \(step.expect)"]).joined(separator: "\n")
  }
}

// Texts of others, made safe to show.
extension CKLBExport {
  private static func line(_ text: String) -> JSONValue { .string(SafeText.line(text)) }

  private static func text(_ text: String) -> JSONValue {
    .string(SafeText.block(text).joined(separator: "\n"))
  }

  private static func block(_ text: String, where place: String) -> JSONValue {
    .string(
      cut(
        SafeText.block(text).joined(separator: "\n"), to: longestText,
        "\n[Cut here. The whole text is in the report: \(SafeText.line(place)).]"))
  }

  /// The text, or as much of its beginning as has room before a note, in UTF-16 units.
  static func cut(_ text: String, to limit: Int, _ note: String) -> String {
    guard text.utf16.count > limit else { return text }
    var room = limit - note.utf16.count
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      room -= UTF16.width(scalar)
      guard room >= 0 else { break }
      kept.append(scalar)
    }
    return String(kept) + note
  }
}
