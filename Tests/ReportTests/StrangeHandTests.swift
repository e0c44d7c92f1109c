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

/// Somebody else moves, replaces or writes to a report that is open: no answer is shown as saved
/// that is not in the file of that name, and all of them can be saved elsewhere.
struct StrangeHandTests {
  private static let pass: Event = .answer(Answer(step: "a", outcome: .pass))

  @Test(arguments: [
    "removed", "moved", "another report", "symlink", "symlink to itself", "hard link", "folder",
    "fifo", "emptied", "shortened", "added to",
  ])
  func itIsToldAndNothingIsLost(kind: String) throws {
    let fixture = try ReportFixture()
    let (folder, path) = (fixture.folder, fixture.path)
    let file = try fixture.make()
    try file.append([Self.pass], at: ReportFixture.at(1))
    let saved = try fixture.bytes()
    let receipt = file.receipt
    try folder.write([1, 2, 3], "other")
    if !["emptied", "shortened", "added to"].contains(kind) {
      #expect(rename(path, folder.file("moved")) == 0)
    }
    switch kind {
    case "removed": try folder.remove("moved")
    case "another report": try fixture.write(saved)
    case "symlink": #expect(symlink("other", path) == 0)
    case "symlink to itself": #expect(symlink("moved", path) == 0)
    case "hard link": #expect(link(folder.file("other"), path) == 0)
    case "folder": #expect(mkdir(path, 0o700) == 0)
    case "fifo": #expect(mkfifo(path, 0o600) == 0)
    case "emptied": #expect(truncate(path, 0) == 0)
    case "shortened": #expect(truncate(path, off_t(saved.count - 10)) == 0)
    case "added to":
      let descriptor = open(path, O_WRONLY)
      #expect(pwrite(descriptor, "{}\n", 3, off_t(saved.count)) == 3)
      close(descriptor)
    default: break
    }

    let error = reportError {
      try file.append([.answer(ReportFixture.failing)], at: ReportFixture.at(2))
    }
    #expect(error?.code == .inputOutput)
    #expect(error?.message.hasPrefix("not saved: \(path): ") == true)
    #expect(file.failure == error)
    #expect(file.review.answer(to: "b") == nil)
    #expect(file.receipt == receipt)
    #expect(try folder.read("other") == [1, 2, 3])
    if try folder.names().contains("moved") { #expect(try folder.read("moved") == saved) }

    _ = try file.continueElsewhere(at: folder.file("copy.report.jsonl"))
    try file.append(
      [.answer(Answer(step: "c", outcome: .pass))], at: ReportFixture.at(3))
    let bytes = try folder.read("copy.report.jsonl")
    #expect(bytes.starts(with: saved))
    #expect(try ReportFixture.code(bytes) == .incomplete)
    let review = try #require(ReportReading(bytes).review)
    #expect(review.outcome(of: "b") == .fail && review.outcome(of: "c") == .pass)
    #expect(file.receipt.digest == Digest.sha256(bytes))
  }

  /// The name that was taken away may be the one to go on under.
  @Test func aRemovedReportIsSavedUnderItsOwnName() throws {
    let fixture = try ReportFixture()
    let file = try fixture.make()
    try fixture.folder.remove("r.report.jsonl")
    #expect(reportError { try file.append([Self.pass], at: ReportFixture.at(1)) } != nil)
    _ = try file.continueElsewhere(at: fixture.path)
    #expect(try ReportReading(fixture.bytes()).review?.outcome(of: "a") == .pass)
  }

  @Test func evidenceComesAlong() throws {
    let fixture = try ReportFixture()
    let folder = fixture.folder
    let file = try fixture.make()
    var items: [Evidence] = []
    for (name, bytes) in [("a.txt", [1]), ("b.txt", [2]), ("c.txt", [3])] as [(String, [UInt8])] {
      try folder.write(bytes, name)
      let item = try file.evidence.add(folder.file(name), step: "shown")
      try file.append([.evidence(item)], at: ReportFixture.at(1))
      items.append(item)
    }
    // One does not count any more, and of another somebody else changed the copy.
    let seq = try #require(file.review.evidence["shown"]?[1].seq)
    try file.append([.retract(Retraction(of: seq, reason: ""))], at: ReportFixture.at(2))
    try folder.write([9], "r.evidence/" + items[2].sha256)
    try folder.remove("r.report.jsonl")
    #expect(reportError { try file.append([Self.pass], at: ReportFixture.at(3)) } != nil)

    _ = try file.continueElsewhere(at: folder.file("copy.report.jsonl"))
    #expect(file.evidence.path == folder.file("copy.evidence"))
    #expect(file.evidence.state(of: items[0]) == .intact)
    #expect(file.evidence.state(of: items[1]) == .missing)
    #expect(file.evidence.state(of: items[2]) == .missing)
    let notices = file.takeNotices()
    #expect(notices.count == 1)
    #expect(notices.first?.contains("a copy of evidence could not be taken along") == true)
  }

  @Test func evidenceThatIsGivenUpKeepsTheReport() throws {
    let fixture = try ReportFixture()
    let folder = fixture.folder
    let file = try fixture.make()
    try folder.write([1], "a.txt")
    let item = try file.evidence.add(folder.file("a.txt"), step: "shown")
    try file.append([.evidence(item)], at: ReportFixture.at(1))
    try folder.remove("r.report.jsonl")
    #expect(reportError { try file.append([Self.pass], at: ReportFixture.at(3)) } != nil)
    _ = try file.continueElsewhere(at: folder.file("copy.report.jsonl")) { _ throws(ReportError) in
      throw ReportError(.refused, "cancelled")
    }
    #expect(file.failure == nil)
    #expect(file.takeNotices().count == 1)
    #expect(try !folder.names().contains("copy.evidence"))
  }
}
