import Checklist
import Report
import Review
import Signing

/// A report whose every free text tries to take over the terminal, with signatures that hold.
///
/// Somebody who means ill can sign such a report with a program of his own.
struct HostileReport {
  /// Ends a title, moves, clears, colours, turns the direction round, and hides behind a C1 control.
  static let text =
    "\u{1B}]0;owned\u{7}\u{1B}[2J\u{1B}[31m\u{9B}32m\r\u{8}\u{0}\u{7F}\u{202E}drow\u{2066}\u{200F}end"
  /// The same for a file's name, which can hold no NUL.
  static let name = "a\u{1B}]0;owned\u{7}\u{9B}1m\u{202E}b\n.log"

  static let path = "hostile.report.jsonl"

  // YAML's own escapes bring control characters into a title that was read strictly.
  private static let checklist = #"""
    format: postflight-checklist/1
    id: hostile
    version: 1.0.0
    title: "T \e]0;owned\a \x9b1m \u202E end"
    facts:
    - {id: prefix, ask: "What \e[2J?", pattern: "[a-z]+"}
    sections:
    - id: s
      title: "S \e]0;owned\a"
      steps:
      - {id: one, title: "One \e]0;owned\a", ask: "Q \e[31m?", why: "W \u202E", check: [{do: "D \e[2J", run: "echo \e]0;owned\a {{prefix}}"}], expect: "E \e[1m", fix: "F \r", severity: high, level: essential}
      - {id: two, title: Two, ask: Q?, why: W, check: [{do: D}], expect: E, fix: F, severity: low, level: essential, evidence: required}

    """#

  let trustLine: String

  /// Writes the report into a machine's working folder, sealed, reviewed, reopened and open again.
  init(_ machine: Machine, isSealed: Bool) throws {
    let source = ChecklistSource(
      name: "hostile.yaml", path: "hostile.yaml", bytes: Array(Self.checklist.utf8))
    guard let set = ChecklistReader.read([source], rules: .form).set,
      let until = CalendarDay("2027-01-31")
    else { throw Machine.Unexpected(description: "the hostile checklist is not read") }
    var digest = SHA256State()
    digest.update(source.bytes)
    let header = Header(
      report: "01234567-89ab-4cde-8f01-23456789abcd", environment: "prod" + Self.text,
      profile: .essential,
      checklists: [
        Header.File(
          name: "hostile.yaml", sha256: Hex.encode(digest.digest()), text: Self.checklist)
      ], requiredReviews: 1, requiredApprovals: 1, tool: "postflight/test")
    let key = try Ed25519SigningKey(seed: Array(repeating: 7, count: 32))
    let identity = Identity(principal: "eve@example.com", signer: key, host: "host" + Self.text)
    trustLine = "eve@example.com \(key.publicKey.openSSH)\n"
    let start = Timestamp(seconds: 1_790_000_000)
    let file = try ReportOpening.make(
      machine.path(Self.path), header: header, checklists: set, identity: identity, at: start)
    try file.append([.fact(FactValue(fact: "prefix", value: "abc"))], at: start)
    let plan = Plan(kind: .fix, owner: "o" + Self.text, until: until, reason: "r" + Self.text)
    try file.append(
      [.answer(Answer(step: "one", outcome: .fail, comment: "c" + Self.text, plan: plan))],
      at: start)
    for content in ["e" + Self.text, "f" + Self.text] {
      var state = SHA256State()
      state.update(Array(content.utf8))
      try file.append(
        [
          .evidence(
            Evidence(
              step: "two", name: "n" + Self.text.replacing("\u{0}", with: ""),
              sha256: Hex.encode(state.digest()), size: content.utf8.count,
              mediaType: "text/plain", source: .text(content)))
        ], at: start)
    }
    try file.append(
      [.retract(Retraction(of: file.review.lastSeq - 1, reason: "t" + Self.text))], at: start)
    try file.append([.answer(Answer(step: "two", outcome: .pass, comment: Self.text))], at: start)
    try file.append([.seal(file.review.sealFigures)], at: start)
    try file.sign(
      Intent(
        signer: identity.principal, name: "N" + Self.text, role: .review, decision: .performed,
        meaning: "m" + Self.text), at: start)
    if !isSealed {
      try file.append([.reopen(Reopening(reason: "y" + Self.text))], at: start)
    }
  }
}
