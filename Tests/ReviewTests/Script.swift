import Checklist
import Review
import Testing

/// A review made line by line, as the reader of a report makes it.
struct Script {
  static let start = Timestamp(seconds: 1_790_000_000)

  static let checklist = """
    format: postflight-checklist/1
    id: sample
    version: 1.0.0
    title: Sample
    facts:
      - {id: provider, ask: Where?, choices: {aws: Amazon, gcp: Google}}
      - {id: prefix, ask: Which prefix?, pattern: "[a-z]+"}
      - {id: bucket, ask: Which bucket?, choices: {plain: P, locked: L}, when: {provider: aws}}
    sections:
      - id: a
        title: A
        steps:
    \(step("a.one", "low", more: "valid_for: 30d"))
    \(step("a.two", "high", more: "evidence: required"))
    \(step("a.three", "medium", more: "when: {provider: aws}, valid_for: 30d"))
    \(step("a.four", "high", level: "standard"))
      - id: b
        title: B
        when: {provider: gcp}
        steps:
    \(step("b.one", "high"))
    \(step("b.two", "low", level: "thorough"))
      - id: c
        title: C
        steps:
    \(step("c.one", "medium", more: "when: {bucket: locked}"))

    """

  private static func step(
    _ id: String, _ severity: String, level: String = "essential", more: String = ""
  ) -> String {
    "      - {id: \(id), title: T, ask: Well?, why: W, check: [{do: L}], expect: E, fix: F, "
      + "severity: \(severity), level: \(level)\(more.isEmpty ? "" : ", " + more)}"
  }

  private(set) var review: Review
  private(set) var entries: [Entry] = []

  init(profile: Profile = .essential, reviews: Int = 1, approvals: Int = 0) throws {
    let header = Header(
      report: "00000000-0000-4000-8000-000000000000", environment: "test", profile: profile,
      checklists: [], requiredReviews: reviews, requiredApprovals: approvals,
      tool: "postflight/test")
    let source = ChecklistSource(
      name: "sample.yaml", path: "sample.yaml", bytes: Array(Self.checklist.utf8))
    let (set, diagnostics) = ChecklistReader.read([source], rules: .form)
    review = Review(
      header: header, time: Self.start,
      checklists: try #require(set, "\(diagnostics.map(\.description))"))
  }

  /// Takes the next line; the seconds count from the start, else the time stands still.
  @discardableResult
  mutating func add(_ event: Event, after seconds: Int64? = nil) -> String? {
    var time: Timestamp?
    if case .signature = event {
    } else {
      time = Timestamp(
        seconds: seconds.map { Self.start.seconds + $0 } ?? review.lastTime?.seconds ?? 0)
    }
    let entry = Entry(seq: review.lastSeq + 1, time: time, event: event)
    let fault = review.apply(entry)
    if fault == nil { entries.append(entry) }
    return fault
  }

  mutating func addAll(_ events: [Event]) {
    for event in events {
      let fault = add(event)
      #expect(fault == nil, "\(event)")
    }
  }

  /// A sealed review by one person, nothing answered.
  static func sealed(by signer: String = "ann", reviews: Int = 1, approvals: Int = 0) throws
    -> Script
  {
    var script = try Script(reviews: reviews, approvals: approvals)
    script.addAll([.session(signer), .checkpoint])
    script.addAll([.seal(script.review.sealFigures), .checkpoint])
    return script
  }
}

extension Event {
  static func session(_ signer: String, key: String? = nil) -> Event {
    .session(Session(signer: signer, key: key ?? "SHA256:\(signer)", host: ""))
  }

  static func fact(_ fact: String, _ value: String) -> Event {
    .fact(FactValue(fact: fact, value: value))
  }

  static func answer(
    _ step: String, _ outcome: Outcome, _ comment: String = "", plan: Plan? = nil
  ) -> Event {
    .answer(Answer(step: step, outcome: outcome, comment: comment, plan: plan))
  }

  static func evidence(_ step: String) -> Event {
    .evidence(
      Evidence(
        step: step, name: "n", sha256: String(repeating: "0", count: 64), size: 1,
        mediaType: "text/plain", source: .text("t")))
  }

  static func retract(_ seq: Int, _ reason: String = "") -> Event {
    .retract(Retraction(of: seq, reason: reason))
  }

  static let recovered = Event.recovered(Recovery(bytes: 1, sha256: ""))
  static let reopen = Event.reopen(Reopening(reason: ""))
  static let seal = Event.seal(Seal(counts: Counts(), steps: 0, open: []))

  static func intent(
    _ role: Intent.Role, _ signer: String = "ann", _ decision: Intent.Decision? = nil
  ) -> Event {
    .intent(
      Intent(
        signer: signer, name: "N", role: role,
        decision: decision ?? (role == .review ? .performed : .approved), meaning: "M"))
  }

  static func signature(_ namespace: SignatureLine.Namespace, key: String = "") -> Event {
    .signature(SignatureLine(namespace: namespace, sshsig: "", key: key))
  }

  static let checkpoint = Event.signature(.checkpoint)

  /// Intent and signature.
  static func signed(
    _ role: Intent.Role, _ signer: String, _ decision: Intent.Decision? = nil, key: String? = nil
  ) -> [Event] {
    [
      .intent(role, signer, decision),
      .signature(role == .review ? .review : .approve, key: key ?? "SHA256:\(signer)"),
    ]
  }
}
