import Report
import Review
import Testing

/// What takes long can be watched and given up.
struct TendTests {
  private struct Stop: Error {}

  @Test func aReadingTellsHowFarItIsAndReadsTheSame() throws {
    let fixture = try ReportFixture()
    let file = try fixture.make()
    try file.append(
      (0..<100).map { .answer(Answer(step: "a", outcome: .pass, comment: "\($0)")) },
      at: ReportFixture.at(1))
    let bytes = try fixture.bytes()
    let lines = bytes.count { $0 == 0x0A }
    var seen: [Int] = []
    let reading = ReportReading(bytes) { done, total in
      #expect(total == 2 * lines)
      seen.append(done)
    }
    #expect(reading.review?.lastSeq == file.review.lastSeq)
    #expect(seen == seen.sorted() && seen.contains(0) && (seen.last ?? 0) > 2 * lines - 64)
    var calls = 0
    #expect(throws: Stop.self) {
      _ = try ReportReading(bytes) { _, _ throws(Stop) in
        calls += 1
        if calls == 3 { throw Stop() }
      }
    }
    #expect(calls == 3)
  }

  @Test func aComparisonTellsHowFarItIs() throws {
    let folder = try TemporaryFolder()
    let evidence = EvidenceFolder(path: folder.file("r.evidence"))
    try folder.write(Array(repeating: 1, count: 2_500_000), "a.log")
    let item = try evidence.add(folder.file("a.log"), step: "a")
    var seen: [Int] = []
    #expect(evidence.state(of: item) { seen.append($0) } == .intact)
    #expect(seen == [0, 1_048_576, 2_097_152, 2_500_000])
    #expect(throws: Stop.self) {
      _ = try evidence.state(of: item) { done throws(Stop) in if done > 0 { throw Stop() } }
    }
  }
}
