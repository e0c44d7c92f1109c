/// Judges files together: identifiers, `uses`, and what `when` and commands name.
struct SetCheck {
  /// A fact and the file that declares it.
  struct Known {
    var file: Int
    var place: DecodedFile.FactPlace
    var pattern: ValuePattern?
  }

  let rules: ChecklistReader.Rules
  let files: [DecodedFile?]
  /// One list a file, in the order of the sources.
  var faults: [FaultList]
  private(set) var facts: [String: Known] = [:]
  private var usedNames: [String: Int] = [:]
  /// What the search for conditions that exclude each other may still cost; see `checkReach`.
  var searchBudget = 5_000_000

  init(rules: ChecklistReader.Rules, files: [DecodedFile?], faults: [FaultList]) {
    self.rules = rules
    self.files = files
    self.faults = faults
  }

  /// Runs every check.
  ///
  /// - Parameter names: the last path component of each source, readable or not.
  mutating func run(names: [String]) {
    checkNames(names)
    checkIdentifiers()
    for (index, file) in files.enumerated() {
      guard let file else { continue }
      for place in file.facts where !place.fact.id.isEmpty && facts[place.fact.id] == nil {
        var known = Known(file: index, place: place, pattern: nil)
        if rules == .full, case .pattern(let pattern) = place.fact.answer {
          known.pattern = ValuePattern(pattern)
        }
        facts[place.fact.id] = known
      }
    }
    for index in files.indices { checkWhens(of: index) }
  }

  // MARK: - Files

  private mutating func checkNames(_ names: [String]) {
    for (index, name) in names.enumerated() {
      if usedNames[name] != nil {
        faults[index].error(
          .start,
          "two files are called \(TextSafety.quoted(name)); a review tells files apart by name, "
            + "so rename one")
      } else {
        usedNames[name] = index
      }
    }
    for (index, file) in files.enumerated() {
      for used in file?.uses ?? [] {
        guard let target = usedNames[used.name] else {
          faults[index].error(
            used.position,
            "the file \(TextSafety.quoted(used.name)) is not there; put it in this folder or "
              + "remove the name")
          continue
        }
        let isItself = target == index
        if isItself || files[target]?.uses.isEmpty == false {
          faults[index].error(
            used.position,
            isItself
              ? "a file cannot use itself; remove the name"
              : "\(TextSafety.quoted(used.name)) uses other files itself, and a used file uses "
                + "none; name those here")
        }
      }
    }
  }

  private mutating func checkIdentifiers() {
    var checklists: [String: (Int, Position)] = [:]
    var facts: [String: (Int, Position)] = [:]
    var steps: [String: (Int, Position)] = [:]
    for (index, file) in files.enumerated() {
      guard let file else { continue }
      if let id = file.id { note(id, "checklist", index, in: &checklists) }
      for place in file.facts where !place.fact.id.isEmpty {
        note(.init(name: place.fact.id, position: place.position), "fact", index, in: &facts)
      }
      for id in file.stepIDs { note(id, "step", index, in: &steps) }
    }
  }

  private mutating func note(
    _ id: DecodedFile.Named, _ kind: String, _ file: Int,
    in known: inout [String: (Int, Position)]
  ) {
    guard let (first, position) = known[id.name] else {
      known[id.name] = (file, id.position)
      return
    }
    let place = first == file ? "" : " of \(TextSafety.safe(faults[first].path, limit: 200))"
    faults[file].error(
      id.position,
      "the \(kind) '\(id.name)' exists already, on line \(position.line)\(place); give this one "
        + "another id")
  }

  // MARK: - Names

  private mutating func checkWhens(of index: Int) {
    guard let file = files[index] else { return }
    for place in file.facts {
      checkNames(in: place.when, index, before: place.start)
      checkReach(.init(own: place.when, outer: []), index)
    }
    for section in file.sections {
      checkNames(in: section.when, index)
      checkReach(.init(own: section.when, outer: []), index)
      for step in section.steps {
        checkNames(in: step.when, index)
        checkReach(.init(own: step.when, outer: [section.when], step: step.position), index)
        for check in step.checks {
          checkNames(in: check, index)
          checkReach(.init(own: check, outer: [section.when, step.when]), index)
        }
      }
    }
    for placeholder in file.placeholders {
      checkPlaceholder(placeholder, index)
    }
  }

  /// Whether a file may name a fact: its own, or of a file that it uses.
  private func isVisible(_ known: Known, from index: Int) -> Bool {
    guard known.file != index else { return true }
    return files[index]?.uses.contains { usedNames[$0.name] == known.file } ?? false
  }

  private mutating func checkNames(
    in when: DecodedFile.When, _ index: Int, before start: Position? = nil
  ) {
    for entry in when.entries where !faults[index].isFull {
      let name = TextSafety.quoted(entry.fact.name)
      guard let known = facts[entry.fact.name], isVisible(known, from: index) else {
        reportUnknown(entry.fact, "", index)
        continue
      }
      if known.file == index, known.place.position >= start ?? entry.fact.position {
        faults[index].error(
          entry.fact.position,
          "the fact \(name) must stand before, and is on line \(known.place.position.line); move "
            + "it up")
        continue
      }
      for value in entry.values { checkValue(value, known, index) }
    }
  }

  private mutating func checkValue(_ value: DecodedFile.Named, _ known: Known, _ index: Int) {
    let text = TextSafety.quoted(value.name)
    let fact = known.place.fact
    switch fact.answer {
    case .choices(let choices):
      // A fact whose choices could not be read has been reported there.
      guard !choices.isEmpty,
        !choices.contains(where: { $0.key.utf8.elementsEqual(value.name.utf8) })
      else { return }
      faults[index].error(
        value.position,
        "\(text) is no choice of the fact '\(fact.id)'; "
          + KnownWords.mend(for: value.name, among: choices.prefix(200).map(\.key)))
    case .pattern:
      guard let pattern = known.pattern, !pattern.matches(value.name) else { return }
      faults[index].error(
        value.position,
        "\(text) does not match the pattern of the fact '\(fact.id)', so this can never hold; "
          + "mend the value or the pattern")
    }
  }

  private mutating func checkPlaceholder(_ placeholder: DecodedFile.Named, _ index: Int) {
    let bare = placeholder.name.filter { $0 != " " }
    if bare != placeholder.name {
      faults[index].error(
        placeholder.position, "a command is filled in only without spaces; write {{\(bare)}}")
      return
    }
    if let known = facts[bare], isVisible(known, from: index) { return }
    reportUnknown(
      .init(name: bare, position: placeholder.position),
      "the command names {{\(TextSafety.safe(bare, limit: 60))}}, and ", index)
  }

  private mutating func reportUnknown(_ fact: DecodedFile.Named, _ start: String, _ index: Int) {
    // A fact of a file that could not be read may well exist.
    let uses = files[index]?.uses ?? []
    if facts[fact.name] == nil,
      uses.contains(where: { used in usedNames[used.name].flatMap { files[$0] } == nil })
    {
      return
    }
    guard !faults[index].isFull else { return }
    let message = start + unknownFact(fact.name, index)
    faults[index].error(fact.position, message)
  }

  private func unknownFact(_ name: String, _ index: Int) -> String {
    let quoted = TextSafety.quoted(name)
    if let known = facts[name] {
      let path = TextSafety.safe(files[known.file]?.checklist.name ?? "", limit: 100)
      return "the fact \(quoted) is of a file that this one does not use; add '\(path)' to 'uses'"
    }
    let used = (files[index]?.uses ?? []).compactMap { usedNames[$0.name] }
    let visible = ([index] + used).flatMap { files[$0]?.facts.prefix(100) ?? [] }.map(\.fact.id)
    guard !visible.isEmpty else { return "there is no fact \(quoted); add it to 'facts'" }
    return "there is no fact \(quoted); " + KnownWords.mend(for: name, among: visible)
  }
}
