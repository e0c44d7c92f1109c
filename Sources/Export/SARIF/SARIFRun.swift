import Checklist
import Report
import Review
import TextGrid

/// The one run of a SARIF log: who looked, at what, and what was found.
struct SARIFRun {
  let exported: ExportedReview
  /// Of each file of evidence that counts its index in `artifacts`, by SHA-256.
  let evidence: [String: Int]
  private let files: [Evidence]

  init(_ exported: ExportedReview) {
    self.exported = exported
    var evidence: [String: Int] = [:]
    var files: [Evidence] = []
    for placed in exported.review.checklists.steps {
      for item in exported.review.standingEvidence(of: placed.step.id).map(\.evidence)
      where item.source == .file && evidence[item.sha256] == nil {
        files.append(item)
        evidence[item.sha256] = files.count
      }
    }
    self.evidence = evidence
    self.files = files
  }

  var review: Review { exported.review }

  var value: JSONValue {
    let header = review.header
    let place = [header.environment, header.report].map { Address.relative($0) }
    return .object(of: [
      "tool": .object(of: [
        "driver": .object(of: [
          "name": .string("Postflight"), "version": .string(version), "rules": .array(rules),
        ])
      ]),
      "automationDetails": .object(of: [
        "id": .string("postflight/\(place[0])/\(place[1])"),
        "guid": .string(DerivedUUID.of(header.report, "report", version: 5)),
        "description": SARIFExport.message("Review of \(header.environment) after a deployment"),
      ]),
      "invocations": .array([invocation]), "artifacts": .array(artifacts),
      "results": .array(results), "properties": properties,
    ])
  }

  /// Of `postflight/1.0.0` what stands behind the slash.
  private var version: String {
    let tool = review.header.tool.utf8
    return String(decoding: tool.drop { $0 != UInt8(ascii: "/") }.dropFirst(), as: UTF8.self)
  }

  private var invocation: JSONValue {
    let source = exported.source
    // What is open of a step is told at its result.
    let open = exported.openItems.filter { $0.step == nil }.map { item in
      SARIFExport.notification(
        item.kind == .rejected ? "error" : "warning",
        item.fact.map { "The fact \($0) is \(item.text)" } ?? item.text)
    }
    var members: [String: JSONValue] = [
      "executionSuccessful": .boolean(source.isVerified),
      "toolExecutionNotifications": .array(
        (source.isVerified ? [] : SARIFExport.faults(source)) + open),
    ]
    if let first = source.reading.entries.first?.time {
      members["startTimeUtc"] = .string(first.description)
    }
    if let last = review.lastTime { members["endTimeUtc"] = .string(last.description) }
    return .object(of: members)
  }

  private var artifacts: [JSONValue] {
    let source = exported.source
    var report: [String: JSONValue] = [
      "location": .object(of: ["uri": .string(Address.relative(source.name))]),
      "description": SARIFExport.message("The signed report"),
      "roles": .array([.string("analysisTarget")]),
    ]
    if source.reading.tornTail == nil,
      let digest = source.reading.headDigest(atSeq: review.lastSeq)
    {
      report["hashes"] = .object(of: ["sha-256": .string(digest)])
      report["length"] = .integer(source.reading.length)
    }
    return [.object(of: report)]
      + files.map { file in
        .object(of: [
          "location": .object(of: ["uri": .string(address(of: file))]),
          "description": SARIFExport.message(file.name),
          "roles": .array([.string("attachment")]), "length": .integer(file.size),
          "mimeType": .string(file.mediaType),
          "hashes": .object(of: ["sha-256": .string(file.sha256)]),
        ])
      }
  }

  /// Where a file of evidence lies beside the report.
  func address(of file: Evidence) -> String {
    Address.relative(ReportPath(exported.source.name).evidenceFolder, file.sha256)
  }
}

// What SARIF has no word for.
extension SARIFRun {
  private var properties: JSONValue {
    let header = review.header
    let source = exported.source
    return .object(of: [
      "verified": .string(source.isVerified ? "yes" : "NOT VERIFIED"),
      "trust": .string(source.isTrustChecked ? "checked" : "self_asserted"),
      "verdict": .string(exported.verdict.words), "judgedAt": .string(source.moment.description),
      "state": .string(exported.state), "secondPerson": .string(exported.secondPerson),
      "report": .string(header.report), "environment": SARIFExport.shown(header.environment),
      "profile": .string(header.profile.rawValue), "lastSeq": .integer(review.lastSeq),
      "checklists": .array(
        zip(header.checklists, review.checklists.checklists).map { file, checklist in
          .object(of: [
            "id": .string(checklist.id), "version": SARIFExport.shown(checklist.version),
            "title": SARIFExport.shown(checklist.title), "name": SARIFExport.shown(file.name),
            "sha256": .string(file.sha256),
          ])
        }),
      "facts": .array(
        review.askedFacts.map { fact in
          .object(of: [
            "id": .string(fact.id), "ask": SARIFExport.shown(fact.ask),
            "value": review.value(of: fact.id).map(SARIFExport.shown) ?? .null,
          ])
        }),
      "signatures": .array(review.roleSignatures.map(value(of:))),
    ])
  }

  private func value(of signature: Review.RoleSignature) -> JSONValue {
    .object(of: [
      "signer": .string(signature.intent.signer),
      "name": SARIFExport.shown(signature.intent.name),
      "role": .string(signature.intent.role.rawValue),
      "decision": .string(signature.intent.decision.rawValue),
      "meaning": SARIFExport.shown(signature.intent.meaning), "key": .string(signature.key),
      "time": .string(signature.time.description),
      "state": .string(exported.state(of: signature).rawValue),
      "counts": .boolean(!signature.isVoid && exported.counts(signature)),
    ])
  }
}
