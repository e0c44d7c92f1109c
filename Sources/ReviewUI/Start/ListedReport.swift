import Review

/// A report in the folder, as the start screen lists it.
public struct ListedReport: Sendable, Equatable {
  /// What is known of it.
  public enum Content: Sendable, Equatable {
    /// Nobody has looked yet.
    case unread
    /// It could be read.
    case figures(ReportFigures)
    /// It does not verify; the reason, as a clause.
    case damaged(String)
    /// The system does not let it be read; the reason, as it goes on after the name.
    case unreadable(String)
  }

  /// Its file name.
  public let name: String
  /// What is known of it.
  public let content: Content

  /// Makes a line of the list.
  public init(name: String, content: Content) {
    self.name = name
    self.content = content
  }

  /// The file name without the ending that all reports have.
  var stem: String {
    let ending = ".report.jsonl"
    return name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
  }

  var figures: ReportFigures? {
    if case .figures(let figures) = content { figures } else { nil }
  }

  /// Why there are no figures, or nil.
  var fault: String? {
    switch content {
    case .unread, .figures: nil
    case .damaged(let reason), .unreadable(let reason): reason
    }
  }

  /// How far it has come, or why that is not known, in a few words.
  var state: String {
    switch content {
    case .unread: ""
    case .figures(let figures): figures.state
    case .damaged: "DAMAGED"
    case .unreadable: "NOT READABLE"
    }
  }

  /// What needs somebody first, newest first; then what cannot be gone on with, what is complete,
  /// and what nobody has looked at yet.
  static func isBefore(_ left: ListedReport, _ right: ListedReport) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    // What nobody has looked at stays as it came.
    if left.content == .unread { return false }
    let times = (left.figures?.lastTime, right.figures?.lastTime)
    if case (let first?, let second?) = times, first != second { return first > second }
    return left.name < right.name
  }

  private var rank: Int {
    switch content {
    case .figures(let figures): figures.needsSomebody ? 0 : 2
    case .damaged, .unreadable: 1
    case .unread: 3
    }
  }

  /// The time since a moment in one unit: `now`, `5 min`, `3 h`, `2 d`.
  static func age(of time: Timestamp?, at now: Timestamp) -> String {
    guard let time else { return "" }
    let seconds = now.seconds - time.seconds
    switch seconds {
    case ..<60: return "now"
    case ..<3600: return "\(seconds / 60) min"
    case ..<86_400: return "\(seconds / 3600) h"
    default: return "\(seconds / 86_400) d"
    }
  }
}
