import Checklist
import Report
import Review
import Signing
import TextGrid

// A rule and a result for each step, in the order of the checklists.
extension SARIFRun {
  var rules: [JSONValue] {
    let facts = review.effectiveFacts
    return review.checklists.steps.map { placed in
      let step = placed.step
      let checklist = review.checklists.checklists[placed.checklist]
      let guidance = StepGuidance(step, facts: facts)
      let level = Self.level(of: step.severity)
      var tags = ["post-deployment"]
      for tag in [checklist.id, checklist.sections[placed.section].id] where !tags.contains(tag) {
        tags.append(tag)
      }
      var members: [String: JSONValue] = [
        "id": .string(step.id), "name": .string(Self.name(of: step)),
        "shortDescription": SARIFExport.message(step.title),
        "fullDescription": SARIFExport.message(step.ask),
        "help": .object(of: [
          "text": SARIFExport.shown(guidance.text), "markdown": .string(guidance.markdown),
        ]),
        "defaultConfiguration": .object(of: ["level": .string(level)]),
        "properties": .object(of: [
          "severity": .string(step.severity.rawValue), "level": .string(step.level.rawValue),
          // GitHub's words for how bad it is.
          "problem.severity": .string(level == "note" ? "recommendation" : level),
          "tags": .array(tags.map { .string($0) }),
        ]),
      ]
      if let url = step.references.first?.url, Address.isWeb(url) {
        members["helpUri"] = .string(url)
      }
      return .object(of: members)
    }
  }

  /// A name as other tools' rules have them: `BackupDaily` of `backup.daily`.
  private static func name(of step: Step) -> String {
    step.id.utf8.split { [0x2D, 0x2E, 0x5F].contains($0) }.map { part in
      let word = String(decoding: part, as: UTF8.self)
      return word.prefix(1).uppercased() + word.dropFirst()
    }.joined()
  }

  private static func level(of severity: Severity) -> String {
    switch severity {
    case .high: "error"
    case .medium: "warning"
    case .low: "note"
    }
  }

  var results: [JSONValue] {
    review.checklists.steps.enumerated().map { index, placed in
      result(of: placed, at: index)
    }
  }

  private func result(of placed: ChecklistSet.PlacedStep, at index: Int) -> JSONValue {
    let step = placed.step
    let (kind, words) = judgement(of: step)
    let checklist = review.checklists.checklists[placed.checklist]
    let section = checklist.sections[placed.section].id
    // The question itself stands on the first line, which holds the checklists.
    let line = (review.answer(to: step.id)?.seq ?? 0) + 1
    let location = SARIFExport.location(
      exported.source, line: line, path: [checklist.id, section, step.id])
    var members: [String: JSONValue] = [
      "ruleId": .string(step.id), "ruleIndex": .integer(index), "kind": .string(kind),
      "level": .string(kind == "fail" ? Self.level(of: step.severity) : "none"),
      "guid": .string(DerivedUUID.of(review.header.report, "step", step.id, version: 5)),
      "message": SARIFExport.message(text(of: step, words)),
      "locations": .array([location]), "partialFingerprints": fingerprints(of: step),
      "suppressions": .array(suppression(of: step).map { [$0] } ?? []),
      "properties": properties(of: step, checklist),
    ]
    let attachments = attachments(of: step)
    if !attachments.isEmpty { members["attachments"] = .array(attachments) }
    return .object(of: members)
  }

  /// SARIF's kind, and why.
  private func judgement(of step: Step) -> (kind: String, words: String) {
    if let rule = exported.exclusions[step.id] {
      let words = "does not apply, \(rule.words(review.header.profile))"
      return exported.source.isVerified ? ("notApplicable", words) : ("open", "NOT VERIFIED")
    }
    let words = exported.outcomeWords(of: step)
    return switch exported.verdict(of: step) {
    case .pass: ("pass", words)
    case .notApplicable: ("notApplicable", words)
    case .fail, .accepted: ("fail", words)
    case .open(let reason): ("open", reason)
    }
  }

  private func text(of step: Step, _ words: String) -> String {
    let first = "\(words): \(SafeText.line(step.title))"
    guard exported.exclusions[step.id] == nil else { return first }
    return "\(first)\n\(exported.answerText(of: step))"
  }

  /// The same for the same step of the same environment in every report, so that a tool knows the
  /// finding again; the second under the one name that GitHub looks at.
  private func fingerprints(of step: Step) -> JSONValue {
    var state = SHA256State()
    state.update(Array("\(review.header.environment)\n\(step.id)\n".utf8))
    let digest = Hex.encode(state.digest())
    return .object(of: [
      "postflightStep/v1": .string(digest), "primaryLocationLineHash": .string(digest),
    ])
  }

  private func suppression(of step: Step) -> JSONValue? {
    guard exported.verdict(of: step) == .accepted,
      let plan = review.answer(to: step.id)?.answer.plan
    else { return nil }
    return .object(of: [
      "kind": .string("external"), "status": .string("accepted"),
      "guid": .string(DerivedUUID.of(review.header.report, "acceptance", step.id, version: 5)),
      "justification": SARIFExport.shown(ExportedReview.text(of: plan)),
      "properties": .object(of: [
        "owner": SARIFExport.shown(plan.owner), "until": .string(plan.until.description),
      ]),
    ])
  }

  private func attachments(of step: Step) -> [JSONValue] {
    var told: Set<String> = []
    return review.standingEvidence(of: step.id).map(\.evidence).compactMap { item in
      guard let index = evidence[item.sha256], item.source == .file,
        told.insert(item.sha256).inserted
      else { return nil }
      return .object(of: [
        "description": SARIFExport.message(item.name),
        "artifactLocation": .object(of: [
          "uri": .string(address(of: item)), "index": .integer(index),
        ]),
      ])
    }
  }

  private func properties(of step: Step, _ checklist: Checklist) -> JSONValue {
    let latest = review.answer(to: step.id)
    var members: [String: JSONValue] = [
      "outcome": .string(review.outcome(of: step.id).rawValue),
      "applies": .boolean(review.applies(step.id)),
      "expired": .boolean(exported.expired.contains(step.id)),
      "checklist": .string(checklist.id), "severity": .string(step.severity.rawValue),
    ]
    if let number = exported.numbers[step.id] { members["number"] = .string(number) }
    if let rule = exported.exclusions[step.id] {
      members["excludedBy"] = SARIFExport.shown(rule.words(review.header.profile))
    }
    if let finding = exported.finding(of: step.id) {
      members["disposition"] = .string(finding.disposition.rawValue)
    }
    if let expiry = review.expiry(of: step) { members["expires"] = .string(expiry.description) }
    if let latest {
      members["by"] = .string(latest.signer)
      members["time"] = .string(latest.time.description)
      members["seq"] = .integer(latest.seq)
    }
    let evidence = review.standingEvidence(of: step.id).map(\.evidence)
    if !evidence.isEmpty {
      members["evidence"] = .array(
        evidence.map { item in
          .object(of: [
            "name": SARIFExport.shown(item.name), "sha256": .string(item.sha256),
            "size": .integer(item.size), "source": .string(item.source.word),
          ])
        })
    }
    return .object(of: members)
  }
}
