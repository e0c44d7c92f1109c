import Checklist
import Report
import Review
import Signing

// What the answers rest on: facts, signatures, checklists, the file itself.
extension HTMLPage {
  mutating func addFacts(_ exported: ExportedReview) {
    let asked = exported.review.askedFacts
    part(Place.facts, "Facts") { page in
      guard !asked.isEmpty else {
        page.element(.p, "The checklists ask for none.")
        return
      }
      page.element(.table) { page in
        page.element(.caption, "What is known about the environment")
        page.columns(["Fact", "Value", "By"])
        page.element(.tbody) { page in
          for fact in asked { page.add(fact, exported.review) }
        }
      }
    }
  }

  private mutating func add(_ fact: Fact, _ review: Review) {
    let history = review.factHistory[fact.id] ?? []
    element(.tr) { page in
      page.element(.th, [.scope: "row"]) { page in
        page.code(fact.id)
        page.text(" ")
        page.others(fact.ask)
      }
      page.element(.td) { page in
        page.value(review.value(of: fact.id) ?? "", of: fact)
        for dated in history.dropLast().reversed() {
          page.element(.div) { page in
            page.text("before: ")
            page.value(dated.value, of: fact)
          }
        }
      }
      page.element(.td) { page in
        for dated in history.suffix(1) { page.writer(dated.signer, dated.time, dated.seq) }
      }
    }
  }

  private mutating func value(_ value: String, of fact: Fact) {
    guard !value.isEmpty else {
      element(.strong, "not known")
      return
    }
    code(value)
    if let choice = fact.choices.first(where: { $0.key.utf8.elementsEqual(value.utf8) }) {
      text(" (")
      others(choice.label)
      text(")")
    }
  }

  mutating func addSignatures(_ exported: ExportedReview) {
    let signatures = exported.review.roleSignatures
    let current = signatures.filter { !$0.isVoid }
    let void = signatures.filter(\.isVoid)
    part(Place.signatures, "Signatures") { page in
      page.element(.p, exported.signing)
      if current.isEmpty { page.element(.p, "Nobody has signed as reviewer or approver.") }
      for signature in current { page.add(signature, exported) }
      page.addCheckpoints(exported)
      page.addSeals(exported)
      if !void.isEmpty {
        page.element(.h3, "Void after a reopening")
        for signature in void { page.add(signature, exported) }
      }
    }
  }

  private mutating func add(_ signature: Review.RoleSignature, _ exported: ExportedReview) {
    let intent = signature.intent
    let state = exported.state(of: signature)
    let counts = signature.isVoid || exported.counts(signature) ? "" : ", does NOT count"
    let look =
      switch state {
      case .trusted: intent.decision == .rejected ? "fail" : counts.isEmpty ? "pass" : "care"
      case .selfAsserted: intent.decision == .rejected ? "fail" : "care"
      case .refused: "fail"
      case .void: "na"
      }
    element(.article, [.class: "card \(look)"]) { page in
      page.element(signature.isVoid ? .h4 : .h3) { page in
        page.text("\(intent.role.rawValue), \(intent.decision.rawValue): ")
        page.others(intent.name)
      }
      page.element(.p) { page in
        page.element(.strong, [.class: "badge \(look)"], state.words + counts)
      }
      page.element(.dl) { page in
        page.entry("Signed by") { $0.writer(intent.signer, signature.time, signature.seq) }
        page.entry("Key") { $0.code(signature.key) }
        page.entry("Meaning", said: intent.meaning)
      }
    }
  }

  private mutating func addCheckpoints(_ exported: ExportedReview) {
    struct Writer: Hashable {
      let signer: String
      let key: String
    }
    var order: [Writer] = []
    var counts: [Writer: Int] = [:]
    for checkpoint in exported.checkpoints {
      let writer = Writer(signer: checkpoint.signer, key: checkpoint.key.fingerprint)
      if counts[writer] == nil { order.append(writer) }
      counts[writer, default: 0] += 1
    }
    element(.h3, "Checkpoints")
    element(.p, "\(exported.checkpoints.count) signatures over what was saved, line by line.")
    element(.ul) { page in
      for writer in order {
        page.element(.li) { page in
          page.text("\(counts[writer] ?? 0) by ")
          page.code(writer.signer)
          page.text(", key ")
          page.code(writer.key)
        }
      }
      for recovery in exported.review.recoveries {
        page.element(.li) { page in
          page.text("A torn tail of \(recovery.bytes) bytes was cut off, sha256 ")
          page.code(recovery.sha256)
        }
      }
    }
  }

  private mutating func addSeals(_ exported: ExportedReview) {
    var items: [(seq: Int, add: (inout HTMLPage) -> Void)] = exported.review.seals.map { dated in
      let counts = dated.seal.counts
      let word = exported.holds(dated) ? "Sealed" : "Sealed, void after a reopening,"
      return (
        dated.seq,
        { page in
          page.text("\(word) by ")
          page.writer(dated.signer, dated.time, dated.seq)
          page.text(
            ": \(counts.pass) pass, \(counts.fail) FAIL, \(counts.notApplicable) n/a, "
              + "\(counts.notChecked) not checked")
        }
      )
    }
    items += exported.reopenings.map { reopening in
      (
        reopening.seq,
        { page in
          page.text("Reopened by ")
          page.writer(reopening.signer, reopening.time, reopening.seq)
          page.block(reopening.reason)
        }
      )
    }
    guard !items.isEmpty else { return }
    element(.h3, "Seals and reopenings")
    element(.ul) { page in
      for item in items.sorted(by: { $0.seq < $1.seq }) {
        page.element(.li) { item.add(&$0) }
      }
    }
  }

  mutating func addChecklists(_ exported: ExportedReview) {
    let review = exported.review
    part(Place.checklists, "Checklists") { page in
      for (file, checklist) in zip(review.header.checklists, review.checklists.checklists) {
        page.element(.h3) { $0.others(checklist.title) }
        page.element(.dl) { page in
          page.entry("Identifier") { $0.code(checklist.id) }
          page.entry("Version") { $0.others(checklist.version) }
          page.entry("File") { $0.code(file.name) }
          page.entry("sha256") { $0.code(file.sha256) }
          if let source = checklist.source {
            page.entry("Source") { $0.link(source.title, url: source.url) }
          }
        }
      }
    }
  }

  mutating func addReceipt(_ exported: ExportedReview) {
    let reading = exported.source.reading
    let seq = exported.review.lastSeq
    part(Place.receipt, "Receipt") { page in
      page.element(.dl) { page in
        page.entry("Report") { $0.code(exported.review.header.report) }
        page.entry("Exported from") { $0.code(exported.source.name) }
        page.entry("Last seq") { $0.text("\(seq)") }
        page.entry("sha256 of the file") { page in
          page.code(reading.headDigest(atSeq: seq) ?? "")
          if let tail = reading.tornTail {
            page.text(" without the \(tail.count) torn bytes at its end")
          }
        }
      }
    }
  }
}
