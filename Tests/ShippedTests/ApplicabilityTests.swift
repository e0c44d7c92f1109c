import Checklist
import Foundation
import Testing

/// Each step comes where the guidance says that it belongs, and nowhere else.
@Suite struct ApplicabilityTests {
  let table: CoverageTable
  let set: ChecklistSet

  init() throws {
    table = try CoverageTable()
    set = try Shipped.gitLab()
  }

  @Test(arguments: Environment.twelve)
  func whatBelongsComesAndNothingElse(environment: Environment) {
    let asked = Set(set.steps.filter(environment.asks).map(\.step.id))
    let belonging = table.items.filter { $0.belongs(environment.facts) }
    for row in belonging where table.leftOut[row.id] == nil {
      #expect(
        row.steps.contains { asked.contains($0) },
        "\(row.id) belongs to \(environment.name), no step of it comes")
    }
    // A step that carries out a statement and no item belongs everywhere.
    let ofItems = Set(table.items.flatMap(\.steps))
    let ofStatements = Set(table.statements.flatMap(\.steps)).subtracting(ofItems)
    let carriers = ofStatements.union(belonging.flatMap(\.steps))
    #expect(asked.subtracting(carriers) == [], "comes in \(environment.name), belongs elsewhere")
  }

  @Test func everyStepComesSomewhere() {
    for placed in set.steps {
      #expect(Environment.twelve.contains { $0.asks(placed) }, "\(placed.step.id)")
    }
  }

  /// An essential review is done in an hour, and a standard one in half a day.
  @Test(arguments: Environment.twelve)
  func profilesKeepTheirSize(environment: Environment) {
    let levels = set.steps.filter(environment.asks).map(\.step.level)
    #expect((30...50).contains(levels.count { $0 <= .essential }))
    #expect((80...120).contains(levels.count { $0 <= .standard }))
    #expect(levels.count > levels.count { $0 <= .standard } + 20)
  }

  /// `Documentation/applicability.md` is this test's print; `RECORD_SNAPSHOTS=1` writes it anew.
  @Test func theTableIsAsPrinted() throws {
    let path = "Documentation/applicability.md"
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try Data(printed().utf8).write(to: Shipped.package.appending(path: path))
    }
    #expect(try Shipped.text(path) == printed())
  }

  private func printed() -> String {
    let environments = Environment.twelve
    var lines = [
      "# Which steps come where", "",
      "Twelve environments as teams build them, and the steps that a review of each asks: `e` from",
      "the essential profile on, `s` from standard on, `t` in the thorough one alone. A test prints",
      "this page and compares it.", "",
    ]
    lines += row(["Fact"] + environments.map(\.name))
    lines.append(rule(environments.count))
    for fact in set.facts where !fact.choices.isEmpty {
      lines += row(["`\(fact.id)`"] + environments.map { $0.facts[fact.id] ?? "" })
    }
    lines.append("")
    lines += row(["Steps in the profile"] + environments.map(\.name))
    lines.append(rule(environments.count))
    for profile in Profile.allCases {
      lines += row(
        [profile.rawValue]
          + environments.map { environment in
            "\(set.steps.count { environment.asks($0) && $0.step.level <= profile })"
          })
    }
    for (index, checklist) in set.checklists.enumerated() where !checklist.sections.isEmpty {
      lines += ["", "## \(checklist.title)", ""]
      lines += row(["Step"] + environments.map(\.name))
      lines.append(rule(environments.count))
      for placed in set.steps where placed.checklist == index {
        let mark = String(placed.step.level.rawValue.prefix(1))
        lines += row(
          ["`\(placed.step.id)`"] + environments.map { $0.asks(placed) ? mark : "" })
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(_ cells: [String]) -> [String] {
    ["| " + cells.joined(separator: " | ") + " |"]
  }

  private func rule(_ count: Int) -> String {
    "|---|" + String(repeating: ":-:|", count: count)
  }
}
