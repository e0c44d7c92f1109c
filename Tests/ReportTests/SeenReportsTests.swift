import Foundation
import Review
import Testing

@testable import Report

/// A report that went backwards is told of.
struct SeenReportsTests {
  private let folder: TemporaryFolder
  private let seen: SeenReports
  private let whole: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    seen = SeenReports(folder: folder.file("state/postflight"))
    whole = try ReportFixture.complete.get()
  }

  private func receipt(_ bytes: [UInt8]) -> Receipt {
    Receipt(
      report: ReportFixture.header().report, seq: lines(of: bytes).count - 1,
      digest: Digest.sha256(bytes))
  }

  private func shorter(by count: Int) -> [UInt8] {
    Array(lines(of: whole).dropLast(count).joined())
  }

  @Test func nothingSeenIsNothingTold() {
    #expect(seen.notice(about: ReportReading(whole)) == nil)
  }

  @Test func theSameAndALongerOneAreWell() throws {
    for count in [4, 2, 0] {
      seen.note(receipt(shorter(by: count)))
      #expect(seen.notice(about: ReportReading(whole)) == nil)
    }
    #expect(try folder.names("state/postflight") == [ReportFixture.header().report])
    #expect(try folder.mode("state/postflight") & 0o077 == 0)
  }

  @Test func aShorterOneIsRolledBack() {
    seen.note(receipt(whole))
    for count in [2, 4] {
      let reading = ReportReading(shorter(by: count))
      #expect(seen.notice(about: reading)?.contains("rolled back") == true)
      #expect(reading.faults.isEmpty)
    }
  }

  @Test func anotherOneOfTheSameLengthIsNotTheOneSeen() {
    var other = receipt(whole)
    other = Receipt(report: other.report, seq: other.seq, digest: Digest.sha256("x"))
    seen.note(other)
    #expect(seen.notice(about: ReportReading(whole))?.contains("not the one seen here") == true)
  }

  @Test(arguments: ["", "1", "x y", "1 2 3", "99999999999999999999 x"])
  func whatCannotBeReadIsNotTold(text: String) throws {
    seen.note(receipt(whole))
    let shorter = ReportReading(shorter(by: 2))
    #expect(seen.notice(about: shorter) != nil)
    try folder.write(Array(text.utf8), "state/postflight/" + ReportFixture.header().report)
    #expect(seen.notice(about: shorter) == nil)
  }

  @Test func aRelativeFolderIsNotMade() throws {
    let name = folder.path.split(separator: "/").last.map(String.init) ?? ""
    SeenReports(folder: name).note(receipt(whole))
    #expect((try? FileManager.default.contentsOfDirectory(atPath: "/" + name)) == nil)
    #expect((try? FileManager.default.contentsOfDirectory(atPath: name)) == nil)
  }
}
