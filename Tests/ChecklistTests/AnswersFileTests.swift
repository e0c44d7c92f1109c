import Testing

@testable import Checklist

@Suite struct AnswersFileTests {
  private static let steps = ["text", "number", "date"].map { kind in
    """
          - id: \(kind)
            title: T
            ask: Is it?
            why: W
            check: [{do: D}]
            expect: E
            fix: F
            severity: low
            level: essential
            record: {label: L, type: \(kind)}
            references: [{title: T, url: u}]

    """
  }.joined()

  private static let set = ChecklistReader.read(
    [Sample.source(Sample.base + steps)], rules: .full
  ).set

  private func read(_ text: String) throws -> (AnswersFile?, [Diagnostic]) {
    AnswersFile.read(Sample.source(text, name: "answers.yaml"), against: try #require(Self.set))
  }

  /// A file with everything that one may hold.
  static let whole = """
    facts: {provider: aws, prefix: prod, bucket: ""}
    answers:
      one: {outcome: pass, comment: "All nine.\\n\\tYes."}
      text:
        outcome: fail
        comment: Never done.
        record: no
        plan: {kind: fix, owner: m.ito, until: "2028-02-29", reason: Booked.}
      number: {outcome: not_applicable, record: -1.50, plan: }
      date: {outcome: not_checked, record: 2026-11-20}

    """

  @Test func aWholeFile() throws {
    let (file, found) = try read(Self.whole)
    #expect(found == [])
    let plan = AnswersFile.Plan(kind: "fix", owner: "m.ito", until: "2028-02-29", reason: "Booked.")
    #expect(
      file
        == AnswersFile(
          facts: [
            .init(fact: "provider", value: "aws", line: 1, column: 9),
            .init(fact: "prefix", value: "prod", line: 1, column: 24),
            .init(fact: "bucket", value: "", line: 1, column: 38),
          ],
          answers: [
            .init(
              step: "one", outcome: "pass", comment: "All nine.\n\tYes.", record: "", plan: nil,
              line: 3, column: 3),
            .init(
              step: "text", outcome: "fail", comment: "Never done.", record: "no", plan: plan,
              line: 4, column: 3),
            .init(
              step: "number", outcome: "not_applicable", comment: "", record: "-1.50", plan: nil,
              line: 9, column: 3),
            .init(
              step: "date", outcome: "not_checked", comment: "", record: "2026-11-20", plan: nil,
              line: 10, column: 3),
          ]))
  }

  /// A faulty file with `«` at the place, and words of its message.
  static let faulty: [(file: String, says: String)] = [
    ("«fact: {}", "has no key 'fact'; did you mean 'facts'?"),
    ("«[]", "an answers file must be a mapping"),
    ("«{}", "needs 'facts' or 'answers'"),
    ("facts: «[aws]", "'facts' must be a mapping"),
    ("facts: {«provder: aws}", "no fact 'provder'; did you mean 'provider'?"),
    ("facts: {provider: «azure}", "'azure' is no choice of the fact 'provider'"),
    ("facts: {provider: «[aws]}", "must be a text"),
    ("facts: {prefix: «PROD}", "does not match the pattern"),
    ("facts: {prefix: «a b}", "cannot be the value of a fact"),
    ("facts: {provider: aws, «provider: gcp}", "more than once"),
    ("answers: {«on: {outcome: pass}}", "no step 'on'; did you mean 'one'?"),
    ("answers: {one: {outcome: pass}, «one: {outcome: fail}}", "more than once"),
    ("answers: {one: «pass}", "an answer must be a mapping"),
    ("answers: {one: «{comment: C}}", "an answer needs 'outcome'"),
    ("answers: {one: {outcome: «ok}}", "use one of pass, fail, not_applicable, not_checked"),
    ("answers: {one: {outcome: pass, «note: N}}", "an answer has no key 'note'"),
    ("answers: {one: {outcome: pass, record: «12}}", "asks for no value"),
    ("answers: {number: {outcome: pass, record: «1e3}}", "is a number here"),
    ("answers: {number: {outcome: pass, record: «.5}}", "is a number here"),
    ("answers: {date: {outcome: pass, record: «2026-02-29}}", "is a date here"),
    ("answers: {date: {outcome: pass, record: «20261120}}", "is a date here"),
    ("answers: {one: {outcome: pass, comment: «\"a\\e[m\"}}", "holds the character U+001B"),
    ("answers: {one: {outcome: pass, comment: «\"a\\rb\"}}", "holds the character U+000D"),
    (
      "answers: {one: {outcome: pass, «plan: {kind: fix, owner: o, until: 2027-01-31, reason: r}}}",
      "fail only"
    ),
    ("answers: {one: {outcome: fail, plan: «fix}}", "'plan' must be a mapping"),
    ("answers: {one: {outcome: fail, plan: «{kind: fix, owner: o, reason: r}}}", "needs 'until'"),
    (
      "answers: {one: {outcome: fail, plan: {kind: «wait, owner: o, until: 2027-01-31, reason: r}}}",
      "use one of fix, accept"
    ),
    (
      "answers: {one: {outcome: fail, plan: {kind: fix, owner: o, until: «2027-13-01, reason: r}}}",
      "write a real day"
    ),
    (
      "answers: {one: {outcome: fail, plan: {kind: fix, owner: «'', until: 2027-01-31, reason: r}}}",
      "'owner' has no text"
    ),
    ("answers: {one: «&a {outcome: pass}}", "anchors"),
    ("answers: {one: {outcome: «!!str pass}}", "tags"),
    ("answers: {one: {outcome: pass, «<<: {comment: C}}}", "merge keys"),
    ("facts: {provider: aws}\n«--- {}", "second document"),
  ]

  @Test(arguments: faulty)
  func faults(_ sample: String, _ says: String) throws {
    let (text, marks) = Sample.unmarked(sample)
    let (file, found) = try read(text)
    #expect(file == nil)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.message.contains(says) == true, "\(found)")
    #expect(found.map { Position(line: $0.line, column: $0.column) } == marks, "\(found)")
  }

  @Test func everyFaultInOneRun() throws {
    let (_, found) = try read(
      "facts: {a: b, provider: x}\nanswers:\n  one: {outcome: o, record: r}\n  two: {}\n")
    #expect(found.map(\.line) == [1, 1, 3, 3, 4])
  }

  @Test func longTexts() throws {
    let edge = String(repeating: "é", count: AnswersFile.textLimit / 2)
    #expect(try read("answers: {one: {outcome: pass, comment: \(edge)}}").1 == [])
    let (_, found) = try read("answers: {one: {outcome: pass, comment: \(edge)x}}")
    #expect(found.map(\.message).first?.contains("over 64 KiB") == true)
  }
}
