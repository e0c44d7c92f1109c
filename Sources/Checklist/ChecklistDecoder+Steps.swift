internal import Yams

extension ChecklistDecoder {
  enum SectionKey: String, SchemaKey {
    case id
    case title
    case summary
    case when
    case steps
    static let subject = "a section"
    static let required: [SectionKey] = [.id, .title, .steps]
  }

  enum StepKey: String, SchemaKey {
    case id
    case title
    case ask
    case why
    case check
    case expect
    case fix
    case severity
    case level
    case when
    case record
    case evidence
    case validFor = "valid_for"
    case references
    case covers
    static let subject = "a step"
    static let required: [StepKey] = [
      .id, .title, .ask, .why, .check, .expect, .fix, .severity, .level,
    ]
  }

  enum CheckKey: String, SchemaKey {
    case action = "do"
    case command = "run"
    case when
    static let subject = "a check"
    static let required: [CheckKey] = [.action]
  }

  enum RecordKey: String, SchemaKey {
    case label
    case type
    static let subject = "a record"
    static let required: [RecordKey] = [.label, .type]
  }

  mutating func readSections(_ node: Node) {
    guard !NodeReader.isAbsent(node), let list = reader.list(node, "sections") else { return }
    var ids: [String: Position] = [:]
    for item in list {
      guard let id = readSection(item) else { continue }
      if let first = ids[id.name] {
        reader.faults.error(
          id.position,
          "the section '\(id.name)' exists already, on line \(first.line); give this one another id"
        )
      } else {
        ids[id.name] = id.position
      }
    }
  }

  private mutating func readSection(_ node: Node) -> DecodedFile.Named? {
    guard let mapping = reader.mapping(node, "a section") else { return nil }
    var seen: [SectionKey] = []
    var section = Section(id: "", title: "", steps: [])
    var place = DecodedFile.SectionPlace(when: .always, steps: [])
    var id: DecodedFile.Named?
    for (keyNode, value) in mapping {
      guard let key = reader.key(keyNode, &seen) else { continue }
      switch key {
      case .id:
        id = reader.identifier(value, "id").map {
          .init(name: $0, position: NodeReader.position(value))
        }
        section.id = id?.name ?? ""
      case .title: section.title = reader.text(value, "title") ?? ""
      case .summary: section.summary = reader.optionalText(value, "summary")
      case .when: (section.when, place.when) = when(value)
      case .steps:
        if isEmptyList(value) {
          reader.error(value, "a section needs at least one step; add one or remove the section")
        } else if let list = reader.list(value, "steps") {
          for item in list { readStep(item, &section, &place) }
        }
      }
    }
    reader.require(seen, at: NodeReader.position(node))
    file.checklist.sections.append(section)
    file.sections.append(place)
    return id
  }

  private mutating func readStep(
    _ node: Node, _ section: inout Section, _ place: inout DecodedFile.SectionPlace
  ) {
    guard let mapping = reader.mapping(node, "a step") else { return }
    var seen: [StepKey] = []
    seen.reserveCapacity(15)
    var step = Step(
      id: "", title: "", ask: "", why: "", check: [], expect: "", fix: "", severity: .low,
      level: .essential)
    let position = NodeReader.position(node)
    var stepPlace = DecodedFile.StepPlace(position: position, when: .always, checks: [])
    for (keyNode, value) in mapping {
      guard let key = reader.key(keyNode, &seen) else { continue }
      switch key {
      case .id:
        step.id = reader.identifier(value, "id") ?? ""
        if !step.id.isEmpty {
          file.stepIDs.append(.init(name: step.id, position: NodeReader.position(value)))
        }
      case .title: step.title = reader.text(value, "title") ?? ""
      case .ask:
        step.ask = reader.text(value, "ask") ?? ""
        lintQuestion(step.ask, value, ofStep: true)
      case .why: step.why = reader.text(value, "why") ?? ""
      case .check: readChecks(value, &step, &stepPlace)
      case .expect: step.expect = reader.text(value, "expect") ?? ""
      case .fix: step.fix = reader.text(value, "fix") ?? ""
      case .when: (step.when, stepPlace.when) = when(value)
      default: readDetail(key, value, &step)
      }
    }
    reader.require(seen, at: position)
    lintStep(step, seen, node, mapping)
    section.steps.append(step)
    place.steps.append(stepPlace)
  }

  /// The keys of a step that classify it.
  private mutating func readDetail(_ key: StepKey, _ node: Node, _ step: inout Step) {
    switch key {
    case .severity:
      step.severity = reader.word(node, "severity", as: Severity.self) ?? step.severity
    case .level: step.level = reader.word(node, "level", as: Profile.self) ?? step.level
    case .record where !NodeReader.isAbsent(node): step.record = record(node)
    case .evidence where !NodeReader.isAbsent(node):
      step.evidence =
        reader.word(node, "evidence", as: Step.EvidenceNeed.self) ?? step.evidence
    case .validFor where !NodeReader.isAbsent(node): step.validForDays = days(node)
    case .references where !NodeReader.isAbsent(node):
      guard let list = reader.list(node, "references") else { return }
      for item in list {
        if let reference = reference(item, "a reference") { step.references.append(reference) }
      }
    case .covers: step.covers = reader.texts(node, "covers").map(\.text)
    default: break
    }
  }

  private mutating func readChecks(
    _ node: Node, _ step: inout Step, _ place: inout DecodedFile.StepPlace
  ) {
    if isEmptyList(node) {
      reader.error(node, "a step needs at least one check; add '- do: …'")
      return
    }
    guard let list = reader.list(node, "check") else { return }
    for item in list {
      guard let mapping = reader.mapping(item, "a check") else { continue }
      var seen: [CheckKey] = []
      var check = Step.Check(action: "")
      for (keyNode, value) in mapping {
        guard let key = reader.key(keyNode, &seen) else { continue }
        switch key {
        case .action: check.action = reader.text(value, "do") ?? ""
        case .command:
          check.command = reader.optionalText(value, "run")
          if let command = check.command { lintCommand(command, value) }
        case .when:
          let when = when(value)
          check.when = when.condition
          if !when.places.entries.isEmpty { place.checks.append(when.places) }
        }
      }
      reader.require(seen, at: NodeReader.position(item))
      step.check.append(check)
    }
  }

  private mutating func record(_ node: Node) -> Step.Record? {
    guard let mapping = reader.mapping(node, "'record'") else { return nil }
    var seen: [RecordKey] = []
    var record = Step.Record(label: "", kind: .text)
    for (keyNode, value) in mapping {
      guard let key = reader.key(keyNode, &seen) else { continue }
      switch key {
      case .label: record.label = reader.text(value, "label") ?? ""
      case .type: record.kind = reader.word(value, "type", as: Step.Record.Kind.self) ?? .text
      }
    }
    reader.require(seen, at: NodeReader.position(node))
    return record
  }

  /// `[1-9][0-9]{0,4}d`, in days.
  private mutating func days(_ node: Node) -> Int? {
    guard let text = reader.text(node, "valid_for") else { return nil }
    let bytes = Array(text.utf8)
    let digits = bytes.dropLast()
    let isDays =
      (2...6).contains(bytes.count) && bytes.last == UInt8(ascii: "d")
      && digits.first != UInt8(ascii: "0")
      && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isDays else {
      reader.error(
        node,
        "'valid_for' cannot be \(TextSafety.quoted(text)); write days from 1 to 99999, like 90d")
      return nil
    }
    return Int(text.dropLast())
  }
}
