import Checklist
import Review

// The figures, as tables with a bar in each row.
extension HTMLPage {
  /// A piece of a bar: how it looks, and how many it stands for.
  typealias Piece = (look: Look, count: Int)

  /// How the pieces of bars look: apart without colours too.
  enum Look: String, CaseIterable {
    case fail
    case open
    case na
    case expired
    case pass

    var pattern: String? {
      switch self {
      case .open: "hatch"
      case .na: "lines"
      case .expired: "cross"
      case .fail, .pass: nil
      }
    }
  }

  mutating func addSummary(_ exported: ExportedReview) {
    part("summary", "Summary") { page in
      page.addPatterns()
      page.addCounts(exported)
      if !exported.findings.isEmpty { page.addSeverities(exported) }
      if !exported.parts.isEmpty { page.addSections(exported) }
    }
  }

  private mutating func addCounts(_ exported: ExportedReview) {
    let counts = exported.review.sealFigures.counts
    func expired(_ outcome: Outcome) -> [String] {
      let count = exported.expiredCount(outcome)
      return count == 0 ? [] : ["\(count) expired"]
    }
    let accepted = exported.acceptedCount == 0 ? [] : ["\(exported.acceptedCount) accepted"]
    let rows: [(String, Int, [String])] = [
      (Outcome.pass.word, counts.pass, expired(.pass)),
      (Outcome.fail.word, counts.fail, accepted + expired(.fail)),
      (Outcome.notApplicable.word, counts.notApplicable, expired(.notApplicable)),
      (Outcome.notChecked.word, counts.notChecked, []),
      ("all that apply", counts.steps, []),
    ]
    element(.table, [.class: "figures short"]) { page in
      page.element(.caption, "Outcomes")
      page.columns(["Outcome", "Steps", "Of them"])
      page.element(.tbody) { page in
        for (word, count, notes) in rows {
          page.element(.tr) { page in
            page.element(.th, [.scope: "row"], word)
            page.element(.td, [.class: "n"], "\(count)")
            page.element(.td, notes.joined(separator: ", "))
          }
        }
      }
    }
  }

  private mutating func addSections(_ exported: ExportedReview) {
    element(.table, [.class: "figures chart"]) { page in
      page.element(.caption) { page in
        page.text("Outcomes per section. The bars, from the left:")
        page.key([
          (.fail, "FAIL"), (.open, "not checked"), (.na, "n/a"), (.expired, "pass EXPIRED"),
          (.pass, "pass"),
        ])
      }
      page.columns(["Section", "FAIL", "not checked", "n/a", "pass EXPIRED", "pass", "steps"])
      page.element(.tbody) { page in
        for part in exported.parts { page.addRow(of: part, exported) }
      }
    }
  }

  private mutating func addRow(of part: ExportedReview.Part, _ exported: ExportedReview) {
    var counts = Counts()
    for step in part.steps { counts.add(exported.review.outcome(of: step.id)) }
    // A pass of the past is none: it has a piece of its own.
    let expired = part.steps.count {
      exported.expired.contains($0.id) && exported.review.outcome(of: $0.id) == .pass
    }
    let pieces: [Piece] = [
      (.fail, counts.fail), (.open, counts.notChecked), (.na, counts.notApplicable),
      (.expired, expired), (.pass, counts.pass - expired),
    ]
    element(.tr) { page in
      page.element(.th, [.scope: "row"]) { page in
        page.element(.div, [.class: "row"]) { page in
          page.link(to: Place.section(part.number)) { page in
            page.text("\(part.number). ")
            page.others(part.section.title)
          }
          page.bar(
            pieces, of: counts.steps, title: "Outcomes of section \(part.number)",
            saying: "\(counts.fail) FAIL, \(counts.notChecked) not checked, "
              + "\(counts.notApplicable) n/a, \(expired) pass EXPIRED, "
              + "\(counts.pass - expired) pass")
        }
      }
      for count in pieces.map(\.count) + [counts.steps] {
        page.element(.td, [.class: "n"], "\(count)")
      }
    }
  }

  private mutating func addSeverities(_ exported: ExportedReview) {
    let findings = exported.findings
    func count(_ severity: Severity, _ disposition: Finding.Disposition) -> Int {
      findings.count { $0.step.severity == severity && $0.disposition == disposition }
    }
    let largest = Severity.allCases.map { severity in
      findings.count { $0.step.severity == severity }
    }.max()
    element(.table, [.class: "figures chart short"]) { page in
      page.element(.caption) { page in
        page.text("Findings by severity, worst first. The bars, from the left:")
        page.key([
          (.fail, "no plan, fix OVERDUE or acceptance ENDED"), (.open, "fix planned"),
          (.na, "accepted"),
        ])
      }
      page.columns(["Severity", "no plan", "OVERDUE", "ENDED", "fix planned", "accepted", "FAIL"])
      page.element(.tbody) { page in
        for severity in Severity.allCases.reversed() {
          let unsettled = [
            count(severity, .noPlan), count(severity, .fixOverdue),
            count(severity, .acceptanceEnded),
          ]
          let settled = [count(severity, .fixPlanned), count(severity, .accepted)]
          let all = (unsettled + settled).reduce(0, +)
          page.element(.tr) { page in
            page.element(.th, [.scope: "row"]) { page in
              page.element(.div, [.class: "row"]) { page in
                page.element(.span, severity.rawValue)
                page.bar(
                  [(.fail, unsettled.reduce(0, +)), (.open, settled[0]), (.na, settled[1])],
                  of: largest ?? 1, title: "FAIL of severity \(severity.rawValue)",
                  saying: "\(unsettled[0]) no plan, \(unsettled[1]) OVERDUE, "
                    + "\(unsettled[2]) ENDED, \(settled[0]) fix planned, \(settled[1]) accepted")
              }
            }
            for count in unsettled + settled + [all] {
              page.element(.td, [.class: "n"], "\(count)")
            }
          }
        }
      }
    }
  }
}

// Bars, as large as their place: all lengths are parts of a hundred.
extension HTMLPage {
  private mutating func addPatterns() {
    element(.svg, [.class: "patterns", .width: "0", .height: "0", .ariaHidden: "true"]) { page in
      page.element(.defs) { page in
        for (name, path) in [
          ("hatch", "M-2 2l4-4M0 8l8-8M6 10l4-4"), ("lines", "M2 0v8M6 0v8"),
          ("cross", "M0 0l8 8M0 8l8-8"),
        ] {
          page.element(
            .pattern, [.id: name, .patternUnits: "userSpaceOnUse", .width: "8", .height: "8"]
          ) { page in
            page.element(.path, [.class: name, .d: path], "")
          }
        }
      }
    }
  }

  /// What the looks of a bar's pieces mean.
  private mutating func key(_ meanings: [(Look, String)]) {
    for (look, words) in meanings {
      text(" ")
      element(.span, [.class: "key"]) { page in
        page.element(.svg, [.class: "swatch", .ariaHidden: "true"]) { $0.piece(look, 0, 10_000) }
        page.text(" \(words)")
      }
    }
  }

  private mutating func bar(
    _ pieces: [Piece], of whole: Int, title: String, saying words: String
  ) {
    element(.svg, [.class: "bar", .role: "img"]) { page in
      page.element(.title, title)
      page.element(.desc, words)
      var before = 0
      for piece in pieces where piece.count > 0 {
        let start = before * 10_000 / max(1, whole)
        before += piece.count
        page.piece(piece.look, start, before * 10_000 / max(1, whole))
      }
    }
  }

  /// A piece between two places, in hundredths of a percent.
  private mutating func piece(_ look: Look, _ start: Int, _ end: Int) {
    func percent(_ value: Int) -> String {
      let rest = value % 100
      return "\(value / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
    let place: (String, String) = (percent(start), percent(end - start))
    element(.rect, [.class: look.rawValue, .x: place.0, .width: place.1, .height: "100%"], "")
    if let pattern = look.pattern {
      element(
        .rect, [.fill: "url(#\(pattern))", .x: place.0, .width: place.1, .height: "100%"], "")
    }
  }
}
