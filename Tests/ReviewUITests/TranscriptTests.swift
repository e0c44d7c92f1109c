import Review
import ReviewStories
import Testing
import TextGrid

@testable import ReviewUI

@Suite struct TranscriptTests {
  static let facts: [Script.Event] = ["own", "no"]
  static let answers: [Script.Event] = [
    "pass", "next", "fail Two days old.", "plan fix m.ito 2027-01-31 Booked for January.", "next",
    "na A new environment.", "next", "pass", "next", "pass",
  ]

  static let scripts = [
    Script(
      "facts",
      [
        "1", "back", "gcp", "AWS", "PROD", "prod-1", "", "back", "3", "facts", "fact",
        "fact provider own", "fact public", "fact public unknown", "fact prefix x", "fact public ?",
        "fact colour red", "fact public maybe", "fact public 2", "fact prefix", "back", "back",
        "back", "unknown", "unknown", "1.2",
      ]),
    Script(
      "outcomes",
      facts + [
        "pass", "n", "fail", "comment The newest is three days old.", "", "na",
        "n/a No restore yet.",
        "]", "skip", "1", "2", "3", "4", "skip Nobody is here to ask.", "next", "yes", "pass",
        "p Seen by ann.", "no", "PASS", "list",
      ]),
    Script(
      "comments",
      facts + [
        "comment All is well.", "comment", "One line.", "  An indented one.", "", "The last.", ".",
        "show", "comment", ".", "comment -", "comment -", "comment",
        .line(
          "A very long line that does not fit into eighty columns and therefore has to be broken "
            + "somewhere between two of its words."), ".", "show",
      ]),
    Script(
      "records",
      facts + [
        "record Plan of 2026", "value", "Plan 9", "record", "", "record -", "next",
        "record soon", "record 36", "next", "record tomorrow", "record 2026-11-01", "show", "next",
        "record x",
      ]),
    Script(
      "plans",
      facts + [
        "plan", "fail No plan.", "plan", "perhaps", "fix", "", "m.ito", "soon", "2027-02-30",
        "2027-01-31", "Booked for January.", "plan accept The whole board 2027-06-30 Known.",
        "plan accept 2027-06-30", "plan accept x never", "plan", "accept", ".", "show", "plan none",
        "plan fix m.ito 2027-01-31", "pass", "show",
      ]),
    Script(
      "evidence",
      facts + [
        "jump 1.3", "pass", "evidence restore.log", "evidence none.log", "evidence",
        "restore.log", "e", "text", "Restored on scratch01.", "0 tables differ.", ".",
        "evidence text",
        ".", "evidence", "", "show", "retract", "retract x", "retract 99",
        "retract 8 The wrong file.", "retract 8", "show",
      ]),
    Script(
      "undo",
      [
        "aws", "prod", "no", "pass Seen.", "next", "fail", "record 12", "evidence restore.log",
        "undo", "u", "undo", "undo", "redo", "redo", "redo", "redo", "redo", "undo", "pass", "redo",
        "undo", "undo", "undo", "undo", "undo", "undo", "undo",
      ]),
    Script(
      "moving",
      facts + [
        "jump", "jump 9.9", "jump 2.1", "", "", "back", "b", "<", "[", "j backup.age", "1.1",
        "pass", "open", "}", "previous open", "{", "next open", "go access.web", "access.keys",
        "next", "back", "fact public", "jump 1.1",
      ]),
    Script(
      "looking",
      facts + [
        "pass", "next", "fail Old.", "next", "na", "list", "l open", "list fail", "list all",
        "list some", "find ARCHIVE", "/mirror", "find nothing of this", "find", "status", "pass",
        "pass Done again.", "show", "again",
      ]),
    Script(
      "help",
      facts + [
        "help", "help seal", "? plan", "h evidence", "help previous open", "help /", "help nothing",
      ]),
    Script(
      "words",
      facts + [
        "hello", "passed", "back up is fine", "undo 3", "status now", "next please", "quit now",
        "2.9", "9", "seal it", "pass\u{1B}[31m with \u{7}colour", "comment\tA tab.", "  PASS  ",
        "§", "save", "save x.report.jsonl", "sign", "approve", "reject", "reopen", "quit",
      ]),
    Script(
      "seal",
      facts + [
        "pass", "next", "fail", "next", "pass", "seal", "comment Three days old.", "seal",
        "evidence restore.log", "seal", "no", "seal", "yes", "seal", "pass", "1", "comment",
        "comment x", "record 1", "plan none", "evidence restore.log", "retract 3",
        "fact public yes",
        "undo", "redo", "", "1.2", "pass", "back", "status", "quit",
      ]),
    Script(
      "sign",
      facts + answers + [
        "seal", "sign", "", "sign", "Ann Example", "staging", "sign Ann Example", "",
        "sign Ann Example",
        "prod", "sign Ann", "approve Ann", "status", "quit",
      ]),
    Script(
      "approve", approvals: 1,
      facts + answers + [
        "seal", .resume(Sample.bob), "approve Bob", .resume(Sample.ann), "sign Ann Example", "prod",
        .resume(Sample.bob), "list all", "sign Bob", "", "approve", "Bob Second", "prod",
        "approve Bob", "reject", "reject The restore is missing.", "Bob Second", "prod", "quit",
      ]),
    Script(
      "reopen",
      facts + answers + [
        "reopen too early", "seal", "sign Ann Example", "prod", "reopen", "reopen The wrong host.",
        "pass Looked again.", "seal", "sign Ann Example", "prod",
      ]),
    Script(
      "spaces in the environment", environment: " prod  eu ",
      facts + answers + ["seal", "sign Ann", "prod eu", "sign Ann", "prod  eu"]),
    Script(
      "disk",
      facts + [
        "pass", "next", .diskBreaks("No space left on device"), "fail Old.", "pass", "seal",
        "comment Lost?", "status", "next", "quit now", "save", "save b.report.jsonl", "show",
        "back", "fail", "save c.report.jsonl", .resume(Sample.ann),
      ]),
    Script(
      "leaving what is asked",
      facts + [
        "comment", "One.", .interrupt, "next", "back", "comment", "Two.", ".", "show", "comment",
        .interrupt, "fail", "plan", .interrupt, "evidence", .interrupt, .interrupt, "comment",
        "Three.", .end,
      ]),
    Script(
      "secrets",
      facts + [
        "comment The token is glpat-abcdefghij1234567890.", "no", "show",
        "comment The token is glpat-abcdefghij1234567890.", "yes", "show",
        "fail AKIAABCDEFGHIJKLMNOP",
        "yes", "evidence text", "-----BEGIN OPENSSH PRIVATE KEY-----", "AAAA", ".", "no",
        "plan fix ann 2027-01-01 ghp_abcdefghijklmnopqrst", "",
      ]),
    Script(
      "earlier", goesBy: true,
      [
        "=", "facts", "back", "3", "back", "same", "own", "", "prod-2", "same", "list all", "same",
        "show", "next", "same", "next", "same", "plan fix ann 2027-02-01 Now it is.", "undo",
        "next", "same", "jump 2.1", "fail Still not.", "same", "next", "next", "=", "same 3",
        "seal",
        "yes", "same",
      ]),
    Script(
      "resume",
      facts + [
        "pass", "next", "pass", .resume(Sample.ann), "fail", .resume(Sample.bob), "comment Old.",
        "show",
      ]),
  ]

  @Test(arguments: scripts)
  func isAsWritten(script: Script) throws {
    let (lines, _, report) = try script.talk()
    try Golden.expect(lines, as: script.name.replacing(" ", with: "-"))
    try expectReplay(report)
  }

  @Test func noTranscriptIsLeftOver() throws {
    let wanted = Self.scripts.map { $0.name.replacing(" ", with: "-") + ".txt" }
    #expect(try Golden.names() == wanted.sorted())
  }

  @Test(arguments: scripts)
  func everyLineIsPlainAndFits(script: Script) throws {
    let report = try FakeReport(try Sample.review(environment: script.environment))
    var mode = LineMode(
      state: ReviewState(
        review: report.review, entries: report.entries, reviewer: report.person))
    var lines = mode.begin()
    for case .line(let text) in script.events { lines += mode.take(text, report) }
    for line in lines { expectPlain(line) }
  }

  @Test(arguments: [20, 33, 80, 132])
  func proseFitsAnyWidth(width: Int) throws {
    let report = try FakeReport(try Sample.review())
    var mode = LineMode(
      state: ReviewState(
        review: report.review, entries: report.entries, reviewer: report.person), width: width)
    var lines = mode.begin()
    for text in ["own", "no", "pass", "next", "show", "help", "status", "list"] {
      lines += mode.take(text, report)
    }
    for line in lines { expectPlain(line, width: width) }
  }
}

/// No control byte, and no wider than the terminal, but for commands that are to be copied.
func expectPlain(
  _ line: String, width: Int = 80, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, sourceLocation: sourceLocation)
  let isCommand = ["    ls -l ", "    aws s3api ", "    https://"].contains(where: line.hasPrefix)
  #expect(isCommand || DisplayWidth.of(line) <= width, "\(line)", sourceLocation: sourceLocation)
  #expect(line.last != " ", "\(line)", sourceLocation: sourceLocation)
}

/// What is folded line by line from the report is what the state holds.
func expectReplay(
  _ report: FakeReport, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  var review = Review(
    header: report.review.header, time: FakeReport.start, checklists: report.review.checklists)
  for entry in report.entries {
    #expect(review.apply(entry) == nil, sourceLocation: sourceLocation)
  }
  #expect(Folded(review) == Folded(report.review), sourceLocation: sourceLocation)
}

/// The state of a review, for comparing as a whole.
struct Folded: Equatable {
  let answers: [String: [Review.DatedAnswer]]
  let facts: [String: [Review.DatedFact]]
  let evidence: [String: [Review.DatedEvidence]]
  let seals: [Review.DatedSeal]
  let signatures: [Review.RoleSignature]
  let applies: [Bool]
  let lastSeq: Int
  let isSealed: Bool

  init(_ review: Review) {
    answers = review.answerHistory
    facts = review.factHistory
    evidence = review.evidence
    seals = review.seals
    signatures = review.roleSignatures
    applies = review.applies
    lastSeq = review.lastSeq
    isSealed = review.isSealed
  }
}
