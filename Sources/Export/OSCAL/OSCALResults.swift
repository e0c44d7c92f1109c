import Checklist
import Report
import Review

/// The assessment results: who assessed what by which checklists, and the one result.
struct OSCALResults {
  let exported: ExportedReview
  /// The principals who wrote or signed, each once, in order.
  private let principals: [String]

  init(_ exported: ExportedReview) {
    self.exported = exported
    var principals: [String] = []
    let review = exported.review
    for name in review.sessions.map(\.session.signer) + review.roleSignatures.map(\.intent.signer)
    where !principals.contains(name) {
      principals.append(name)
    }
    self.principals = principals
  }

  var review: Review { exported.review }
  var source: ExportSource { exported.source }

  /// The UUID of a thing in this report.
  func uuid(_ kind: String, _ name: String = "") -> String {
    DerivedUUID.of(review.header.report, kind, name, version: 5)
  }

  func party(_ principal: String) -> String { uuid("party", principal) }

  var value: JSONValue {
    .object(of: [
      "uuid": .string(uuid("assessment-results")), "metadata": metadata,
      "import-ap": .object(of: [
        "href": .string("#" + uuid("plan")),
        "remarks": OSCALExport.markup("There is no assessment plan: the checklists are the plan."),
      ]),
      "local-definitions": .object(of: ["objectives-and-methods": .array(objectives)]),
      "results": .array([result]), "back-matter": .object(of: ["resources": .array(resources)]),
    ])
  }

  /// When the last line with a time was written.
  private var end: String { (review.lastTime ?? source.moment).description }

  private var warning: String { source.isVerified ? "" : "NOT VERIFIED: " }
}

// Who and about what.
extension OSCALResults {
  private var metadata: JSONValue {
    let header = review.header
    var members: [String: JSONValue] = [
      "title": OSCALExport.title("\(warning)Review of \(header.environment) after a deployment"),
      "last-modified": .string(end), "version": .string("line-\(review.lastSeq + 1)"),
      "oscal-version": .string(OSCALExport.version),
      "document-ids": .array([.object(of: ["identifier": .string(header.report)])]),
      "props": .array([
        OSCALExport.property("verified", source.isVerified ? "yes" : "NOT VERIFIED"),
        OSCALExport.property("trust", source.isTrustChecked ? "checked" : "self_asserted"),
        OSCALExport.property("judged-at", source.moment.description),
        OSCALExport.property("profile", header.profile.rawValue),
        OSCALExport.property("tool", header.tool),
      ]),
      "roles": .array([
        Self.role("reviewer", "Answers the questions and signs for the answers"),
        Self.role("approver", "Reads the review and approves or rejects it"),
      ]),
    ]
    if !principals.isEmpty { members["parties"] = .array(principals.map(party(for:))) }
    let responsible = [
      ("reviewer", exported.standing.reviews), ("approver", exported.standing.approvals),
    ].filter { !$0.1.isEmpty }.map { role, signatures in
      self.responsible(role, signatures.map(\.intent.signer))
    }
    if !responsible.isEmpty { members["responsible-parties"] = .array(responsible) }
    return .object(of: members)
  }

  private static func role(_ id: String, _ title: String) -> JSONValue {
    .object(of: ["id": .string(id), "title": .string(title)])
  }

  private func responsible(_ role: String, _ principals: [String]) -> JSONValue {
    .object(of: [
      "role-id": .string(role),
      "party-uuids": .array(principals.map { .string(party($0)) }),
    ])
  }

  private func party(for principal: String) -> JSONValue {
    let printed = review.roleSignatures.last { $0.intent.signer == principal }?.intent.name
    return .object(of: [
      "uuid": .string(party(principal)), "type": .string("person"),
      "name": OSCALExport.string(printed ?? principal),
      "short-name": OSCALExport.string(principal),
    ])
  }
}

// The result, without what is said of each step.
extension OSCALResults {
  private var result: JSONValue {
    var members: [String: JSONValue] = [
      "uuid": .string(uuid("result")),
      "title": OSCALExport.title("\(warning)\(exported.verdict.words)"),
      "description": OSCALExport.markup(
        ([exported.state, exported.secondPerson, exported.trust, exported.judged]
          + (source.isVerified ? [] : [source.faultText])).joined(separator: "\n")),
      "start": .string((source.reading.entries.first?.time ?? source.moment).description),
      "end": .string(end), "local-definitions": local, "reviewed-controls": reviewedControls,
      "links": .array(
        [
          .object(of: ["href": .string("#" + uuid("report")), "rel": .string("reference")])
        ]
          + review.checklists.checklists.map { checklist in
            .object(of: [
              "href": .string("#" + uuid("checklist", checklist.id)), "rel": .string("reference"),
            ])
          }),
    ]
    let lists = [
      "attestations": review.roleSignatures.map(attestation), "observations": observations,
      "risks": risks, "findings": findings,
    ]
    for (key, list) in lists where !list.isEmpty { members[key] = .array(list) }
    if !log.isEmpty { members["assessment-log"] = .object(of: ["entries": .array(log)]) }
    let open = exported.openItems.map { item in
      [item.step, item.fact].compactMap { $0 }.first.map { "\($0): \(item.text)" } ?? item.text
    }
    members["remarks"] =
      open.isEmpty
      ? .string("Nothing is open.")
      : OSCALExport.markup((["Still open:"] + open).joined(separator: "\n"))
    return .object(of: members)
  }

  private var local: JSONValue {
    let facts = exported.knownFacts.map { fact, value in
      OSCALExport.property(OSCALExport.token(fact.id), value, class: "fact", remarks: fact.ask)
    }
    var environment = Self.component(
      uuid("environment"), "this-system", OSCALExport.title(review.header.environment),
      "What was deployed and reviewed.")
    if !facts.isEmpty { environment["props"] = .array(facts) }
    let tool = Self.component(
      uuid("tool"), "software", .string("Postflight"),
      "Asks the questions and keeps the signed report.")
    return .object(of: [
      "components": .array([.object(of: environment), .object(of: tool)]),
      "assessment-assets": .object(of: [
        "assessment-platforms": .array([
          .object(of: [
            "uuid": .string(uuid("platform")), "title": .string("Postflight"),
            "uses-components": .array([
              .object(of: ["component-uuid": .string(uuid("tool"))])
            ]),
          ])
        ])
      ]),
    ])
  }

  private static func component(
    _ uuid: String, _ type: String, _ title: JSONValue, _ description: String
  ) -> [String: JSONValue] {
    [
      "uuid": .string(uuid), "type": .string(type), "title": title,
      "description": .string(description),
      "status": .object(of: ["state": .string("operational")]),
    ]
  }

  private func attestation(_ signature: Review.RoleSignature) -> JSONValue {
    let intent = signature.intent
    let counts = !signature.isVoid && exported.counts(signature)
    return .object(of: [
      "responsible-parties": .array([
        responsible(intent.role == .review ? "reviewer" : "approver", [intent.signer])
      ]),
      "parts": .array([
        .object(of: [
          "uuid": .string(uuid("attestation", "\(signature.seq)")),
          "name": .string(intent.role.rawValue), "ns": .string(OSCALExport.namespace),
          "prose": OSCALExport.quoted(intent.meaning),
          "props": .array([
            OSCALExport.property("decision", intent.decision.rawValue),
            OSCALExport.property("state", exported.state(of: signature).rawValue),
            OSCALExport.property("counts", counts ? "yes" : "no"),
            OSCALExport.property("key", signature.key),
            OSCALExport.property("time", signature.time.description),
            OSCALExport.property("line", "\(signature.seq + 1)"),
          ]),
        ])
      ]),
    ])
  }

  /// Seals and reopenings, in order.
  private var log: [JSONValue] {
    let seals = review.seals.map { seal in
      (seal.seq, seal.time, seal.signer, exported.holds(seal) ? "Sealed" : "Sealed, void", "")
    }
    let reopenings = exported.reopenings.map { ($0.seq, $0.time, $0.signer, "Reopened", $0.reason) }
    return (seals + reopenings).sorted { $0.0 < $1.0 }.map { seq, time, signer, title, reason in
      var members: [String: JSONValue] = [
        "uuid": .string(uuid("log", "\(seq)")), "title": .string(title),
        "start": .string(time.description), "end": .string(time.description),
        "logged-by": .array([.object(of: ["party-uuid": .string(party(signer))])]),
      ]
      if !reason.isEmpty { members["description"] = OSCALExport.quoted(reason) }
      return .object(of: members)
    }
  }
}

// What is pointed to.
extension OSCALResults {
  private var resources: [JSONValue] {
    let reading = source.reading
    let digest = reading.tornTail == nil ? reading.headDigest(atSeq: review.lastSeq) : nil
    let report = Self.link(Address.relative(source.name), digest, nil)
    let checklists = zip(review.header.checklists, review.checklists.checklists).map {
      file, checklist in
      JSONValue.object(of: [
        "uuid": .string(uuid("checklist", checklist.id)),
        "title": OSCALExport.title(checklist.title),
        "description": .string("A checklist; its text is in the first line of the report."),
        "props": .array([
          OSCALExport.property("id", checklist.id),
          OSCALExport.property("version", checklist.version),
          OSCALExport.property("file", file.name), OSCALExport.property("sha256", file.sha256),
        ]),
        "rlinks": .array([report]),
      ])
    }
    var told: Set<String> = []
    let steps = review.checklists.steps.map(\.step)
    let evidence = steps.flatMap { review.standingEvidence(of: $0.id).map(\.evidence) }
    return [
      .object(of: [
        "uuid": .string(uuid("plan")), "title": .string("The checklists as assessment plan"),
        "description": .string(
          "No assessment plan exists. What was to be assessed, how, and what a pass looks like "
            + "stands in the checklists, whose texts are in the first line of the report."),
        "rlinks": .array([report]),
      ]),
      .object(of: [
        "uuid": .string(uuid("report")), "title": .string("The signed report"),
        "description": .string("What proves: these assessment results are made from it."),
        "rlinks": .array([report]),
      ]),
    ] + checklists
      + evidence.filter { $0.source == .file && told.insert($0.sha256).inserted }.map { file in
        .object(of: [
          "uuid": .string(uuid("evidence", file.sha256)),
          "title": OSCALExport.title(file.name),
          "rlinks": .array([
            Self.link(
              Address.relative(ReportPath(source.name).evidenceFolder, file.sha256), file.sha256,
              file.mediaType)
          ]),
        ])
      }
  }

  private static func link(_ address: String, _ digest: String?, _ type: String?) -> JSONValue {
    var members = ["href": JSONValue.string(address)]
    if let type { members["media-type"] = .string(type) }
    if let digest {
      members["hashes"] = .array([
        .object(of: ["algorithm": .string("SHA-256"), "value": .string(digest)])
      ])
    }
    return .object(of: members)
  }
}
