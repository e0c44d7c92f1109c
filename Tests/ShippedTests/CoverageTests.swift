import Checklist
import Testing

/// Nothing of the guidance is lost: each statement and item has a step, or a reason.
@Suite struct CoverageTests {
  let table: CoverageTable
  let set: ChecklistSet

  init() throws {
    table = try CoverageTable()
    set = try Shipped.gitLab()
  }

  @Test func everyStatementHasAStep() {
    let wanted = (1...19).map { "S\($0)" } + (1...3).map { "E\($0)" }
    #expect(table.statements.map(\.id) == wanted)
    for row in table.statements { #expect(!row.steps.isEmpty, "\(row.id)") }
  }

  @Test func everyItemHasAStepOrAReason() {
    #expect(table.items.count == 193)
    #expect(Set(table.items.map(\.id)).count == 193)
    for row in table.items {
      #expect(row.steps.isEmpty == (table.leftOut[row.id] != nil), "\(row.id)")
    }
    let known = Set(table.items.map(\.id))
    for (id, reason) in table.leftOut {
      #expect(known.contains(id), "\(id)")
      #expect(reason.split(separator: " ").count >= 5, "\(id) is left out without a reason")
    }
    #expect(table.items.count { !$0.steps.isEmpty } >= 175)
  }

  @Test func everyItemWasReadAgainAtItsSource() {
    for row in table.items where table.leftOut[row.id] == nil {
      let names = row.seen.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      #expect(
        names.contains { table.sources.contains($0) }, "\(row.id): no source in \"\(row.seen)\"")
    }
  }

  @Test func tableAndChecklistsNameTheSameSteps() {
    let rows = table.statements + table.items
    let named = Set(rows.flatMap(\.steps))
    let shipped = Set(set.steps.map(\.step.id))
    #expect(named.subtracting(shipped) == [], "named in the table, not shipped")
    #expect(shipped.subtracting(named) == [], "shipped, not named in the table")
    for row in rows {
      for id in row.steps where id != row.id {
        #expect(
          set.step(id)?.covers.contains(row.id) == true,
          "\(id) does not say that it covers \(row.id)")
      }
    }
    for placed in set.steps {
      for id in placed.step.covers {
        #expect(
          rows.contains { $0.id == id && $0.steps.contains(placed.step.id) },
          "\(placed.step.id) covers \(id), the table does not say so")
      }
    }
  }
}
