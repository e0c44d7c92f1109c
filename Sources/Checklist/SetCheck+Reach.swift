/// Whether a `when` can hold at all.
///
/// All entries of a `when`, and of those around it, must match, so a fact's allowed values are
/// the intersection of what they name. A `when` whose intersection for one fact is empty can
/// never hold. Neither can an entry for a fact that is asked only under a condition which the
/// entries exclude: that fact never has an answer there.
extension SetCheck {
  /// A `when` and those it stands in.
  struct Path {
    var own: DecodedFile.When
    var outer: [DecodedFile.When]
    /// Where the step begins, for the `when` of a step.
    var step: Position?
  }

  mutating func checkReach(_ path: Path, _ index: Int) {
    guard rules == .full, !path.own.entries.isEmpty || path.step != nil else { return }
    guard path.own.entries.count + path.outer.reduce(0, { $0 + $1.entries.count }) > 1 else {
      return
    }
    let outer = allowedValues(path.outer)
    // What is already impossible around it has been told there.
    guard !outer.values.contains(where: \.isEmpty) else { return }
    var allowed = outer
    for entry in path.own.entries where !entry.values.isEmpty {
      narrow(&allowed, entry)
      if allowed[entry.fact.name]?.isEmpty == true {
        faults[index].error(
          entry.fact.position,
          "this can never hold: what is around it needs another value of "
            + "\(TextSafety.quoted(entry.fact.name)); mend one of them")
        return
      }
    }
    guard searchBudget > 0 else { return }
    checkOwn(path, allowed: allowed, index)
    if let step = path.step, !outer.isEmpty {
      checkOuter(path, outer: outer, allowed: allowed, step, index)
    }
  }

  /// Looks for entries whose fact is never asked where the path holds.
  private mutating func checkOwn(
    _ path: Path, allowed: [String: Set<String>], _ index: Int
  ) {
    let own = allowedValues([path.own])
    for entry in path.own.entries {
      guard let needed = excluded(entry.fact.name, by: allowed) else { continue }
      let isOwn = path.outer.isEmpty || excluded(entry.fact.name, by: own) != nil
      let fact = TextSafety.quoted(entry.fact.name)
      if path.step != nil, !isOwn {
        faults[index].warning(
          entry.fact.position,
          "no answers reach this step as written: \(fact) is asked only for some values of "
            + "'\(needed)' that its section rules out; mend one of them")
      } else {
        faults[index].error(
          entry.fact.position,
          "this can never hold: \(fact) is asked only for some values of '\(needed)' that are "
            + "ruled out here; mend one of them")
      }
      return
    }
  }

  /// The other way round: the section names a fact that the step's own values rule out.
  private mutating func checkOuter(
    _ path: Path, outer: [String: Set<String>], allowed: [String: Set<String>],
    _ step: Position, _ index: Int
  ) {
    for entry in path.outer.flatMap(\.entries) {
      guard let needed = excluded(entry.fact.name, by: allowed),
        excluded(entry.fact.name, by: outer) == nil
      else { continue }
      faults[index].warning(
        path.own.entries.first { $0.fact.name == needed }?.fact.position ?? step,
        "no answers reach this step as written: its section needs "
          + "\(TextSafety.quoted(entry.fact.name)), which is asked only for other values of "
          + "'\(needed)'; mend one of them")
      return
    }
  }

  /// The fact whose allowed values exclude that another fact is ever asked, or nil.
  private mutating func excluded(_ fact: String, by allowed: [String: Set<String>]) -> String? {
    var pending = [fact]
    var seen: Set<String> = [fact]
    while let next = pending.popLast() {
      for entry in facts[next]?.place.when.entries ?? [] {
        searchBudget -= 1 + entry.values.count
        guard searchBudget > 0 else { return nil }
        if let values = allowed[entry.fact.name], !values.isEmpty,
          values.isDisjoint(with: entry.values.map(\.name))
        {
          return entry.fact.name
        }
        if seen.insert(entry.fact.name).inserted { pending.append(entry.fact.name) }
      }
    }
    return nil
  }

  private mutating func allowedValues(
    _ whens: [DecodedFile.When]
  ) -> [String: Set<String>] {
    var allowed: [String: Set<String>] = [:]
    for when in whens {
      for entry in when.entries { narrow(&allowed, entry) }
    }
    return allowed
  }

  private mutating func narrow(
    _ allowed: inout [String: Set<String>], _ entry: DecodedFile.When.Entry
  ) {
    searchBudget -= 1 + entry.values.count
    guard !entry.values.isEmpty, searchBudget > 0 else { return }
    let values = Set(entry.values.map(\.name))
    allowed[entry.fact.name] = allowed[entry.fact.name].map { $0.intersection(values) } ?? values
  }
}
