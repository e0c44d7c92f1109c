import Checklist
import Report
import Review
import Testing

@Suite struct KnownChecklistsTests {
  /// A report of the fixture's checklist, with its words changed or not.
  private func report(
    _ name: String = "s.yaml", changing change: (String) -> String = { $0 }
  ) throws -> [UInt8] {
    let fixture = try ReportFixture()
    let text = change(ReportFixture.checklist)
    var header = ReportFixture.header()
    header.checklists = [
      Header.File(name: name, sha256: Digest.sha256(text), text: text)
    ]
    _ = try ReportOpening.make(
      fixture.path, header: header, identity: ReportFixture.ann, at: ReportFixture.start)
    return try ReportBytes.read(fixture.path)
  }

  @Test func whatIsKnownIsWhatIsRead() throws {
    let known = KnownChecklists()
    let complete = try ReportFixture.complete.get()
    let first = ReportReading(complete, known: known)
    let second = ReportReading(complete, known: known)
    let alone = ReportReading(complete)
    #expect(first.review?.checklists == alone.review?.checklists)
    #expect(second.review?.checklists == alone.review?.checklists)
    #expect(second.review?.sealFigures == alone.review?.sealFigures)
  }

  @Test func otherWordsAreOtherChecklists() throws {
    let known = KnownChecklists()
    for word in ["severity: low", "severity: high", "severity: medium", "severity: low"] {
      let reading = ReportReading(
        try report { $0.replacing("severity: low", with: word) }, known: known)
      let severity = try #require(reading.review?.checklists.step("a")).severity
      #expect("severity: \(severity.rawValue)" == word)
    }
  }

  @Test func anotherNameIsAnotherFile() throws {
    let known = KnownChecklists()
    for name in ["s.yaml", "t.yaml"] {
      let reading = ReportReading(try report(name), known: known)
      #expect(reading.review?.checklists.checklists.map(\.name) == [name])
    }
  }

  @Test func wordsThatTheirDigestDoesNotMatchAreNeverLookedUp() throws {
    let known = KnownChecklists()
    let bytes = try ReportFixture.complete.get()
    #expect(ReportReading(bytes, known: known).review != nil)
    let text = String(decoding: bytes, as: UTF8.self)
    let forged = ReportReading(
      Array(text.replacing("title: Sample", with: "title: Simple").utf8), known: known)
    #expect(forged.review == nil)
    #expect(forged.faults.first?.code == .broken)
  }

  @Test func manyDifferentOnesAreForgottenAndReadAgain() throws {
    let known = KnownChecklists()
    for number in Array(0..<40) + Array(0..<3) {
      let reading = ReportReading(
        try report { $0.replacing("version: 1.0.0", with: "version: 1.0.\(number)") }, known: known)
      #expect(reading.review?.checklists.checklists.first?.version == "1.0.\(number)")
    }
  }
}
