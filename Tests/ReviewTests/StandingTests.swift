import Review
import Testing

/// Which role signatures count, and who may give one.
struct StandingTests {
  struct Case: Sendable {
    let name: String
    var reviews = 1
    var approvals = 0
    let lines: [[Event]]
    var counted: [String] = []
    var approved: [String] = []
    var rejected: [String] = []
    var isComplete = false
  }

  private static func review(_ signer: String, key: String? = nil) -> [Event] {
    Event.signed(.review, signer, key: key)
  }

  private static func approve(_ signer: String, key: String? = nil) -> [Event] {
    Event.signed(.approve, signer, key: key)
  }

  private static func reject(_ signer: String) -> [Event] {
    Event.signed(.approve, signer, .rejected)
  }

  static let cases: [Case] = [
    Case(name: "nothing", lines: []),
    Case(name: "one", lines: [review("ann")], counted: ["ann"], isComplete: true),
    Case(name: "one of two", reviews: 2, lines: [review("ann")], counted: ["ann"]),
    Case(
      name: "the same twice", reviews: 2, lines: [review("ann"), review("ann", key: "k")],
      counted: ["ann"]),
    Case(
      name: "one key twice", reviews: 2,
      lines: [review("ann"), review("bob", key: "SHA256:ann")], counted: ["ann"]),
    Case(
      name: "two of two", reviews: 2, lines: [review("ann"), review("bob")],
      counted: ["ann", "bob"], isComplete: true),
    Case(name: "no approval", approvals: 1, lines: [review("ann")], counted: ["ann"]),
    Case(
      name: "approved", approvals: 1, lines: [review("ann"), approve("cat")], counted: ["ann"],
      approved: ["cat"], isComplete: true),
    Case(
      name: "approved before the review", approvals: 1, lines: [approve("cat"), review("ann")],
      counted: ["ann"]),
    Case(
      name: "approved before the second review", reviews: 2, approvals: 1,
      lines: [review("ann"), approve("cat"), review("bob")], counted: ["ann", "bob"]),
    Case(
      name: "approved again after it", approvals: 1,
      lines: [approve("cat"), review("ann"), approve("cat")], counted: ["ann"], approved: ["cat"],
      isComplete: true),
    Case(
      name: "two approvals of one", approvals: 2,
      lines: [review("ann"), approve("cat"), approve("cat", key: "k")], counted: ["ann"],
      approved: ["cat"]),
    Case(
      name: "two approvals with one key", approvals: 2,
      lines: [review("ann"), approve("cat"), approve("dan", key: "SHA256:cat")], counted: ["ann"],
      approved: ["cat"]),
    Case(
      name: "rejected", lines: [review("ann"), reject("cat")], counted: ["ann"],
      rejected: ["cat"]),
    Case(
      name: "rejected before the review", lines: [reject("cat"), review("ann")],
      counted: ["ann"], rejected: ["cat"]),
    Case(
      name: "rejected, then approved by another", approvals: 1,
      lines: [review("ann"), reject("cat"), approve("dan")], counted: ["ann"], approved: ["dan"],
      rejected: ["cat"]),
    Case(
      name: "rejection taken back", approvals: 1,
      lines: [review("ann"), reject("cat"), approve("cat")], counted: ["ann"], approved: ["cat"],
      isComplete: true),
    Case(
      name: "approval taken back", approvals: 1,
      lines: [review("ann"), approve("cat"), reject("cat")], counted: ["ann"], rejected: ["cat"]),
    Case(name: "reopened", lines: [review("ann"), [.reopen, .checkpoint]]),
    Case(
      name: "a rejection goes with a reopen",
      lines: [
        review("ann"), reject("cat"), [.reopen, .checkpoint, .seal, .checkpoint], review("ann"),
      ], counted: ["ann"], isComplete: true),
  ]

  @Test(arguments: cases) func roleSignaturesThatCount(item: Case) throws {
    var script = try Script.sealed(reviews: item.reviews, approvals: item.approvals)
    script.addAll(item.lines.flatMap { $0 })
    let standing = script.review.standing()
    #expect(standing.reviews.map(\.intent.signer) == item.counted)
    #expect(standing.approvals.map(\.intent.signer) == item.approved)
    #expect(standing.rejections.map(\.intent.signer) == item.rejected)
    #expect(standing.isComplete == item.isComplete)
  }

  @Test(arguments: [(0, 1), (1, 1), (2, 2), (99, 99)])
  func theVerifierMayAskForMoreNotForLess(asked: Int, needed: Int) throws {
    let script = try Script.sealed(approvals: 1)
    #expect(script.review.standing(atLeastApprovals: asked).requiredApprovals == needed)
  }

  struct RoleCase: Sendable {
    let role: Intent.Role
    let signer: String
    var key: String?
    let isFree: Bool
  }

  /// Ann wrote and reviewed, Bob wrote, Cat approved.
  @Test(arguments: [
    RoleCase(role: .review, signer: "ann", isFree: true),
    RoleCase(role: .approve, signer: "ann", isFree: false),
    RoleCase(role: .approve, signer: "ann", key: "other", isFree: false),
    RoleCase(role: .approve, signer: "new", key: "SHA256:ann", isFree: false),
    RoleCase(role: .approve, signer: "bob", isFree: false),
    RoleCase(role: .approve, signer: "new", key: "SHA256:bob", isFree: false),
    RoleCase(role: .review, signer: "bob", isFree: true),
    RoleCase(role: .review, signer: "cat", isFree: false),
    RoleCase(role: .review, signer: "new", key: "SHA256:cat", isFree: false),
    RoleCase(role: .approve, signer: "cat", isFree: true),
    RoleCase(role: .approve, signer: "dan", isFree: true),
    RoleCase(role: .review, signer: "dan", isFree: true),
    // Eve has a session, but wrote nothing that is reviewed.
    RoleCase(role: .approve, signer: "eve", isFree: true),
  ])
  func writersDoNotApprove(item: RoleCase) throws {
    var script = try Script()
    script.addAll([
      .session("ann"), .checkpoint, .answer("a.one", .pass), .checkpoint, .session("bob"),
      .checkpoint, .evidence("a.two"), .checkpoint, .session("eve"), .checkpoint,
    ])
    script.addAll([.seal(script.review.sealFigures), .checkpoint])
    script.addAll(Event.signed(.review, "ann") + Event.signed(.approve, "cat"))
    let fault = script.review.roleFault(
      item.role, signer: item.signer, key: item.key ?? "SHA256:\(item.signer)")
    #expect((fault == nil) == item.isFree, "\(fault ?? "")")
  }

  @Test(arguments: [
    Event.fact("provider", "aws"), .answer("a.one", .pass), .evidence("a.one"), .retract(3),
  ])
  func everyWrittenLineCounts(event: Event) throws {
    var script = try Script()
    script.addAll([
      .session("ann"), .checkpoint, .evidence("a.two"), .checkpoint, .session("bob"), .checkpoint,
    ])
    #expect(script.review.roleFault(.approve, signer: "bob", key: "k") == nil)
    script.add(event)
    #expect(script.review.roleFault(.approve, signer: "bob", key: "k") != nil)
    #expect(script.review.roleFault(.approve, signer: "x", key: "SHA256:bob") != nil)
  }

  @Test func onlyEarlierSignaturesAreLookedAt() throws {
    var script = try Script.sealed()
    script.addAll(Event.signed(.review, "ann") + Event.signed(.approve, "cat"))
    let review = script.review
    let approval = try #require(review.roleSignatures.last)
    #expect(review.roleFault(.review, signer: "cat", key: "k", before: approval.seq) == nil)
    #expect(review.roleFault(.review, signer: "cat", key: "k") != nil)
    script.addAll([.reopen, .checkpoint, .seal, .checkpoint])
    #expect(script.review.roleFault(.review, signer: "cat", key: "k") == nil)
  }
}
