internal import Yams

/// Turns the nodes of an answers file into an `AnswersFile`.
struct AnswersDecoder {
  var reader: NodeReader
  var file = AnswersFile()
  private let set: ChecklistSet

  /// Reads a file whose nodes have been had.
  init(document: SourceDocument, set: ChecklistSet, faults: FaultList) {
    reader = NodeReader(rules: .full, renamedKeys: document.renamedKeys, faults: faults)
    self.set = set
    readFile(document.root)
  }

  private enum FileKey: String, SchemaKey {
    case facts
    case answers
    static let subject = "an answers file"
    static let required: [FileKey] = []
  }

  private enum AnswerKey: String, SchemaKey {
    case outcome
    case comment
    case record
    case plan
    static let subject = "an answer"
    static let required: [AnswerKey] = [.outcome]
  }

  private enum PlanKey: String, SchemaKey {
    case kind
    case owner
    case until
    case reason
    static let subject = "a plan"
    static let required: [PlanKey] = [.kind, .owner, .until, .reason]
  }

  private enum Outcome: String, CaseIterable {
    case pass
    case fail
    case notApplicable = "not_applicable"
    case notChecked = "not_checked"
  }

  private enum PlanKind: String, CaseIterable {
    case fix
    case accept
  }

  private mutating func readFile(_ root: Node) {
    guard let mapping = reader.mapping(root, "an answers file") else { return }
    var seen: [FileKey] = []
    for (keyNode, value) in mapping {
      guard let key = reader.key(keyNode, &seen) else { continue }
      switch key {
      case .facts: readFacts(value)
      case .answers: readAnswers(value)
      }
    }
    if mapping.isEmpty {
      reader.error(root, "an answers file needs 'facts' or 'answers'; add one of them")
    }
  }

  // MARK: - Facts

  private mutating func readFacts(_ node: Node) {
    guard !NodeReader.isAbsent(node), let mapping = reader.mapping(node, "'facts'") else { return }
    var seen: Set<[UInt8]> = []
    for (keyNode, value) in mapping {
      guard let id = reader.freeKey(keyNode, &seen) else { continue }
      if let fault = set.fault(inFact: id) { reader.error(keyNode, fault) }
      guard let fact = set.fact(id), let text = reader.anyText(value, id) else { continue }
      if let fault = fact.fault(in: text) { reader.error(value, fault) }
      let position = NodeReader.position(keyNode)
      file.facts.append(
        .init(fact: id, value: text, line: position.line, column: position.column))
    }
  }

  /// What a report holds as a typed value: `[A-Za-z0-9._:/@%+,=-]{0,200}`.
  static func isFactValue(_ text: String) -> Bool {
    let others: [UInt8] = Array("._:/@%+,=-".utf8)
    return text.utf8.count <= 200
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: others.contains(byte)
        }
      }
  }

  // MARK: - Answers

  private mutating func readAnswers(_ node: Node) {
    guard !NodeReader.isAbsent(node), let mapping = reader.mapping(node, "'answers'") else {
      return
    }
    var seen: Set<[UInt8]> = []
    for (keyNode, value) in mapping {
      guard let id = reader.freeKey(keyNode, &seen) else { continue }
      if let fault = set.fault(inStep: id) { reader.error(keyNode, fault) }
      guard let step = set.step(id) else { continue }
      readAnswer(value, step, NodeReader.position(keyNode))
    }
  }

  private mutating func readAnswer(_ node: Node, _ step: Step, _ position: Position) {
    guard let mapping = reader.mapping(node, "an answer") else { return }
    var seen: [AnswerKey] = []
    var outcome: Outcome?
    var plan: (node: Node, plan: AnswersFile.Plan)?
    var entry = AnswersFile.Entry(
      step: step.id, outcome: "", comment: "", record: "", plan: nil, line: position.line,
      column: position.column)
    for (keyNode, value) in mapping {
      guard let key = reader.key(keyNode, &seen) else { continue }
      switch key {
      case .outcome: outcome = reader.word(value, "outcome", as: Outcome.self)
      case .comment: entry.comment = typed(value, "comment") ?? ""
      case .record:
        entry.record = typed(value, "record") ?? ""
        checkRecord(entry.record, value, step)
      case .plan:
        if !NodeReader.isAbsent(value) { plan = (keyNode, self.plan(value)) }
      }
    }
    reader.require(seen, at: NodeReader.position(node))
    if let plan {
      if let outcome, outcome != .fail {
        reader.error(plan.node, "a plan goes with the outcome fail only; remove it")
      }
      entry.plan = plan.plan
    }
    entry.outcome = outcome?.rawValue ?? ""
    file.answers.append(entry)
  }

  /// A text of at most 64 KiB, which may be empty.
  private mutating func typed(_ node: Node, _ name: String) -> String? {
    guard let text = reader.anyText(node, name) else { return nil }
    if text.utf8.count > AnswersFile.textLimit {
      reader.error(node, "'\(name)' is over 64 KiB; attach a long text as evidence")
    }
    return text
  }

  private mutating func checkRecord(_ text: String, _ node: Node, _ step: Step) {
    guard !text.isEmpty else { return }
    guard let record = step.record else {
      reader.error(
        node, "the step '\(step.id)' asks for no value; put this into 'comment'")
      return
    }
    switch record.kind {
    case .text: break
    case .number where !Self.isDecimal(text):
      reader.error(
        node, "'record' is a number here, and \(TextSafety.quoted(text)) is none; write 12 or 1.5")
    case .date where !CalendarDate.isReal(text):
      reader.error(
        node,
        "'record' is a date here, and \(TextSafety.quoted(text)) is none; write YYYY-MM-DD")
    case .number, .date: break
    }
  }

  /// Digits, perhaps with a sign before and a point between.
  static func isDecimal(_ text: String) -> Bool {
    var bytes = Array(text.utf8)[...]
    if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
    let parts = bytes.split(
      separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }

  private mutating func plan(_ node: Node) -> AnswersFile.Plan {
    var plan = AnswersFile.Plan(kind: "", owner: "", until: "", reason: "")
    guard let mapping = reader.mapping(node, "'plan'") else { return plan }
    var seen: [PlanKey] = []
    for (keyNode, value) in mapping {
      guard let key = reader.key(keyNode, &seen) else { continue }
      switch key {
      case .kind: plan.kind = reader.word(value, "kind", as: PlanKind.self)?.rawValue ?? ""
      case .owner: plan.owner = said(value, "owner")
      case .until:
        plan.until = said(value, "until")
        if !plan.until.isEmpty, !CalendarDate.isReal(plan.until) {
          reader.error(
            value,
            "'until' cannot be \(TextSafety.quoted(plan.until)); write a real day as YYYY-MM-DD")
        }
      case .reason: plan.reason = said(value, "reason")
      }
    }
    reader.require(seen, at: NodeReader.position(node))
    return plan
  }

  /// A text of at most 64 KiB that says something.
  private mutating func said(_ node: Node, _ name: String) -> String {
    guard let text = reader.text(node, name) else { return "" }
    if text.utf8.count > AnswersFile.textLimit {
      reader.error(node, "'\(name)' is over 64 KiB; attach a long text as evidence")
    }
    return text
  }
}
