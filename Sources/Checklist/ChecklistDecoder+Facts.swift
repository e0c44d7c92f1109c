internal import Yams

extension ChecklistDecoder {
  enum FactKey: String, SchemaKey {
    case id
    case ask
    case help
    case choices
    case pattern
    case when
    static let subject = "a fact"
    static let required: [FactKey] = [.id, .ask]
  }

  mutating func readFacts(_ node: Node) {
    guard !NodeReader.isAbsent(node), let list = reader.list(node, "facts") else { return }
    for item in list { readFact(item) }
  }

  private mutating func readFact(_ node: Node) {
    guard let mapping = reader.mapping(node, "a fact") else { return }
    var seen: [FactKey] = []
    var fact = Fact(id: "", ask: "", answer: .choices([]))
    var place = NodeReader.position(node)
    var when = DecodedFile.When.always
    var answers = 0
    for (keyNode, value) in mapping {
      guard let key = reader.key(keyNode, &seen) else { continue }
      switch key {
      case .id:
        fact.id = reader.identifier(value, "id") ?? ""
        place = NodeReader.position(value)
      case .ask:
        fact.ask = reader.text(value, "ask") ?? ""
        lintQuestion(fact.ask, value, ofStep: false)
      case .help: fact.help = reader.optionalText(value, "help")
      case .choices:
        answers += isEmptyMapping(value) ? 0 : 1
        fact.answer = .choices(choices(value))
      case .pattern:
        answers += NodeReader.isAbsent(value) ? 0 : 1
        if let pattern = pattern(value) { fact.answer = .pattern(pattern) }
      case .when: (fact.when, when) = self.when(value)
      }
    }
    let position = NodeReader.position(node)
    reader.require(seen, at: position)
    if answers != 1 {
      reader.faults.error(
        position,
        answers == 0
          ? "a fact needs 'choices' or 'pattern'; add one of them"
          : "a fact has either 'choices' or 'pattern'; remove one of them")
    }
    file.checklist.facts.append(fact)
    file.facts.append(.init(fact: fact, position: place, start: position, when: when))
  }

  private func isEmptyMapping(_ node: Node) -> Bool {
    if case .mapping(let mapping) = node { return mapping.isEmpty }
    return NodeReader.isAbsent(node)
  }

  private mutating func choices(_ node: Node) -> [Fact.Choice] {
    guard !NodeReader.isAbsent(node), let mapping = reader.mapping(node, "'choices'") else {
      return []
    }
    var seen: Set<[UInt8]> = []
    var choices: [Fact.Choice] = []
    for (keyNode, value) in mapping {
      guard let key = reader.freeKey(keyNode, &seen) else { continue }
      if !Identifier.isSafeInCommand(key) {
        reader.error(
          keyNode,
          "\(TextSafety.quoted(key)) cannot be a choice's key; use up to 200 letters, digits and "
            + "'._:/@-', with a letter or digit first")
      }
      choices.append(.init(key: key, label: reader.text(value, "choices") ?? ""))
    }
    return choices
  }

  private mutating func pattern(_ node: Node) -> String? {
    guard let pattern = reader.text(node, "pattern") else { return nil }
    if reader.rules == .full, let fault = ValuePattern.fault(in: pattern) {
      reader.error(node, "'pattern' cannot be used: \(fault)")
    }
    return pattern
  }
}
