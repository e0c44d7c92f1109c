import Foundation
import Review
import Testing

@testable import Report

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Making a report, opening it for writing, and what a write refuses.
struct WritingTests {
  @Test(arguments: [
    ("report.jsonl", ExitCode.usage), (".report.jsonl", .usage), ("r.report.json", .usage),
    ("r.report.jsonl.bak", .usage), ("r.REPORT.JSONL", .usage), ("no/r.report.jsonl", .noInput),
  ])
  func namesThatNoReportHas(name: String, code: ExitCode) throws {
    let fixture = try ReportFixture()
    let error = reportError {
      _ = try ReportOpening.make(
        fixture.folder.file(name), header: ReportFixture.header(), identity: ReportFixture.ann,
        at: ReportFixture.start)
    }
    #expect(error?.code == code)
    #expect(try fixture.folder.names().isEmpty)
  }

  @Test(arguments: ["file", "symlink", "dangling", "folder", "fifo"])
  func aTakenNameIsLeftAlone(kind: String) throws {
    let fixture = try ReportFixture()
    try fixture.folder.write([1, 2, 3], "other")
    switch kind {
    case "file": try fixture.write([1, 2, 3])
    case "symlink": #expect(symlink("other", fixture.path) == 0)
    case "dangling": #expect(symlink("nowhere", fixture.path) == 0)
    case "folder": #expect(mkdir(fixture.path, 0o700) == 0)
    default: #expect(mkfifo(fixture.path, 0o600) == 0)
    }
    #expect(reportError { _ = try fixture.make() }?.code == .refused)
    #expect(try fixture.folder.read("other") == [1, 2, 3])
    #expect(try !fixture.folder.names().contains("nowhere"))
  }

  @Test func aNewReportIsSignedAndWhole() throws {
    let fixture = try ReportFixture()
    let file = try fixture.make()
    let bytes = try fixture.bytes()
    #expect(lines(of: bytes).count == 3)
    #expect(try ReportFixture.code(bytes) == .incomplete)
    #expect(
      file.receipt
        == Receipt(
          report: ReportFixture.header().report, seq: 2, digest: Digest.sha256(bytes)))
    #expect(file.notices.isEmpty)
  }

  /// The umask belongs to the whole process, so each runs in a process of its own.
  @Test func aNewReportIsItsOwnersAlone() async {
    await #expect(processExitsWith: .success) {
      for mask in [0o002, 0o077, 0o277, 0] as [mode_t] {
        umask(mask)
        let fixture = try ReportFixture()
        let file = try fixture.make()
        try expectInChild(fixture.folder.mode("r.report.jsonl") == 0o600)
        try fixture.folder.write([1], "e.txt")
        let source = fixture.folder.file("e.txt")
        let item = try file.evidence.add(source, step: "a")
        try expectInChild(fixture.folder.mode("r.evidence/" + item.sha256) & 0o177 == 0)
        try expectInChild(fixture.folder.mode("r.evidence") & 0o077 == 0)
      }
    }
  }

  @Test(arguments: [
    ("missing", ExitCode.noInput), ("folder", .noInput), ("fifo", .noInput),
    ("symlink", .permissions), ("hard link", .permissions), ("dangling", .permissions),
  ])
  func onlyAPlainFileIsOpened(kind: String, code: ExitCode) throws {
    let fixture = try ReportFixture()
    let original = try ReportFixture.complete.get()
    try fixture.folder.write(original, "other")
    switch kind {
    case "folder": #expect(mkdir(fixture.path, 0o700) == 0)
    case "fifo": #expect(mkfifo(fixture.path, 0o600) == 0)
    case "symlink": #expect(symlink("other", fixture.path) == 0)
    case "hard link": #expect(link(fixture.folder.file("other"), fixture.path) == 0)
    case "dangling": #expect(symlink("nowhere", fixture.path) == 0)
    default: break
    }
    let error = reportError { _ = try fixture.open() }
    #expect(error?.code == code)
    #expect(error?.message.contains(fixture.path) == true)
    #expect(try fixture.folder.read("other") == original)
  }

  @Test(
    arguments: [
      (0o600, nil, nil), (0o640, nil, nil), (0o644, nil, nil), (0o660, nil, 0o600),
      (0o664, nil, 0o600), (0o602, ExitCode.permissions, nil), (0o666, .permissions, nil),
      (0o622, .permissions, nil),
    ] as [(Int, ExitCode?, Int?)])
  func whoElseMayWrite(mode: Int, code: ExitCode?, tightened: Int?) throws {
    let fixture = try ReportFixture()
    try fixture.write(try ReportFixture.complete.get())
    try fixture.folder.setMode(mode, "r.report.jsonl")
    var notices: [String] = []
    let error = reportError { notices = try fixture.open().notices }
    #expect(error?.code == code)
    #expect(notices.count == (tightened == nil ? 0 : 1))
    #expect(try fixture.folder.mode("r.report.jsonl") == tightened ?? mode)
    if code == .permissions { #expect(error?.message.contains("chmod 600") == true) }
  }

  @Test func aSecondWriterIsToldOfTheFirst() throws {
    let fixture = try ReportFixture()
    var first: ReportFile? = try fixture.make()
    for identity in [ReportFixture.ann, ReportFixture.bob] {
      let error = reportError { _ = try fixture.open(identity) }
      #expect(error?.code == .locked)
      #expect(error?.message.contains("ann@example.test") == true)
      #expect(error?.message.contains(ReportFixture.start.description) == true)
    }
    #expect(first?.failure == nil)
    first = nil
    #expect(try fixture.open(ReportFixture.bob).failure == nil)
  }

  @Test func readingNeedsNoLockAndChangesNothing() throws {
    let fixture = try ReportFixture()
    let file = try fixture.make()
    #expect(try ReportBytes.read(fixture.path) == fixture.bytes())
    #expect(file.failure == nil)
    #expect(try fixture.folder.names() == ["r.report.jsonl"])
  }

  /// Corruption, as opposed to a torn tail, is never written over.
  @Test(arguments: [(0.3, ExitCode.broken), (0.99, .broken)])
  func aReportThatDoesNotVerifyIsNotWrittenTo(part: Double, code: ExitCode) throws {
    let fixture = try ReportFixture()
    var bytes = try ReportFixture.complete.get()
    // A character of base64 or of a digest becomes another one.
    let text = bytes
    var place = Int(Double(bytes.count) * part)
    while !(0x61...0x65).contains(text[place]) { place += 1 }
    bytes[place] += 1
    try fixture.write(bytes)
    let error = reportError { _ = try fixture.open() }
    #expect([.broken, .malformed].contains(error?.code))
    #expect(try fixture.bytes() == bytes)
    #expect(try fixture.folder.names() == ["r.report.jsonl"])
  }

  @Test func aLaterSessionBeginsWithItsFirstEvent() throws {
    let fixture = try ReportFixture()
    try fixture.sealed()
    let before = try fixture.bytes()
    var file: ReportFile? = try fixture.open()
    #expect(try fixture.bytes() == before)
    let entries = try file?.append([.reopen(Reopening(reason: "r"))], at: ReportFixture.at(200))
    #expect(entries?.map(\.event.type) == ["session", "reopen", "sig"])
    let more = try file?.append([.answer(ReportFixture.failing)], at: ReportFixture.at(201))
    #expect(more?.map(\.event.type) == ["answer", "sig"])
    #expect(file?.receipt.digest == Digest.sha256(try fixture.bytes()))
    file = nil
    #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
  }

  @Test func signWritesNoSession() throws {
    let fixture = try ReportFixture()
    try fixture.sealed()
    let file = try fixture.open(startsSession: false)
    let entries = try file.sign(
      ReportFixture.intent(ReportFixture.ann, .review), at: ReportFixture.at(200))
    #expect(entries.map(\.event.type) == ["intent", "sig"])
  }

  static let refusedSignatures: [(Identity, Intent.Role, Bool)] = [
    (ReportFixture.ann, .approve, true),
    // An approval before the review.
    (ReportFixture.bob, .approve, true),
    (ReportFixture.bob, .review, false),
    (ReportFixture.ann, .review, false),
  ]

  @Test(arguments: refusedSignatures.indices) func whoMaySign(index: Int) throws {
    let (identity, role, isRefused) = Self.refusedSignatures[index]
    let fixture = try ReportFixture()
    try fixture.sealed()
    let before = try fixture.bytes()
    let file = try fixture.open(identity, startsSession: false)
    let error = reportError {
      try file.sign(ReportFixture.intent(identity, role), at: ReportFixture.at(200))
    }
    #expect((error?.code == .refused) == isRefused)
    #expect(try (fixture.bytes() == before) == isRefused)
  }

  @Test func openReportsAreNotSignedAndNobodySignsTwice() throws {
    let fixture = try ReportFixture()
    let intent = ReportFixture.intent(ReportFixture.ann, .review)
    let file = try fixture.make()
    #expect(reportError { try file.sign(intent, at: ReportFixture.start) }?.code == .refused)
    try fixture.answer(file)
    try fixture.seal(file)
    try file.sign(intent, at: ReportFixture.at(200))
    let before = try fixture.bytes()
    #expect(reportError { try file.sign(intent, at: ReportFixture.at(201)) }?.code == .refused)
    // Who wrote does not approve, after the review either.
    let approval = ReportFixture.intent(ReportFixture.ann, .approve)
    #expect(reportError { try file.sign(approval, at: ReportFixture.at(201)) }?.code == .refused)
    #expect(try fixture.bytes() == before)
  }

  @Test func theClockNeverRunsBack() throws {
    let fixture = try ReportFixture()
    let file = try fixture.make()
    let answer: [Event] = [.answer(Answer(step: "a", outcome: .pass))]
    func time(_ seconds: Int64) throws -> Int64 {
      let time = try file.append(answer, at: ReportFixture.at(seconds)).first?.time
      return (time?.seconds ?? 0) - ReportFixture.start.seconds
    }
    #expect(try time(1000) == 1000)
    #expect(try time(999) == 1000)
    #expect(try time(700) == 1000)
    #expect(file.notices.isEmpty)
    #expect(try time(699) == 1000)
    #expect(file.notices.count == 1)
    #expect(file.notices.first?.contains("clock") == true)
    #expect(try time(-9_999_999) == 1000)
    #expect(try time(1001) == 1001)
    #expect(file.notices.count == 1)
    #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
  }

  private static let long = String(repeating: "x", count: FormatLimits.typedText + 1)
  private static let day = ReportFixture.start.day

  static let tooLong: [(String, [Event])] = [
    ("comment", [.answer(Answer(step: "a", outcome: .pass, comment: long))]),
    ("record", [.answer(Answer(step: "a", outcome: .pass, record: long))]),
    (
      "owner",
      [
        .answer(
          Answer(
            step: "a", outcome: .fail,
            plan: Plan(kind: .fix, owner: long, until: day, reason: "")))
      ]
    ),
    (
      "reason",
      [
        .answer(
          Answer(
            step: "a", outcome: .fail,
            plan: Plan(kind: .fix, owner: "", until: day, reason: long)))
      ]
    ),
    ("reopen", [.reopen(Reopening(reason: long))]),
    ("in bytes", [.answer(Answer(step: "a", outcome: .pass, comment: "é" + long.dropFirst(2)))]),
    // A line of 1 MiB is longer than any typed text.
    ("evidence", [ReportFixture.text(String(repeating: "x", count: FormatLimits.line))]),
    (
      "second",
      [
        .answer(Answer(step: "a", outcome: .pass)),
        ReportFixture.text(String(repeating: "\u{1}", count: FormatLimits.line / 6)),
      ]
    ),
  ]

  @Test(arguments: tooLong.indices, [false, true])
  func textThatIsTooLongIsRefusedWithoutAWrite(index: Int, resumes: Bool) throws {
    let (name, events) = Self.tooLong[index]
    let fixture = try ReportFixture()
    if name == "reopen" { try fixture.sealed() } else { _ = try fixture.make() }
    let file = try fixture.open(resumes ? ReportFixture.bob : ReportFixture.ann)
    let before = try fixture.bytes()
    let error = reportError { try file.append(events, at: ReportFixture.at(300)) }
    #expect(error?.code == .refused)
    #expect(try fixture.bytes() == before)
    #expect(file.failure == nil)
    // What comes after a refusal is written as if it had not been tried.
    let next: Event =
      name == "reopen"
      ? .reopen(Reopening(reason: "")) : .answer(Answer(step: "a", outcome: .pass))
    let entries = try file.append([next], at: ReportFixture.at(300))
    #expect(entries.map(\.event.type) == ["session", next.type, "sig"])
    #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
  }

  @Test func textAtTheLimitIsTaken() throws {
    let fixture = try ReportFixture()
    let file = try fixture.make()
    let text = String(repeating: "\u{1F680}", count: FormatLimits.typedText / 4)
    try file.append(
      [.answer(Answer(step: "a", outcome: .pass, comment: text))], at: ReportFixture.at(1))
    #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
  }

  /// A line that the reader would refuse is not written, whoever made it.
  static let malformed: [(String, Event)] = [
    ("step", .answer(Answer(step: "No Step", outcome: .pass))),
    ("fact", .fact(FactValue(fact: "provider", value: "a b"))),
    (
      "plan without FAIL",
      .answer(
        Answer(
          step: "a", outcome: .pass,
          plan: Plan(kind: .fix, owner: "", until: day, reason: "")))
    ),
    (
      "slash in a name",
      .evidence(
        Evidence(
          step: "a", name: "a/b", sha256: Digest.sha256("x"), size: 1, mediaType: "text/plain",
          source: .text("x")))
    ),
    (
      "no name",
      .evidence(
        Evidence(
          step: "a", name: "", sha256: Digest.sha256("x"), size: 1, mediaType: "text/plain",
          source: .text("x")))
    ),
    ("order", .reopen(Reopening(reason: ""))),
    ("retract", .retract(Retraction(of: 1, reason: ""))),
  ]

  @Test(arguments: malformed.indices) func whatCannotBeReadIsNotWritten(index: Int) throws {
    let fixture = try ReportFixture()
    let file = try fixture.make()
    let before = try fixture.bytes()
    let error = reportError { try file.append([Self.malformed[index].1], at: ReportFixture.at(1)) }
    #expect(error?.code == .refused, "\(Self.malformed[index].0)")
    #expect(try fixture.bytes() == before)
    #expect(file.failure == nil)
    try file.append([.answer(Answer(step: "a", outcome: .pass))], at: ReportFixture.at(2))
    #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
  }

  @Test(arguments: ["", "\u{0}"]) func aSignatureNeedsANameAndAMeaning(name: String) throws {
    let fixture = try ReportFixture()
    try fixture.sealed()
    let before = try fixture.bytes()
    let file = try fixture.open(startsSession: false)
    var intent = ReportFixture.intent(ReportFixture.ann, .review)
    intent.name = name
    let error = reportError { try file.sign(intent, at: ReportFixture.at(200)) }
    #expect(error?.code == (name.isEmpty ? .refused : nil))
    intent.name = "A Person"
    intent.meaning = ""
    #expect(reportError { try file.sign(intent, at: ReportFixture.at(200)) }?.code == .refused)
    if name.isEmpty { #expect(try fixture.bytes() == before) }
    #expect(try ReportFixture.code(fixture.bytes()) == .incomplete)
  }

  @Test func headersThatCannotBeReadMakeNoReport() throws {
    let fixture = try ReportFixture()
    var header = ReportFixture.header()
    header.environment = ""
    let faulty = header
    let error = reportError {
      _ = try ReportOpening.make(
        fixture.path, header: faulty, identity: ReportFixture.ann, at: ReportFixture.start)
    }
    #expect(error?.code == .refused)
    #expect(try fixture.folder.names().isEmpty)
  }

  @Test(arguments: [
    ("a/b/r.report.jsonl", "a/b", "r.report.jsonl", "a/b/r.evidence"),
    ("r.report.jsonl", ".", "r.report.jsonl", "r.evidence"),
    ("/r.report.jsonl", "/", "r.report.jsonl", "/r.evidence"),
    ("a/\u{301}x.report.jsonl", "a", "\u{301}x.report.jsonl", "a/\u{301}x.evidence"),
    ("a\u{301}/b/\u{200D}", "a\u{301}/b", "\u{200D}", "a\u{301}/b/\u{200D}.evidence"),
  ])
  func paths(path: String, folder: String, name: String, evidence: String) {
    let place = ReportPath(path)
    #expect(place.folder.utf8.elementsEqual(folder.utf8))
    #expect(place.name.utf8.elementsEqual(name.utf8))
    #expect(place.evidenceFolder.utf8.elementsEqual(evidence.utf8))
  }

  @Test(arguments: [
    ("prod", 1, "prod-2026-11-20.report.jsonl"), ("prod", 2, "prod-2026-11-20-2.report.jsonl"),
    ("..a/b c", 1, "a-b-c-2026-11-20.report.jsonl"), ("", 1, "report-2026-11-20.report.jsonl"),
    ("...", 1, "report-2026-11-20.report.jsonl"), ("é", 1, "--2026-11-20.report.jsonl"),
  ])
  func proposedNames(environment: String, attempt: Int, name: String) {
    #expect(
      ReportPath.proposedName(environment: environment, day: "2026-11-20", attempt: attempt)
        == name)
  }
}

/// In a child process a failure ends the process, which the parent sees.
func expectInChild(_ condition: Bool, line: Int = #line) throws {
  guard condition else { throw ChildFailure(line: line) }
}

struct ChildFailure: Error {
  let line: Int
}
