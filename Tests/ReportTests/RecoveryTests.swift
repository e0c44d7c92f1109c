import Report
import Review
import Testing

/// What a crash left, at every byte of it.
struct RecoveryTests {
  /// A report in work, and where its last write began.
  private func inWork() throws -> (ReportFixture, whole: [UInt8], start: Int) {
    let fixture = try ReportFixture()
    let file = try fixture.make()
    try file.append([.answer(Answer(step: "a", outcome: .pass))], at: ReportFixture.at(1))
    let start = try fixture.bytes().count
    try file.append([.answer(Answer(step: "c", outcome: .pass))], at: ReportFixture.at(2))
    return (fixture, try fixture.bytes(), start)
  }

  private func types(_ bytes: [UInt8]) -> [String] {
    ReportReading(bytes).entries.map(\.event.type)
  }

  @Test func atEveryByteOfTheLastWriteTheRestGoesOn() throws {
    let (fixture, whole, start) = try inWork()
    let lineEnd = start + (whole[start...].firstIndex(of: 0x0A).map { $0 - start + 1 } ?? 0)
    for end in start...whole.count {
      let cut = Array(whole[..<end])
      try fixture.write(cut)
      var file: ReportFile? = try fixture.open()
      let isWholeLine = [start, lineEnd, whole.count].contains(end)
      let kept = end < lineEnd ? start : (end < whole.count ? lineEnd : end)
      if isWholeLine {
        // Nothing is torn, so nothing is written before the first event.
        #expect(try fixture.bytes() == cut)
        #expect(file?.notices.isEmpty == true)
      } else {
        let seq = end < lineEnd ? 5 : 6
        let torn = try fixture.folder.read("r.report.jsonl.torn-\(seq)")
        #expect(torn == Array(cut[kept...]), "\(end)")
        #expect(file?.review.lastSeq == seq + 2)
        let recovery = file?.review.recoveries
        #expect(recovery == [Recovery(bytes: end - kept, sha256: Digest.sha256(torn))])
        #expect(file?.notices.count == 1)
        try fixture.folder.remove("r.report.jsonl.torn-\(seq)")
      }
      let expected: ExitCode = isWholeLine && end == lineEnd ? .unsigned : .incomplete
      #expect(try ReportFixture.code(fixture.bytes()) == expected, "\(end)")
      // The answer counts exactly when its whole line is there.
      #expect((file?.review.outcome(of: "c") == .pass) == (end >= lineEnd))
      // What is written next is as sound at every place, so a sample will do.
      if isWholeLine || end.isMultiple(of: 16) {
        try file?.append([.answer(Answer(step: "a", outcome: .pass))], at: ReportFixture.at(9))
        #expect(try ReportFixture.code(fixture.bytes()) == .incomplete, "\(end)")
      }
      file = nil
      #expect(try fixture.bytes().starts(with: whole[..<kept]))
      #expect(try fixture.folder.names() == ["r.report.jsonl"])
    }
  }

  /// `sign` cuts an unfinished role signature off and puts its own in its place.
  @Test func atEveryByteOfASignatureItIsGivenAgain() throws {
    let fixture = try ReportFixture()
    try fixture.seal(fixture.make())
    let sealed = try fixture.bytes()
    let intent = ReportFixture.intent(ReportFixture.ann, .review)
    try fixture.open(startsSession: false).sign(intent, at: ReportFixture.at(200))
    let whole = try fixture.bytes()
    for end in stride(from: sealed.count + 1, to: whole.count, by: 1) {
      let cut = Array(whole[..<end])
      try fixture.write(cut)
      var file: ReportFile? = try fixture.open(startsSession: false)
      // Opening changes nothing yet.
      #expect(try fixture.bytes() == cut)
      let entries = try file?.sign(intent, at: ReportFixture.at(300))
      #expect(file?.review.standing().reviews.count == 1)
      file = nil
      #expect(entries?.map(\.event.type) == ["recovered", "intent", "sig"])
      let bytes = try fixture.bytes()
      #expect(bytes.starts(with: sealed))
      let torn = "r.report.jsonl.torn-\(lines(of: sealed).count)"
      #expect(try fixture.folder.read(torn) == Array(cut[sealed.count...]))
      try fixture.folder.remove(torn)
      #expect(try ReportFixture.code(bytes) == .incomplete, "\(end)")
    }
  }

  @Test func aRefusedSignatureCutsNothing() throws {
    let fixture = try ReportFixture()
    let file = try fixture.make()
    let torn = try fixture.bytes() + Array("{\"half".utf8)
    #expect(file.failure == nil)
    let other = try ReportFixture()
    try other.write(torn)
    let second = try other.open(startsSession: false)
    let intent = ReportFixture.intent(ReportFixture.ann, .review)
    #expect(reportError { try second.sign(intent, at: ReportFixture.at(1)) }?.code == .refused)
    #expect(try other.bytes() == torn)
    #expect(try other.folder.names() == ["r.report.jsonl"])
  }

  /// Opened for a signature and then written to: the tail goes here too.
  @Test func anEventAfterATornTailCutsItOff() throws {
    let fixture = try ReportFixture()
    _ = try fixture.make()
    let whole = try fixture.bytes()
    try fixture.write(whole + Array("{\"half".utf8))
    let file = try fixture.open(startsSession: false)
    let entries = try file.append(
      [.answer(Answer(step: "a", outcome: .pass))], at: ReportFixture.at(1))
    #expect(entries.map(\.event.type) == ["recovered", "session", "answer", "sig"])
    #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
    #expect(try fixture.bytes().starts(with: whole))
  }

  @Test func aResumeCutsALastIntentOff() throws {
    let fixture = try ReportFixture()
    try fixture.sealed()
    let sealed = try fixture.bytes()
    let intent = ReportFixture.intent(ReportFixture.ann, .review)
    try fixture.open(startsSession: false).sign(intent, at: ReportFixture.at(200))
    let whole = lines(of: try fixture.bytes())
    let cut = Array(whole.dropLast().joined())
    try fixture.write(cut)
    #expect(try ReportFixture.code(cut) == .unsigned)
    let file = try fixture.open()
    let bytes = try fixture.bytes()
    #expect(types(bytes).suffix(3) == ["recovered", "session", "sig"])
    #expect(types(bytes).contains("intent") == false)
    #expect(bytes.starts(with: sealed))
    #expect(file.review.isSealed)
    #expect(try ReportFixture.code(bytes) == .incomplete)
  }

  /// Lines without a signature: one's own are adopted, another's are cut off and kept.
  @Test(arguments: [true, false]) func unsignedLines(areOwn: Bool) throws {
    let (fixture, whole, start) = try inWork()
    let parts = lines(of: whole)
    let unsigned = Array(parts.dropLast().joined())
    try fixture.write(unsigned)
    #expect(try ReportFixture.code(unsigned) == .unsigned)
    var file: ReportFile? = try fixture.open(areOwn ? ReportFixture.ann : ReportFixture.bob)
    if areOwn {
      #expect(try fixture.bytes() == unsigned)
      #expect(file?.review.outcome(of: "c") == .pass)
    } else {
      #expect(try fixture.folder.read("r.report.jsonl.torn-5") == Array(unsigned[start...]))
      #expect(file?.review.outcome(of: "c") == .notChecked)
      #expect(file?.review.recoveries.count == 1)
    }
    try file?.append([.answer(Answer(step: "a", outcome: .fail))], at: ReportFixture.at(9))
    file = nil
    #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
    #expect(ReportReading(try fixture.bytes()).review?.authorship.foreignCovers == [])
  }

  @Test(arguments: 1...40) func zeroesAtTheEndAreATornTail(count: Int) throws {
    let (fixture, whole, start) = try inWork()
    // A crash may leave zeroes after the end, or in place of what was written.
    let after = whole + Array(repeating: 0, count: count)
    let inside =
      whole[..<(start + count)] + Array(repeating: 0, count: whole.count - start - count - 1)
      + [0x0A]
    for (bytes, kept) in [(after, whole.count), (Array(inside), start)] {
      #expect(try ReportFixture.code(bytes) == .torn)
      try fixture.write(bytes)
      let file = try fixture.open()
      #expect(file.review.recoveries.map(\.bytes) == [bytes.count - kept])
      #expect(try fixture.bytes().starts(with: whole[..<kept]))
      #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
    }
  }

  @Test func aReportTornWhileItWasMadeIsLeft() throws {
    let fixture = try ReportFixture()
    _ = try fixture.make()
    let whole = try fixture.bytes()
    let parts = lines(of: whole)
    let ends = [parts[0].count, parts[0].count + 1, parts[0].count + parts[1].count - 1]
    for end in ends {
      try fixture.write(Array(whole[..<end]))
      #expect(
        try ReportFixture.code(fixture.bytes()) == (end == parts[0].count ? .unsigned : .torn))
      let error = reportError { _ = try fixture.open() }
      #expect(error?.code == .refused)
      #expect(error?.message.contains("make it again") == true)
      #expect(try fixture.bytes() == Array(whole[..<end]))
      #expect(try fixture.folder.names() == ["r.report.jsonl"])
    }
    for end in [0, 1, parts[0].count - 1] {
      try fixture.write(Array(whole[..<end]))
      #expect(reportError { _ = try fixture.open() }?.code == .malformed)
      #expect(try fixture.bytes() == Array(whole[..<end]))
    }
    // With its session it goes on, signed or not.
    try fixture.write(Array(whole[..<(parts[0].count + parts[1].count + 7)]))
    #expect(try fixture.open(ReportFixture.bob).review.recoveries.count == 1)
    #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
  }

  @Test func keptTailsAreNeverWrittenOver() throws {
    let (fixture, whole, _) = try inWork()
    for (tail, name) in [("a", "torn-7"), ("a", "torn-7"), ("b", "torn-7-2"), ("c", "torn-7-3")] {
      try fixture.write(whole + Array(tail.utf8))
      _ = try fixture.open()
      #expect(try fixture.folder.read("r.report.jsonl." + name) == Array(tail.utf8))
    }
    #expect(try fixture.folder.names().count == 4)
  }
}
