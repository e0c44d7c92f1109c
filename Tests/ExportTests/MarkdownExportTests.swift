import Checklist
import Report
import Review
import Testing

@testable import Export

@Suite struct MarkdownExportTests {
  @Test func notVerifiedStandsOnTopAndBottom() throws {
    let sample = try SampleReview.complete()
    let sources = [
      try sample.source { $0[$0.count / 2] ^= 1 },
      try sample.source { $0.removeLast(10) },
      try SampleReview.make { file in
        try file.append(
          [
            .evidence(
              Evidence(
                step: "backup.daily", name: "a.txt", sha256: SampleReview.digest("a"), size: 1,
                mediaType: "text/plain", source: .file))
          ], at: SampleReview.moment)
      }.source(evidence: .missing),
    ]
    for source in sources {
      #expect(!source.isVerified)
      let lines = ExportFormat.markdown.render(source).split(separator: "\n")
      #expect(lines.first?.contains("NOT VERIFIED") == true)
      #expect(lines.last?.contains("NOT VERIFIED") == true)
      let json = ExportFormat.json.render(source).split(separator: "\n")
      #expect(json.dropFirst().first?.contains("NOT VERIFIED") == true)
      #expect(json.dropLast().last?.contains("NOT VERIFIED") == true)
    }
  }

  @Test func verifiedReportSaysSoNowhere() throws {
    let source = try SampleReview.complete().source()
    for format in ExportFormat.allCases {
      #expect(!format.render(source).contains("NOT VERIFIED"))
    }
  }

  @Test func withoutTrustListSignersAreSelfAsserted() throws {
    let sample = try SampleReview.complete()
    let without = try ExportFormat.markdown.render(sample.source(isTrusted: false))
    #expect(without.contains("**review, performed**, self-asserted: Alice Ämter"))
    #expect(!without.contains("trusted by the list"))
    let with = try ExportFormat.markdown.render(sample.source())
    #expect(with.contains("**approve, approved**, trusted by the list: Bob `*B*`"))
    #expect(!with.contains("self-asserted"))
  }

  @Test func secondPersonIsNamedOrMissed() throws {
    func text(approvals: Int) throws -> String {
      try ExportFormat.markdown.render(SampleReview.make(approvals: approvals) { _ in }.source())
    }
    #expect(
      try text(approvals: 0).contains("No second person has looked: no approval is required."))
    #expect(try text(approvals: 2).contains("No second person has looked yet: 0 of 2"))
    let complete = try ExportFormat.markdown.render(SampleReview.complete().source())
    #expect(complete.contains("A second person has looked: 1 of 1"))
  }

  @Test func acceptanceAndAnswerRunOut() throws {
    let sample = try SampleReview.complete()
    let early = try sample.source(at: SampleReview.timestamp("2026-03-05T00:00:00Z"))
    let before = ExportFormat.markdown.render(early)
    #expect(before.contains("FAIL, low, accepted until 2026-04-30"))
    #expect(before.contains("Valid until 2026-04-01T09:00:00Z"))
    #expect(!before.contains("EXPIRED"))
    let after = try ExportFormat.markdown.render(sample.source())
    #expect(after.contains("FAIL, low, acceptance ENDED after 2026-04-30"))
    #expect(after.contains("**pass, EXPIRED.**"))
    #expect(after.contains("| pass | 2 | 1 expired |"))
  }

  @Test func hostileReportRendersAsText() throws {
    let sample = try SampleReview.hostile()
    let text = try ExportFormat.markdown.render(sample.source(isTrusted: false))
    for line in text.split(separator: "\n") where !line.hasPrefix("| ") && !line.hasPrefix("|-") {
      var body = line.drop { $0 == " " }
      #expect(!body.hasPrefix("/"))
      if body.hasPrefix("> ") { body = body.dropFirst(2) }
      if body.hasPrefix("    ") { continue }
      body = body.drop { "#-".contains($0) }
      body = body.hasPrefix(" ") ? body.dropFirst() : body
      let plain = String(body).replacing("**", with: "").replacing(" = `", with: " `")
      // Our own numbers of sections and steps, and times, are no text of others.
      let ours = plain.replacing(#/^[0-9]+\.[0-9]* /#, with: "")
        .replacing(#/T[0-9:]{8}Z/#, with: "")
      #expect(Residue.isHarmless(ours), "\(line)")
    }
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202e })
  }

  @Test func longCommentsAreWhole() throws {
    let comment = String(repeating: "0123456 `x\n", count: 6500).prefix(64 * 1024)
    let sample = try SampleReview.make { file in
      try file.append(
        [.answer(Answer(step: "backup.daily", outcome: .pass, comment: String(comment)))],
        at: SampleReview.moment)
    }
    let text = try ExportFormat.markdown.render(sample.source())
    #expect(
      text.split(separator: "\n").count { $0.contains("0123456") }
        == comment.split(separator: "\n").count)
  }

  @Test func faultsAreCutOffAtTwenty() throws {
    let source = try SampleReview.complete().source { bytes in
      bytes = Array(String(decoding: bytes, as: UTF8.self).replacing(":", with: " :").utf8)
    }
    let text = ExportFormat.markdown.render(source)
    #expect(source.verdict.faults.count > 20)
    #expect(text.contains("- and \(source.verdict.faults.count - 20) more"))
    #expect(text.contains("cannot be read"))
  }
}
