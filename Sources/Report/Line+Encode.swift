import Checklist
import Review

extension Line {
  /// Appends the line's canonical bytes and its LF.
  func encode(into bytes: inout [UInt8]) {
    var members: [String: JSONValue] = [
      "type": .string(entry.event.type), "seq": .integer(entry.seq), "prev": .string(prev),
    ]
    if let time = entry.time { members["time"] = .string(time.description) }
    for (name, value) in Self.fields(of: entry.event) { members[name] = value }
    CanonicalJSON.encode(.object(of: members), into: &bytes)
    bytes.append(0x0A)
  }

  private static func fields(of event: Event) -> [String: JSONValue] {
    switch event {
    case .header(let header): fields(of: header)
    case .session(let session):
      [
        "signer": .string(session.signer), "key": .string(session.key),
        "host": .string(session.host),
      ]
    case .fact(let fact):
      ["fact": .string(fact.fact), "value": .string(fact.value)]
    case .answer(let answer):
      [
        "step": .string(answer.step), "outcome": .string(answer.outcome.rawValue),
        "comment": .string(answer.comment), "record": .string(answer.record),
        "plan": answer.plan.map(value(of:)) ?? .null,
      ]
    case .evidence(let evidence): fields(of: evidence)
    case .retract(let retraction):
      ["of": .integer(retraction.of), "reason": .string(retraction.reason)]
    case .recovered(let recovery):
      ["bytes": .integer(recovery.bytes), "sha256": .string(recovery.sha256)]
    case .seal(let seal): fields(of: seal)
    case .reopen(let reopening):
      ["reason": .string(reopening.reason)]
    case .intent(let intent):
      [
        "signer": .string(intent.signer), "name": .string(intent.name),
        "role": .string(intent.role.rawValue), "decision": .string(intent.decision.rawValue),
        "meaning": .string(intent.meaning),
      ]
    case .signature(let signature):
      ["ns": .string(signature.namespace.rawValue), "sshsig": .string(signature.sshsig)]
    }
  }

  private static func fields(of header: Header) -> [String: JSONValue] {
    [
      "format": .string(Header.format), "report": .string(header.report),
      "environment": .string(header.environment), "profile": .string(header.profile.rawValue),
      "checklists": .array(
        header.checklists.map { file in
          .object(of: [
            "name": .string(file.name), "sha256": .string(file.sha256),
            "text": .string(file.text),
          ])
        }),
      "requires": .object(of: [
        "review": .integer(header.requiredReviews),
        "approve": .integer(header.requiredApprovals),
      ]),
      "tool": .string(header.tool),
    ]
  }

  private static func fields(of evidence: Evidence) -> [String: JSONValue] {
    var fields: [String: JSONValue] = [
      "step": .string(evidence.step), "name": .string(evidence.name),
      "sha256": .string(evidence.sha256), "size": .integer(evidence.size),
      "media_type": .string(evidence.mediaType), "source": .string(evidence.source.word),
      "text": .null, "command": .null, "exit": .null,
    ]
    switch evidence.source {
    case .file: break
    case .text(let text): fields["text"] = .string(text)
    case .command(let output, let line, let exit):
      fields["text"] = .string(output)
      fields["command"] = .string(line)
      fields["exit"] = .integer(exit)
    }
    return fields
  }

  private static func fields(of seal: Seal) -> [String: JSONValue] {
    [
      "counts": .object(of: [
        "pass": .integer(seal.counts.pass), "fail": .integer(seal.counts.fail),
        "not_applicable": .integer(seal.counts.notApplicable),
        "not_checked": .integer(seal.counts.notChecked),
      ]),
      "steps": .integer(seal.steps), "open": .array(seal.open.map { .string($0) }),
    ]
  }

  private static func value(of plan: Plan) -> JSONValue {
    .object(of: [
      "kind": .string(plan.kind.rawValue), "owner": .string(plan.owner),
      "until": .string(plan.until.description), "reason": .string(plan.reason),
    ])
  }
}

extension Header {
  /// The name of the format in a header line.
  static let format = "postflight-report/1"
}
