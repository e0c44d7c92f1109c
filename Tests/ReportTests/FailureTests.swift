import Report
import Review
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The disk refuses: a file size limit makes real short writes and real errors.
///
/// The limit belongs to the whole process, so each case runs in a process of its own.
struct FailureTests {
  private static func limitFileSize(_ bytes: Int) {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    limit.rlim_cur = rlim_t(bytes)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  }

  private static let pass: Event = .answer(Answer(step: "a", outcome: .pass))

  @Test func afterAnErrorNothingMoreIsAppended() async {
    await #expect(processExitsWith: .success) {
      let fixture = try ReportFixture()
      let file = try fixture.make()
      let saved = try fixture.bytes()
      // The next line goes in by 100 bytes.
      FailureTests.limitFileSize(saved.count + 100)
      let error = reportError { try file.append([FailureTests.pass], at: ReportFixture.at(1)) }
      try expectInChild(error?.code == .inputOutput)
      try expectInChild(error?.message.hasPrefix("not saved: ") == true)
      try expectInChild(file.failure == error)
      let torn = try fixture.bytes()
      try expectInChild(torn.count == saved.count + 100)
      // Not shown as saved.
      try expectInChild(file.review.answer(to: "a") == nil)

      FailureTests.limitFileSize(1 << 30)
      let again = reportError { try file.append([FailureTests.pass], at: ReportFixture.at(2)) }
      try expectInChild(again == error)
      try expectInChild(fixture.bytes() == torn)
    }
  }

  @Test func theReviewGoesOnElsewhere() async {
    await #expect(processExitsWith: .success) {
      let fixture = try ReportFixture()
      let file = try fixture.make()
      try file.append([FailureTests.pass], at: ReportFixture.at(1))
      let saved = try fixture.bytes()
      FailureTests.limitFileSize(saved.count + 100)
      _ = reportError { try file.append([.answer(ReportFixture.failing)], at: ReportFixture.at(2)) }
      let place = fixture.folder.file("copy.report.jsonl")
      // The copy does not fit either, and its name must fit.
      let copyError = reportError { _ = try file.continueElsewhere(at: place) }
      try expectInChild(copyError?.code == .inputOutput)
      // What there was of it is gone, and not in the way of another try.
      try expectInChild(fixture.folder.names() == ["r.report.jsonl"])
      FailureTests.limitFileSize(1 << 30)
      let nameError = reportError { _ = try file.continueElsewhere(at: place + ".txt") }
      try expectInChild(nameError?.code == .usage)
      try expectInChild(file.failure != nil)

      let other = fixture.folder.file("other.report.jsonl")
      let entries = try file.continueElsewhere(at: other)
      try expectInChild(entries.map(\.event.type) == ["answer", "sig"])
      try expectInChild(file.failure == nil)
      try expectInChild(file.location.path == other)
      try expectInChild(file.review.outcome(of: "b") == .fail)
      try expectInChild(file.evidence.path == fixture.folder.file("other.evidence"))
      try expectInChild(fixture.folder.mode("other.report.jsonl") == 0o600)

      // The copy is locked like any report.
      let locked = reportError {
        _ = try ReportOpening.open(other, identity: ReportFixture.bob, at: ReportFixture.at(3))
      }
      try expectInChild(locked?.code == .locked)
      try file.append(
        [.answer(Answer(step: "c", outcome: .pass))], at: ReportFixture.at(3))
      let bytes = try fixture.folder.read("other.report.jsonl")
      try expectInChild(bytes.starts(with: saved))
      try expectInChild(file.receipt.digest == Digest.sha256(bytes))
      try expectInChild(ReportFixture.code(bytes) == .incomplete)
      try expectInChild(ReportReading(bytes).review?.outcome(of: "c") == .pass)
    }
  }

  @Test func aReportThatDoesNotFitLeavesNothing() async {
    await #expect(processExitsWith: .success) {
      let fixture = try ReportFixture()
      FailureTests.limitFileSize(1_000)
      let error = reportError { _ = try fixture.make() }
      try expectInChild(error?.code == .inputOutput)
      try expectInChild(error?.message.contains("was not written: File too large") == true)
      try expectInChild(fixture.folder.names().isEmpty)
    }
  }

  /// What is told of a report is what is on the disk, or the next opening would be told of a
  /// roll-back that never was.
  @Test func theReceiptIsOfWhatIsSaved() async {
    await #expect(processExitsWith: .success) {
      let fixture = try ReportFixture()
      let file = try fixture.make()
      let receipt = file.receipt
      FailureTests.limitFileSize(try fixture.bytes().count + 100)
      _ = reportError { try file.append([FailureTests.pass], at: ReportFixture.at(1)) }
      try expectInChild(file.receipt == receipt)
    }
  }

  @Test(arguments: [1_000, 2_500_000]) func evidenceThatDoesNotFitLeavesNothing(limit: Int) async {
    await #expect(processExitsWith: .success) { [limit] in
      let fixture = try ReportFixture()
      let file = try fixture.make()
      try fixture.folder.write(Array(repeating: 7, count: 3_000_000), "big.bin")
      FailureTests.limitFileSize(limit)
      let source = fixture.folder.file("big.bin")
      let error = reportError { _ = try file.evidence.add(source, step: "a") }
      try expectInChild(error?.code == .inputOutput)
      try expectInChild(error?.message.contains("nothing was recorded") == true)
      try expectInChild(!fixture.folder.names().contains("r.evidence"))
    }
  }

  @Test func aRecoveryThatFailsKeepsTheTornBytes() async {
    await #expect(processExitsWith: .success) {
      let fixture = try ReportFixture()
      _ = try fixture.make()
      let whole = try fixture.bytes()
      let tail = Array("{\"comment\":\"half a li".utf8)
      try fixture.write(whole + tail)
      // The copy of the tail fits, the recovery lines do not.
      FailureTests.limitFileSize(whole.count + 50)
      let error = reportError { _ = try fixture.open() }
      try expectInChild(error?.code == .inputOutput)
      try expectInChild(fixture.folder.read("r.report.jsonl.torn-3") == tail)
      FailureTests.limitFileSize(1 << 30)
      let file = try fixture.open()
      try expectInChild(file.notices.count == 1)
      try expectInChild(fixture.folder.read("r.report.jsonl.torn-3") == tail)
      try expectInChild(fixture.folder.read("r.report.jsonl.torn-3-2").count == 50)
      try expectInChild(ReportFixture.code(fixture.bytes()) == .incomplete)
    }
  }
}
