import Review

/// Many reports as one HTML file for managers: no script, nothing loaded from elsewhere.
public enum FleetHTML {
  /// The page.
  public static func text(_ fleet: Fleet) -> String {
    var page = HTMLPage.document()
    page.element(.html, [.lang: "en"]) { page in
      page.element(.head) {
        HTMLExport.addHead("Reviews: \(fleet.summary)", isVerified: true, to: &$0)
      }
      page.element(.body) { page in
        page.element(.header) { page in
          page.element(.h1, "Post-deployment reviews")
          page.element(.p, [.class: "verdict \(tone(of: fleet))"]) { page in
            page.element(.strong, fleet.summary)
          }
        }
        page.element(.main, [.id: HTMLPage.Place.main]) { page in
          if !fleet.damaged.isEmpty { page.addDamaged(fleet) }
          page.addEnvironments(fleet)
          page.addLegend(fleet)
          page.newline()
        }
        page.element(.footer) { page in
          page.element(.p) { page in
            page.text("A rendering, not a proof: this page is not signed. What proves are the ")
            page.text("reports, checked with ")
            page.code("postflight verify")
            page.text(".")
          }
        }
        page.newline()
      }
      page.newline()
    }
    page.newline()
    return page.html
  }

  private static func tone(of fleet: Fleet) -> String {
    if !fleet.damaged.isEmpty || fleet.environments.contains(where: { $0.isBad }) { return "bad" }
    return fleet.isTrustChecked && fleet.completeCount == fleet.environments.count
      ? "good" : "care"
  }
}

extension Fleet.Environment {
  // What `verify` or an approver says no to, and what was promised and not kept.
  fileprivate var isBad: Bool { figures.needs.first.map { $0 < .open } ?? false }
}

extension HTMLPage {
  fileprivate mutating func addDamaged(_ fleet: Fleet) {
    part("damaged", "Files that do not verify (\(fleet.damaged.count))") { page in
      page.element(.ul) { page in
        for damage in fleet.damaged {
          page.element(.li) { page in
            page.code(damage.path)
            page.text(" ")
            page.others(damage.words)
          }
        }
      }
    }
  }

  fileprivate mutating func addEnvironments(_ fleet: Fleet) {
    part("environments", "Environments (\(fleet.environments.count))") { page in
      page.element(.table) { page in
        page.element(.caption, "What needs a person most comes first")
        page.columns(["Environment", "State", "Figures"])
        page.element(.tbody) { page in
          for environment in fleet.environments { page.addRow(environment, fleet) }
        }
      }
    }
  }

  private mutating func addRow(_ environment: Fleet.Environment, _ fleet: Fleet) {
    let outlook = environment.figures.outlook
    element(.tr) { page in
      page.element(.th, [.scope: "row"]) { page in
        page.element(.strong) { $0.others(environment.name) }
        page.lines([environment.age(at: fleet.moment), environment.figures.profile])
        page.code(environment.path)
        if !environment.superseded.isEmpty {
          page.text(", \(environment.superseded.count) older")
        }
      }
      page.element(.td) { page in
        let look = environment.isBad ? "bad" : environment.figures.needs.isEmpty ? "good" : ""
        page.element(.ul) { page in
          for (index, words) in environment.needs().enumerated() {
            page.element(.li) { page in
              if index == 0 {
                page.element(.strong, [.class: look]) { $0.others(words) }
              } else {
                page.others(words)
              }
            }
          }
        }
      }
      page.element(.td) { page in
        page.lines(
          [
            "\(environment.progress) steps", "FAIL: \(environment.findings)",
            outlook.nextAcceptanceEnd.map { "accepted until \($0)" },
            outlook.nextExpiry.map { "expires \($0.day)" },
            "\(environment.reviews) reviews, \(environment.approvals) approvals",
            "signers \(environment.figures.trust.word)",
          ].compactMap { $0 })
      }
    }
  }

  private mutating func lines(_ lines: [String]) {
    for line in lines { element(.div, line) }
  }

  fileprivate mutating func addLegend(_ fleet: Fleet) {
    part("legend", "How to read this") { page in
      page.element(.ul) { page in
        for line in fleet.legend { page.element(.li, line) }
      }
    }
  }
}
