import Review
import Testing

/// Whose lines a signature was the first to cover.
struct AuthorshipTests {
  struct Case: Sendable {
    let name: String
    let lines: [Event]
    var foreign: [String] = []
    var uncovered: [String] = []
    var firstUncovered: Int?
  }

  static let cases: [Case] = [
    Case(name: "nothing", lines: [], firstUncovered: 0),
    Case(name: "session", lines: [.session("ann")], firstUncovered: 0),
    Case(name: "signed session", lines: [.session("ann"), .checkpoint]),
    Case(
      name: "unsigned answer", lines: [.session("ann"), .checkpoint, .answer("a.one", .pass)],
      uncovered: ["ann"], firstUncovered: 3),
    Case(
      name: "signed answer",
      lines: [.session("ann"), .checkpoint, .answer("a.one", .pass), .checkpoint]),
    Case(
      name: "adopted: one's own later session covers",
      lines: [
        .session("ann"), .checkpoint, .answer("a.one", .pass), .session("ann", key: "new"),
        .answer("a.two", .pass), .checkpoint,
      ]),
    Case(
      name: "another's checkpoint over them",
      lines: [
        .session("ann"), .checkpoint, .answer("a.one", .pass), .session("bob"), .checkpoint,
      ], foreign: ["5 ann bob"]),
    Case(
      name: "another's session alone needs nobody",
      lines: [.session("ann"), .checkpoint, .session("bob"), .session("cat"), .checkpoint]),
    Case(
      name: "the second signature over them is nobody's business",
      lines: [
        .session("ann"), .answer("a.one", .pass), .checkpoint, .session("bob"), .checkpoint,
      ]),
    Case(
      name: "two owners, one of them signs",
      lines: [
        .session("ann"), .answer("a.one", .pass), .session("bob"), .answer("a.two", .pass),
        .checkpoint,
      ], foreign: ["5 ann bob"]),
    Case(
      name: "two owners, a third signs",
      lines: [
        .session("bob"), .answer("a.one", .pass), .session("ann"), .answer("a.two", .pass),
        .session("cat"), .checkpoint,
      ], foreign: ["6 ann cat", "6 bob cat"]),
    Case(
      name: "unsigned reopen",
      lines: [.session("ann"), .checkpoint, .seal, .checkpoint, .reopen], uncovered: ["ann"],
      firstUncovered: 5),
    Case(
      name: "the seal covered by its owner's intent",
      lines: [.session("ann"), .checkpoint, .seal] + Event.signed(.review, "ann")),
    Case(
      name: "the seal covered by another's intent",
      lines: [.session("ann"), .checkpoint, .seal] + Event.signed(.review, "bob"),
      foreign: ["5 ann bob"]),
    Case(
      name: "an intent without its signature",
      lines: [.session("ann"), .checkpoint, .seal, .checkpoint, .intent(.review)],
      firstUncovered: 5),
    Case(
      name: "the checkpoint after a role signature is the session's again",
      lines: [.session("ann"), .checkpoint, .seal, .checkpoint]
        + Event.signed(.review, "bob") + [.reopen, .checkpoint]),
  ]

  @Test(arguments: cases) func firstCovers(item: Case) throws {
    var script = try Script()
    script.addAll(item.lines)
    let authorship = script.review.authorship
    #expect(authorship.foreignCovers.map { "\($0.seq) \($0.owner) \($0.signer)" } == item.foreign)
    #expect(authorship.uncovered.sorted() == item.uncovered)
    #expect(authorship.firstUncovered == item.firstUncovered)
  }

  @Test func firstCoversAreThoseThatSomebodyAnswersFor() throws {
    var script = try Script()
    script.addAll([.session("ann"), .checkpoint, .answer("a.one", .pass), .checkpoint])
    script.addAll([.session("ann"), .checkpoint, .seal])
    script.addAll(Event.signed(.review, "ann"))
    #expect(script.review.authorship.firstCovers == [4, 9])
    #expect(script.review.authorship.writers == ["ann"])
    #expect(script.review.authorship.writerKeys == ["SHA256:ann"])
  }
}
