import Report
import Review
import Signing

// Who vouches for it, and what the file is.
extension JSONExport {
  /// How far the signatures are.
  static func signing(_ exported: ExportedReview) -> JSONValue {
    let standing = exported.standing
    return .object(of: [
      "sealed": word(exported.review.isSealed),
      "reviews": .integer(standing.reviews.count),
      "required_reviews": .integer(standing.requiredReviews),
      "approvals": .integer(standing.approvals.count),
      "required_approvals": .integer(standing.requiredApprovals),
      "rejections": .integer(standing.rejections.count),
      "second_person": .string(exported.secondPerson),
    ])
  }

  static func signatures(_ exported: ExportedReview) -> JSONValue {
    .array(
      exported.review.roleSignatures.map { signature in
        var members = place(signature.seq, signature.time, signature.intent.signer)
        members["name"] = .string(signature.intent.name)
        members["role"] = .string(signature.intent.role.rawValue)
        members["decision"] = .string(signature.intent.decision.rawValue)
        members["meaning"] = .string(signature.intent.meaning)
        members["key"] = .string(signature.key)
        members["state"] = .string(exported.state(of: signature).rawValue)
        members["counts"] = word(!signature.isVoid && exported.counts(signature))
        return .object(of: members)
      })
  }

  static func checkpoints(_ exported: ExportedReview) -> JSONValue {
    .integer(exported.checkpoints.count)
  }

  static func seals(_ exported: ExportedReview) -> JSONValue {
    .array(
      exported.review.seals.map { dated in
        let counts = dated.seal.counts
        var members = place(dated.seq, dated.time, dated.signer)
        members["steps"] = .integer(dated.seal.steps)
        members["open"] = .array(dated.seal.open.map { .string($0) })
        members["void"] = word(!exported.holds(dated))
        members["counts"] = .object(of: [
          "pass": .integer(counts.pass), "fail": .integer(counts.fail),
          "not_applicable": .integer(counts.notApplicable),
          "not_checked": .integer(counts.notChecked),
        ])
        return .object(of: members)
      })
  }

  static func reopenings(_ exported: ExportedReview) -> JSONValue {
    .array(
      exported.reopenings.map { reopening in
        var members = place(reopening.seq, reopening.time, reopening.signer)
        members["reason"] = .string(reopening.reason)
        return .object(of: members)
      })
  }

  static func recoveries(_ exported: ExportedReview) -> JSONValue {
    .array(
      exported.review.recoveries.map { recovery in
        .object(of: ["bytes": .integer(recovery.bytes), "sha256": .string(recovery.sha256)])
      })
  }

  static func sessions(_ exported: ExportedReview) -> JSONValue {
    .array(
      exported.review.sessions.map { dated in
        var members = place(dated.seq, dated.time, dated.session.signer)
        members["key"] = .string(dated.session.key)
        members["host"] = .string(dated.session.host)
        return .object(of: members)
      })
  }

  static func receipt(_ exported: ExportedReview) -> JSONValue {
    let reading = exported.source.reading
    let seq = exported.review.lastSeq
    return .object(of: [
      "report": .string(exported.review.header.report), "seq": .integer(seq),
      "sha256": reading.headDigest(atSeq: seq).map { .string($0) } ?? .null,
      "torn_bytes": .integer(reading.tornTail?.count ?? 0),
    ])
  }
}
