import Checklist
import Report
import Review

// What is said of each step: an objective of our own, an observation, a finding, a risk.
extension OSCALResults {
  var objectives: [JSONValue] {
    let facts = review.effectiveFacts
    return review.checklists.steps.map { placed in
      let step = placed.step
      var props = [
        OSCALExport.property("checklist", review.checklists.checklists[placed.checklist].id),
        OSCALExport.property("severity", step.severity.rawValue),
        OSCALExport.property("level", step.level.rawValue),
      ]
      if let rule = exported.exclusions[step.id] {
        props.append(OSCALExport.property("excluded-by", rule.words(review.header.profile)))
      }
      return .object(of: [
        "control-id": .string(OSCALExport.token(step.id)),
        "description": OSCALExport.title(step.title), "props": .array(props),
        "parts": .array([
          .object(of: [
            "id": .string(OSCALExport.objective(step.id)), "name": .string("assessment-objective"),
            "prose": OSCALExport.quoted(step.expect),
          ]),
          .object(of: [
            "name": .string("assessment-method"),
            "prose": .string(StepGuidance(step, facts: facts).markdown),
          ]),
        ]),
      ])
    }
  }

  /// The steps that apply.
  ///
  /// OSCAL has no empty selection: where none does, all are taken out.
  var reviewedControls: JSONValue {
    func selected(_ steps: [Step]) -> JSONValue {
      .array(steps.map { .object(of: ["control-id": .string(OSCALExport.token($0.id))]) })
    }
    let steps = review.checklists.steps.map(\.step)
    let applying = steps.filter { review.applies($0.id) }
    let controls: [String: JSONValue] =
      applying.isEmpty
      ? ["include-all": .object([]), "exclude-controls": selected(steps)]
      : ["include-controls": selected(applying)]
    var members: [String: JSONValue] = [
      "description": .string(
        "Each step of the checklists is a control of its own with one objective; here are those "
          + "that apply to the environment."),
      "control-selections": .array([.object(of: controls)]),
    ]
    if !applying.isEmpty {
      members["control-objective-selections"] = .array([
        .object(of: [
          "include-objectives": .array(
            applying.map {
              .object(of: ["objective-id": .string(OSCALExport.objective($0.id))])
            })
        ])
      ])
    }
    return .object(of: members)
  }

  /// The steps that apply and have an answer, in order.
  private var answered: [(step: Step, answer: Review.DatedAnswer)] {
    review.applicableSteps.compactMap { placed in
      review.answer(to: placed.step.id).map { (placed.step, $0) }
    }
  }

  var observations: [JSONValue] {
    answered.map { step, latest in
      let evidence = review.standingEvidence(of: step.id)
      let isTested = evidence.contains { $0.evidence.source.word == "command" }
      var members: [String: JSONValue] = [
        "uuid": .string(uuid("observation", step.id)), "title": OSCALExport.title(step.title),
        "description": OSCALExport.markup(
          "\(exported.outcomeWords(of: step))\n\(exported.answerText(of: step))"),
        "props": .array(properties(of: step, latest)),
        "methods": .array([.string(isTested ? "TEST" : "EXAMINE")]),
        "types": .array([
          .string(latest.answer.outcome == .fail ? "finding" : "control-objective")
        ]),
        "origins": .array([origin(latest.signer)]),
        "subjects": .array([
          .object(of: [
            "subject-uuid": .string(uuid("environment")), "type": .string("component"),
          ])
        ]),
        "collected": .string(latest.time.description),
      ]
      if let expiry = review.expiry(of: step) {
        members["expires"] = .string(expiry.description)
      }
      if !evidence.isEmpty {
        members["relevant-evidence"] = .array(evidence.map { value(of: $0.evidence) })
      }
      return .object(of: members)
    }
  }

  private func properties(of step: Step, _ latest: Review.DatedAnswer) -> [JSONValue] {
    var props = [
      OSCALExport.property("step", step.id),
      OSCALExport.property("outcome", latest.answer.outcome.rawValue),
      OSCALExport.property("expired", exported.expired.contains(step.id) ? "yes" : "no"),
      OSCALExport.property("severity", step.severity.rawValue),
      OSCALExport.property("line", "\(latest.seq + 1)"),
    ]
    if !latest.answer.record.isEmpty {
      props.append(
        OSCALExport.property("record", latest.answer.record, remarks: step.record?.label))
    }
    return props
  }

  private func origin(_ principal: String) -> JSONValue {
    .object(of: [
      "actors": .array([
        .object(of: [
          "type": .string("party"), "actor-uuid": .string(party(principal)),
          "role-id": .string("reviewer"),
        ]),
        .object(of: ["type": .string("tool"), "actor-uuid": .string(uuid("tool"))]),
      ])
    ])
  }

  private func value(of evidence: Evidence) -> JSONValue {
    var props = [
      OSCALExport.property("sha256", evidence.sha256),
      OSCALExport.property("size", "\(evidence.size)"),
      OSCALExport.property("source", evidence.source.word),
    ]
    if case .command(_, let line, let exit) = evidence.source {
      props.append(OSCALExport.property("command", line))
      props.append(OSCALExport.property("exit", "\(exit)"))
    }
    var members: [String: JSONValue] = [
      "description": OSCALExport.title(evidence.name), "props": .array(props),
    ]
    if evidence.source == .file {
      members["href"] = .string("#" + uuid("evidence", evidence.sha256))
    }
    return .object(of: members)
  }

  /// Satisfied is a pass that counts and nothing else.
  ///
  /// `n/a`, for which OSCAL has no state, is an observation only.
  var findings: [JSONValue] {
    review.applicableSteps.map(\.step).compactMap { step in
      let status: (state: String, reason: String, remarks: String)
      switch exported.verdict(of: step) {
      case .notApplicable: return nil
      case .pass: status = ("satisfied", "pass", exported.outcomeWords(of: step))
      case .fail, .accepted:
        status = ("not-satisfied", "fail", exported.outcomeWords(of: step))
      case .open(let reason): status = ("not-satisfied", "other", reason)
      }
      let isFail = review.outcome(of: step.id) == .fail
      var members: [String: JSONValue] = [
        "uuid": .string(uuid("finding", step.id)), "title": OSCALExport.title(step.title),
        "description": OSCALExport.title(status.remarks),
        "target": .object(of: [
          "type": .string("objective-id"),
          "target-id": .string(OSCALExport.objective(step.id)),
          "status": .object(of: [
            "state": .string(status.state), "reason": .string(status.reason),
            "remarks": OSCALExport.title(status.remarks),
          ]),
        ]),
      ]
      if review.answer(to: step.id) != nil {
        members["related-observations"] = .array([related("observation", step)])
      }
      if isFail { members["related-risks"] = .array([related("risk", step)]) }
      return .object(of: members)
    }
  }

  private func related(_ kind: String, _ step: Step) -> JSONValue {
    .object(of: ["\(kind)-uuid": .string(uuid(kind, step.id))])
  }

  /// What each FAIL means, and what is going to happen with it; worst first.
  var risks: [JSONValue] {
    exported.findings.map { finding in
      let step = finding.step
      let plan = finding.answer.answer.plan
      let isAccepted = exported.verdict(of: step) == .accepted
      var responses = [
        response(
          "recommendation", step, "How to put it right", OSCALExport.quoted(step.fix))
      ]
      var members: [String: JSONValue] = [
        "uuid": .string(uuid("risk", step.id)), "title": OSCALExport.title(step.title),
        "description": OSCALExport.markup(
          [exported.outcomeWords(of: step), plan.map(ExportedReview.text(of:))]
            .compactMap { $0 }.joined(separator: "\n")),
        "statement": OSCALExport.quoted(step.why),
        "status": .string(isAccepted ? "deviation-approved" : "open"),
        "related-observations": .array([related("observation", step)]),
      ]
      var props = [
        OSCALExport.property("severity", step.severity.rawValue),
        OSCALExport.property("disposition", finding.disposition.rawValue),
      ]
      if let plan {
        members["deadline"] = .string("\(plan.until)T23:59:59Z")
        props.append(OSCALExport.property("plan", plan.kind.rawValue))
        if !plan.owner.isEmpty { props.append(OSCALExport.property("owner", plan.owner)) }
        if plan.kind == .fix {
          responses.append(
            response(
              "planned", step, "Fix by \(plan.until)",
              OSCALExport.markup(ExportedReview.text(of: plan))))
        }
      }
      members["props"] = .array(props)
      members["remediations"] = .array(responses)
      return .object(of: members)
    }
  }

  private func response(
    _ lifecycle: String, _ step: Step, _ title: String, _ description: JSONValue
  ) -> JSONValue {
    .object(of: [
      "uuid": .string(uuid(lifecycle, step.id)), "lifecycle": .string(lifecycle),
      "title": .string(title), "description": description,
    ])
  }
}
