import Checklist
import Report
import Review
import Signing

// What the answers rest on: facts, signatures, the file itself.
extension MarkdownPage {
  mutating func addFacts(_ exported: ExportedReview) {
    add("## Facts")
    let review = exported.review
    let asked = review.askedFacts
    guard !asked.isEmpty else {
      add("The checklists ask for none.")
      return
    }
    add(
      asked.map { fact in
        let history = review.factHistory[fact.id] ?? []
        let name = "- \(MarkdownText.code(fact.id))"
        let writer = history.last.map { ", by " + Self.signature($0.signer, $0.time, $0.seq) } ?? ""
        let earlier = history.dropLast().reversed().map { dated in
          dated.value.isEmpty ? "not known" : MarkdownText.code(dated.value)
        }
        let before = earlier.isEmpty ? "" : "; before: \(earlier.joined(separator: ", "))"
        guard let value = review.value(of: fact.id) else {
          return "\(name): **not known**\(writer)\(before)"
        }
        let label = fact.choices.first { $0.key.utf8.elementsEqual(value.utf8) }?.label
        let meaning = label.map { " (\(MarkdownText.inline($0)))" } ?? ""
        return "\(name) = \(MarkdownText.code(value))\(meaning)\(writer)\(before)"
      })
  }

  mutating func addSignatures(_ exported: ExportedReview) {
    add("## Signatures")
    add(exported.signing.replacing("self-asserted", with: "**self-asserted**"))
    let signatures = exported.review.roleSignatures
    let current = signatures.filter { !$0.isVoid }
    if current.isEmpty { add("Nobody has signed as reviewer or approver.") }
    add(current.flatMap { Self.lines(of: $0, exported) })
    addCheckpoints(exported)
    addSeals(exported)
    let void = signatures.filter(\.isVoid)
    if !void.isEmpty {
      add("### Void after a reopening")
      add(void.flatMap { Self.lines(of: $0, exported) })
    }
  }

  private static func lines(
    of signature: Review.RoleSignature, _ exported: ExportedReview
  ) -> [String] {
    let intent = signature.intent
    let counts = signature.isVoid || exported.counts(signature) ? "" : ", does NOT count"
    return [
      "- **\(intent.role.rawValue), \(intent.decision.rawValue)**, \(exported.state(of: signature).words)\(counts): "
        + "\(MarkdownText.inline(intent.name)), "
        + self.signature(intent.signer, signature.time, signature.seq),
      "  - Key \(MarkdownText.code(signature.key))",
    ] + item("Meaning", intent.meaning, indent: "  ")
  }

  private mutating func addCheckpoints(_ exported: ExportedReview) {
    let checkpoints = exported.checkpoints
    var order: [String] = []
    var counts: [String: Int] = [:]
    for checkpoint in checkpoints {
      let key = MarkdownText.code(checkpoint.key.fingerprint)
      let name = "\(MarkdownText.code(checkpoint.signer)), key \(key)"
      if counts[name] == nil { order.append(name) }
      counts[name, default: 0] += 1
    }
    var lines = ["- Checkpoints: \(checkpoints.count)"]
    lines += order.map { "  - \(counts[$0] ?? 0) by \($0)" }
    for recovery in exported.review.recoveries {
      lines.append(
        "- A torn tail of \(recovery.bytes) bytes was cut off, sha256 "
          + MarkdownText.code(recovery.sha256))
    }
    add(lines)
  }

  private mutating func addSeals(_ exported: ExportedReview) {
    let seals = exported.review.seals.map { dated -> (seq: Int, lines: [String]) in
      let counts = dated.seal.counts
      let word = exported.holds(dated) ? "Sealed" : "Sealed, void after a reopening,"
      let line =
        "- \(word) by \(Self.signature(dated.signer, dated.time, dated.seq)): \(counts.pass) pass, "
        + "\(counts.fail) FAIL, \(counts.notApplicable) n/a, \(counts.notChecked) not checked"
      return (dated.seq, [line])
    }
    let reopenings = exported.reopenings.map { reopening -> (seq: Int, lines: [String]) in
      let line =
        "- Reopened by \(Self.signature(reopening.signer, reopening.time, reopening.seq))"
      return (reopening.seq, [line] + Self.item("Reason", reopening.reason, indent: "  "))
    }
    add((seals + reopenings).sorted { $0.seq < $1.seq }.flatMap(\.lines))
  }

  mutating func addReceipt(_ exported: ExportedReview) {
    let reading = exported.source.reading
    let review = exported.review
    add("## Receipt")
    var line =
      "Report \(MarkdownText.code(review.header.report)), last seq \(review.lastSeq), sha256 of "
      + "the file \(MarkdownText.code(reading.headDigest(atSeq: review.lastSeq) ?? ""))"
    if let tail = reading.tornTail {
      line += " without the \(tail.count) torn bytes at its end"
    }
    add("\(line). Exported from \(MarkdownText.code(exported.source.name)).")
  }
}
