import Foundation
import Testing

/// `Documentation/guidance-coverage.md`: which step carries out what.
struct CoverageTable {
  /// A statement of the page that the checklists come from, or an item of the guidance.
  struct Row {
    let id: String
    /// The rule by which an item comes, `always` for none; empty for a statement.
    let when: String
    let steps: [String]
    let seen: String

    /// Whether the item belongs to a review with these facts: each one named must be known.
    func belongs(_ facts: [String: String]) -> Bool {
      when == "always"
        || when.split(separator: ",").allSatisfy { part in
          let sides = part.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) }
          guard sides.count == 2, let known = facts[sides[0]] else { return false }
          return sides[1].split(separator: "/").contains { $0 == known }
        }
    }
  }

  var statements: [Row] = []
  var items: [Row] = []
  /// The items that no step carries out, with why.
  var leftOut: [String: String] = [:]
  /// The short names of sources.
  var sources: Set<String> = []

  init() throws {
    var heading = ""
    for line in try Shipped.text("Documentation/guidance-coverage.md").split(separator: "\n") {
      if line.hasPrefix("## ") { heading = String(line.dropFirst(3)) }
      guard line.hasPrefix("| "), line.hasSuffix(" |") else { continue }
      let cells = line.dropFirst(2).dropLast(2).split(separator: " | ").map(String.init)
      try #require(cells.count >= 3 || heading == "Left out", "\(line)")
      let id = Self.name(cells[0])
      switch heading {
      case "Statements" where id != "Statement":
        statements.append(Row(id: id, when: "", steps: Self.names(cells[2]), seen: ""))
      case "Items" where id != "Item":
        try #require(cells.count == 4, "\(line)")
        items.append(Row(id: id, when: cells[1], steps: Self.names(cells[2]), seen: cells[3]))
      case "Left out" where id != "Item": leftOut[id] = cells.count > 1 ? cells[1] : ""
      case "Sources" where id != "Name":
        for name in id.split(separator: ",") {
          sources.insert(String(name.split(whereSeparator: { " /".contains($0) })[0]))
        }
      default: break
      }
    }
  }

  private static func name(_ cell: String) -> String {
    cell.trimmingCharacters(in: [" ", "`"])
  }

  private static func names(_ cell: String) -> [String] {
    cell.split(separator: ",").map { name(String($0)) }.filter { $0 != "–" }
  }
}
