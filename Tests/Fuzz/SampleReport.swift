import Checklist
import Review
import Signing

@testable import Report

/// Reports made in memory, the same bytes each time.
enum SampleReport {
  static let ann = "ann@example.test"
  static let ben = "ben@example.test"
  private static let start = Timestamp(seconds: 1_790_000_000)

  /// One of three keys for every principal.
  static func key(of principal: String) throws -> Ed25519SigningKey {
    let sum = principal.utf8.reduce(0) { ($0 &* 31) &+ $1 }
    return try Ed25519SigningKey(seed: Array(repeating: sum % 3 + 1, count: 32))
  }

  /// A complete one, one that is not sealed, one that only begins, one that was reopened.
  static let all = Result {
    let complete = try make(text: SampleChecklist.small) { report in
      try report.answer()
      try report.seal()
      try report.sign(Self.ann, .review)
      try report.sign(Self.ben, .approve)
    }
    let open = try make(text: SampleChecklist.small) { try $0.answer() }
    let begun = try make(text: SampleChecklist.small) { _ in }
    let reopened = try make(text: SampleChecklist.rich) { report in
      try report.seal()
      try report.sign(Self.ann, .review)
      try report.append([.reopen(Reopening(reason: "A step was\nforgotten."))])
      try report.session(of: Self.ben)
      try report.append([
        .recovered(Recovery(bytes: 3, sha256: Self.digest("abc"))),
        .fact(FactValue(fact: "prefix", value: "prod-")),
        .answer(Answer(step: "one", outcome: .notApplicable, comment: "é \u{1B}[31m \u{202E}")),
      ])
      try report.seal()
      try report.sign(Self.ann, .approve, .rejected)
    }
    return [complete, open, begun, reopened]
  }

  static func policy() throws -> VerificationPolicy {
    var policy = VerificationPolicy(moment: Timestamp(seconds: start.seconds + 86_400))
    policy.trustList = try trust.get()
    policy.failOn = .low
    return policy
  }

  private static let trust = Result {
    let lines = try [ann, ben].map { "\($0) \(try key(of: $0).publicKey.openSSH)\n" }
    return try TrustList(bytes: Array(lines.joined().utf8))
  }

  static func digest(_ text: String) -> String {
    var state = SHA256State()
    state.update(Array(text.utf8))
    return Hex.encode(state.digest())
  }

  private static func make(
    text: String, _ write: (inout Writer) throws -> Void
  ) throws -> [UInt8] {
    var writer = Writer()
    writer.put(
      .header(
        Header(
          report: "01234567-89ab-4cde-8f01-23456789abcd", environment: "prod é",
          profile: .thorough,
          checklists: [Header.File(name: "s.yaml", sha256: digest(text), text: text)],
          requiredReviews: 1, requiredApprovals: 1, tool: "postflight/fuzz")))
    try writer.session(of: ann)
    try write(&writer)
    return writer.bytes
  }

  /// Writes what the program would write.
  private struct Writer {
    var bytes: [UInt8] = []
    private var chain = LineChain()
    private var time = SampleReport.start
    private var principal = ""

    mutating func put(_ event: Event) {
      time = Timestamp(seconds: time.seconds + 1)
      _ = chain.append(event, at: time, to: &bytes)
    }

    mutating func append(_ events: [Event]) throws {
      for event in events { put(event) }
      _ = try chain.sign(.checkpoint, with: key(of: principal), to: &bytes)
    }

    mutating func session(of principal: String) throws {
      self.principal = principal
      let key = try key(of: principal).publicKey.fingerprint
      try append([.session(Session(signer: principal, key: key, host: "h"))])
    }

    mutating func answer() throws {
      let text = "Enabled\n"
      let until = CalendarDay("2027-01-31")
      try append([
        .fact(FactValue(fact: "provider", value: "aws")),
        .answer(Answer(step: "one", outcome: .pass, comment: "日本 🚀 \"\\\u{7}")),
        .evidence(
          Evidence(
            step: "one", name: "out.txt", sha256: SampleReport.digest(text), size: 8,
            mediaType: "text/plain",
            source: .command(output: text, line: "cat x", exit: 0))),
      ])
      let taken = bytes.count { $0 == 0x0A } - 2
      try append([
        .answer(
          Answer(
            step: "two", outcome: .fail, comment: "Not yet.", record: "1",
            plan: until.map { Plan(kind: .accept, owner: "o", until: $0, reason: "r") })),
        .evidence(
          Evidence(
            step: "two", name: "a", sha256: SampleReport.digest(""), size: 0,
            mediaType: "text/plain", source: .file)),
        .retract(Retraction(of: taken, reason: "wrong")),
      ])
    }

    mutating func seal() throws {
      let reading = ReportReading(bytes)
      guard let review = reading.review else {
        throw Broken(description: "a sample that cannot be read: \(reading.faults)")
      }
      try append([.seal(review.sealFigures)])
    }

    mutating func sign(
      _ principal: String, _ role: Intent.Role, _ decision: Intent.Decision? = nil
    ) throws {
      put(
        .intent(
          Intent(
            signer: principal, name: "A Person", role: role,
            decision: decision ?? (role == .review ? .performed : .approved), meaning: "I did.")))
      _ = try chain.sign(
        role == .review ? .review : .approve, with: key(of: principal), to: &bytes)
    }
  }
}
