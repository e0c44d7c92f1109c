import Checklist
import Report
import Review
import Signing
import Testing

/// A report by two people, made through the writer: Ann answers and reviews, Bob approves.
struct ReportFixture {
  static let start = Timestamp(seconds: 1_790_000_000)
  static let ann = identity("ann@example.test", seed: 1)
  static let bob = identity("bob@example.test", seed: 2)
  static let eve = identity("eve@example.test", seed: 3)

  static let checklist = """
    format: postflight-checklist/1
    id: sample
    version: 1.0.0
    title: Sample
    facts:
    - {id: provider, ask: Where?, choices: {aws: Amazon, gcp: Google}}
    sections:
    - id: s
      title: S
      steps:
    \(step("a"))
    \(step("b"))
    \(step("c", more: ", valid_for: 30d"))
    \(step("shown", more: ", evidence: required"))
    \(step("here", more: ", when: {provider: aws}"))

    """

  private static func step(_ id: String, more: String = "") -> String {
    "  - {id: \(id), title: T, ask: Q?, why: W, check: [{do: L}], expect: E, fix: F, "
      + "severity: low, level: essential\(more)}"
  }

  /// The complete report's bytes, made once.
  static let complete = Result { try ReportFixture().finished() }

  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("r.report.jsonl")
  }

  static func identity(_ principal: String, seed: UInt8, host: String = "") -> Identity {
    guard let key = try? Ed25519SigningKey(seed: Array(repeating: seed, count: 32)) else {
      preconditionFailure("32 bytes are a seed")
    }
    return Identity(principal: principal, signer: key, host: host)
  }

  static func header(reviews: Int = 1, approvals: Int = 1) -> Header {
    Header(
      report: "01234567-89ab-4cde-8f01-23456789abcd", environment: "prod é", profile: .essential,
      checklists: [
        Header.File(name: "s.yaml", sha256: Digest.sha256(checklist), text: checklist)
      ], requiredReviews: reviews, requiredApprovals: approvals, tool: "postflight/test")
  }

  static func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: start.seconds + seconds) }

  static func trust(_ identities: [Identity] = [ann, bob]) throws -> TrustList {
    try TrustList(bytes: Array(trustText(identities).utf8))
  }

  static func trustText(_ identities: [Identity]) -> String {
    identities.map { "\($0.principal) \($0.signer.publicKey.openSSH)\n" }.joined()
  }

  static func policy(_ identities: [Identity] = [ann, bob]) throws -> VerificationPolicy {
    var policy = VerificationPolicy(moment: at(86_400))
    policy.trustList = try trust(identities)
    return policy
  }

  static func verdict(
    _ bytes: [UInt8], _ policy: VerificationPolicy, evidence: EvidenceState = .intact
  ) -> Verdict {
    Verdict(ReportReading(bytes), policy: policy) { _ in evidence }
  }

  static func code(_ bytes: [UInt8], evidence: EvidenceState = .intact) throws -> ExitCode {
    verdict(bytes, try policy(), evidence: evidence).code
  }

  func bytes() throws -> [UInt8] { try folder.read("r.report.jsonl") }

  func write(_ bytes: [UInt8]) throws { try folder.write(bytes, "r.report.jsonl") }

  func make(reviews: Int = 1, approvals: Int = 1) throws -> ReportFile {
    try ReportOpening.make(
      path, header: Self.header(reviews: reviews, approvals: approvals), identity: Self.ann,
      at: Self.start)
  }

  func open(
    _ identity: Identity = ReportFixture.ann, startsSession: Bool = true, at seconds: Int64 = 5000
  ) throws -> ReportFile {
    try ReportOpening.open(
      path, identity: identity, startsSession: startsSession, at: Self.at(seconds))
  }

  static func text(_ text: String, step: String = "shown") -> Event {
    .evidence(
      Evidence(
        step: step, name: "out.txt", sha256: Digest.sha256(text), size: text.utf8.count,
        mediaType: "text/plain", source: .text(text)))
  }

  static let failing = Answer(
    step: "b", outcome: .fail, comment: "Not \"yet\".",
    plan: CalendarDay("2027-01-31").map {
      Plan(kind: .accept, owner: "m.ito", until: $0, reason: "Booked.")
    })

  /// Everything that a review writes before its seal; each event with its checkpoint.
  static let answers: [[Event]] = [
    [.fact(FactValue(fact: "provider", value: "gcp"))],
    [.answer(Answer(step: "a", outcome: .pass, comment: "日本 🚀")), .answer(failing)],
    [.answer(Answer(step: "c", outcome: .fail, comment: "typed in the wrong row"))],
    // The undo of it, and the right answer.
    [.answer(Answer(step: "c")), .answer(Answer(step: "c", outcome: .pass, record: "2026-01-02"))],
    [text("Enabled\n"), .answer(Answer(step: "shown", outcome: .pass))],
  ]

  static func intent(
    _ identity: Identity, _ role: Intent.Role, _ decision: Intent.Decision? = nil
  ) -> Intent {
    Intent(
      signer: identity.principal, name: "A Person", role: role,
      decision: decision ?? (role == .review ? .performed : .approved), meaning: "I did.")
  }

  func answer(_ file: ReportFile) throws {
    for (index, events) in Self.answers.enumerated() {
      try file.append(events, at: Self.at(Int64(10 * index)))
    }
  }

  func seal(_ file: ReportFile) throws {
    try file.append([.seal(file.review.sealFigures)], at: Self.at(100))
  }

  /// Answered and sealed, not yet signed; the file is closed.
  func sealed() throws {
    let file = try make()
    try answer(file)
    try seal(file)
  }

  /// Answered, sealed, reviewed and approved.
  func finished() throws -> [UInt8] {
    try sealed()
    try open(startsSession: false, at: 200).sign(Self.intent(Self.ann, .review), at: Self.at(200))
    try open(Self.bob, startsSession: false, at: 300)
      .sign(Self.intent(Self.bob, .approve), at: Self.at(300))
    return try bytes()
  }
}

/// A report's bytes as lines with their LF.
func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map {
    bytes[$0.startIndex...$0.endIndex]
  }
}

enum Digest {
  static func sha256(_ bytes: [UInt8]) -> String {
    var state = SHA256State()
    state.update(bytes)
    return Hex.encode(state.digest())
  }

  static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }
}

/// The error that a throwing act ends with, or nil.
func reportError(_ act: () throws -> Void) -> ReportError? {
  do {
    try act()
    return nil
  } catch {
    return error as? ReportError
  }
}

extension ReportOpening {
  /// Makes a report of checklists that nobody has read yet.
  static func make(
    _ path: String, header: Header, identity: Identity, at now: Timestamp
  ) throws -> ReportFile {
    let sources = header.checklists.map {
      ChecklistSource(name: $0.name, path: $0.name, bytes: Array($0.text.utf8))
    }
    let checklists = try #require(ChecklistReader.read(sources, rules: .form).set)
    return try make(path, header: header, checklists: checklists, identity: identity, at: now)
  }
}
