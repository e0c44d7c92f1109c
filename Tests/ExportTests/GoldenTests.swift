import Foundation
import Testing

@testable import Export

@Suite struct GoldenTests {
  /// `RECORD_SNAPSHOTS=1` writes the files anew, and fails all the same: read them first.
  private func check(_ text: String, _ name: String) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Goldens").appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(text.utf8).write(to: url)
      Issue.record("\(name) was written anew: read it, then test without RECORD_SNAPSHOTS")
    } else {
      let golden = try String(decoding: Data(contentsOf: url), as: UTF8.self)
      let lines = zip(text.split(separator: "\n"), golden.split(separator: "\n"))
      #expect(lines.first { $0 != $1 }.map { "\($0)" } == nil, "the first line that differs")
      #expect(text.utf8.elementsEqual(golden.utf8))
    }
  }

  @Test(arguments: ExportFormat.allCases)
  func completeReport(format: ExportFormat) throws {
    let source = try SampleReview.complete().source()
    #expect(source.isVerified)
    try check(format.render(source), "complete.\(format.rawValue)")
  }

  @Test(arguments: ExportFormat.allCases)
  func emptyReview(format: ExportFormat) throws {
    let source = try SampleReview.make { _ in }.source(isTrusted: false)
    #expect(source.isVerified)
    try check(format.render(source), "empty.\(format.rawValue)")
  }

  @Test(arguments: ExportFormat.allCases)
  func hostileReport(format: ExportFormat) throws {
    let source = try SampleReview.hostile().source(isTrusted: false)
    try check(format.render(source), "hostile.\(format.rawValue)")
  }

  @Test(arguments: ExportFormat.allCases)
  func sameBytesEachTime(format: ExportFormat) throws {
    let one = try SampleReview.complete()
    let other = try SampleReview.complete()
    #expect(try format.render(one.source()) == format.render(other.source()))
  }
}
