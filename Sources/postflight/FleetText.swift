import Export
import Review

/// Many reports as a table, with a legend that needs no colour.
enum FleetText {
  static func lines(_ fleet: Fleet) -> [String] {
    let heading = [
      "ENVIRONMENT", "LAST CHANGE", "STEPS", "FAIL", "ACCEPTED TO", "EXPIRES", "REVIEWED",
      "APPROVED", "SIGNERS", "REPORT", "STATE",
    ]
    let damaged = fleet.damaged.map { damage in
      ["?"] + Array(repeating: "-", count: heading.count - 3) + [damage.path, damage.words]
    }
    let rows = fleet.environments.map { environment in
      let (figures, outlook) = (environment.figures, environment.figures.outlook)
      let older = environment.superseded.count
      return [
        environment.name, environment.age(at: fleet.moment), environment.progress,
        environment.findings, outlook.nextAcceptanceEnd.map { "\($0)" } ?? "-",
        outlook.nextExpiry.map { "\($0.day)" } ?? "-", environment.reviews, environment.approvals,
        figures.trust.word, environment.path + (older == 0 ? "" : " (\(older) older)"),
        environment.needs().joined(separator: "; "),
      ]
    }
    return TextTable.lines(heading, damaged + rows) + ["", "\(fleet.summary)."] + fleet.legend
  }
}
