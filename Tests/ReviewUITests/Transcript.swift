import Foundation
import Review
import ReviewStories
import Testing

@testable import ReviewUI

/// A talk with line mode: what is typed, and what else happens meanwhile.
struct Script: Sendable, CustomTestStringConvertible {
  enum Event: Sendable, ExpressibleByStringLiteral {
    /// A line of input.
    case line(String)
    /// From here on no write succeeds.
    case diskBreaks(String)
    /// Somebody leaves, and the other person resumes the same report.
    case resume(ReviewState.Reviewer)
    /// Ctrl-C.
    case interrupt
    /// Input has ended.
    case end

    init(stringLiteral value: String) { self = .line(value) }
  }

  let name: String
  var environment = "prod"
  var approvals = 0
  /// Whether the review goes by an earlier one.
  var goesBy = false
  let events: [Event]

  var testDescription: String { name }

  init(
    _ name: String, environment: String = "prod", approvals: Int = 0, goesBy: Bool = false,
    _ events: [Event]
  ) {
    self.name = name
    self.environment = environment
    self.approvals = approvals
    self.goesBy = goesBy
    self.events = events
  }

  /// The talk as a terminal shows it; an event that nobody types stands in parentheses.
  func talk() throws -> (lines: [String], mode: LineMode, report: FakeReport) {
    let report = try FakeReport(
      try Sample.review(environment: environment, approvals: approvals))
    var mode = try self.mode(on: report)
    var lines = mode.begin()
    for event in events {
      switch event {
      case .line(let text):
        lines.append(mode.prompt + text)
        lines += mode.take(text, report)
      case .diskBreaks(let reason):
        lines.append("(the disk says: \(reason))")
        report.breaksWith = reason
      case .resume(let person):
        lines.append("(\(person.principal) resumes)")
        report.person = person
        mode = try self.mode(on: report)
        lines += mode.begin()
      case .interrupt:
        lines.append(mode.prompt + "(Ctrl-C)")
        lines += mode.interrupt()
      case .end:
        lines.append(mode.prompt + "(end of input)")
        lines += mode.endInput(report)
      }
    }
    return (lines, mode, report)
  }

  private func mode(on report: FakeReport) throws -> LineMode {
    LineMode(
      state: ReviewState(
        review: report.review, entries: report.entries, reviewer: report.person,
        earlier: goesBy ? try Sample.earlier() : nil))
  }
}

/// Files that hold what is expected.
///
/// `RECORD_SNAPSHOTS=1` writes them, and still fails.
enum Golden {
  static let folder = folder("Transcripts")

  static func folder(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(name)
  }

  /// The files that are there.
  static func names(in folder: URL = folder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  static func expect(
    _ lines: [String], as name: String, in folder: URL = folder,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appendingPathComponent(name + ".txt")
    let text = lines.joined(separator: "\n") + "\n"
    let wanted = try? String(contentsOf: file, encoding: .utf8)
    if text == wanted { return }
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("\(name) is written; read it", sourceLocation: sourceLocation)
      return
    }
    let before = (wanted ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    let after = text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = zip(before, after).prefix { $0 == $1 }.count
    Issue.record(
      """
      \(name).txt differs on line \(place + 1):
      wanted: \(place < before.count ? before[place] : "(end)")
      is:     \(place < after.count ? after[place] : "(end)")
      RECORD_SNAPSHOTS=1 writes it anew.
      """, sourceLocation: sourceLocation)
  }
}
