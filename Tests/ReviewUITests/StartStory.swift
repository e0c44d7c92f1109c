import Checklist
import Review
import ReviewStories
import TextGrid

@testable import ReviewUI

/// A start screen with reports in every state, driven key by key.
struct StartStory {
  static let now = Timestamp(seconds: 1_795_514_400)

  static let setting = StartScreen.Setting(
    folder: "~/reviews/gitlab", hasTrustList: false,
    formats: [.init(name: "markdown", ending: ".md"), .init(name: "json", ending: ".json")],
    usual: ["gitlab-backup", "gitlab-security"])

  static let checklists = [
    checklist("gitlab-backup", "GitLab backup and restore", [24, 60, 97]),
    checklist("gitlab-security", "GitLab security", [19, 52, 88]),
    ListedChecklist(
      reference: "checklists/own.yaml", id: "own", title: "Our own checks", version: "3",
      origin: "./checklists", sizes: [.essential: 4, .standard: 4, .thorough: 1200]),
    ListedChecklist(
      reference: "checklists/half.yaml", id: "half", title: "half.yaml", version: "",
      origin: "./checklists", sizes: [:], fault: "line 12: no such key, sections: did you mean it?"),
  ]

  /// A report in every state, in the order of a folder.
  static let reports = [
    report("stage-2026-11-22", "stage", .approved(1, of: 2), hours: 50),
    report("prod-2026-11-24", "prod", .open, hours: 3, answered: 12, failing: 2),
    report("prod-2026-11-01", "prod", .complete, hours: 24 * 23),
    report("lab-2026-11-20", "lab", .rejected, hours: 4 * 24, failing: 1),
    ListedReport(
      name: "copied.report.jsonl",
      content: .damaged(
        "line 3: prev is not the SHA-256 of the lines before: something before this line was "
          + "changed, added or taken out")),
    ListedReport(
      name: "pipe.report.jsonl", content: .unreadable("is no regular file: name a file")),
    report("日本-2026-11-23", "日本 production, the long name of it", .sealed, hours: 20),
    report("dr-2026-11-23", "dr", .reviewed, hours: 26),
    report("old-2025-01-10", "old", .expired, hours: 24 * 600),
    report("edge-2026-11-24", "edge", .answered, hours: 0),
    report("mini-2026-11-24", "mini", .incomplete(open: 3), hours: 1, answered: 40),
    report(
      "fake-2026-11-24", "fake\u{1B}[31m", .complete, hours: 2, alarm: "signer NOT TRUSTED"),
    ListedReport(name: "new-2026-11-24.report.jsonl", content: .unread),
  ]

  var screen: StartScreen
  /// What was wanted outside, in order.
  var asked: [StartEffect] = []

  init(
    columns: Int = 80, rows: Int = 24, reports: [ListedReport] = Self.reports,
    hasTrustList: Bool = false
  ) {
    let setting = StartScreen.Setting(
      folder: Self.setting.folder, hasTrustList: hasTrustList, formats: Self.setting.formats,
      usual: Self.setting.usual)
    screen = StartScreen(setting, columns: columns, rows: rows)
    take(.found(reports.map(\.name), at: Self.now))
    take(.signer("ann@example.com"))
    take(.checklists(Self.checklists))
    for report in reports where report.content != .unread { take(.read(report)) }
  }

  /// Presses keys: characters, and names in angle brackets such as `<enter>`.
  mutating func press(_ keys: String) {
    for key in ScreenStory.keys(keys) { take(.key(key)) }
  }

  mutating func take(_ event: StartEvent) {
    asked += screen.update(event)
  }

  /// The rows of the screen.
  var text: [String] { screen.render(glyphs: .ascii).textRows }

  static func report(
    _ stem: String, _ environment: String, _ stage: Stage, hours: Int64, answered: Int = 43,
    failing: Int = 0, alarm: String? = nil
  ) -> ListedReport {
    ListedReport(
      name: stem + ".report.jsonl",
      content: .figures(
        ReportFigures(
          environment: environment, profile: "essential", answered: answered, steps: 43,
          failing: failing, expired: stage == .expired ? 2 : 0, stage: stage,
          lastTime: Timestamp(seconds: now.seconds - hours * 3600),
          lastSigner: "ann@example.com", alarm: alarm)))
  }

  private static func checklist(_ id: String, _ title: String, _ sizes: [Int]) -> ListedChecklist {
    ListedChecklist(
      reference: id, id: id, title: title, version: "2026.11", origin: "shipped",
      sizes: Dictionary(uniqueKeysWithValues: zip(Profile.allCases, sizes)))
  }
}
