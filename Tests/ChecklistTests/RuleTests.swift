import Testing

@testable import Checklist

/// One rule: a passage of the sample, a spoilt one with `«` at the place, and a good one.
///
/// Where there is no good one, the sample itself is.
struct Rule: Sendable, CustomTestStringConvertible {
  var name: String
  var passage: String
  var bad: String
  var says: String
  var good: String?
  /// Whether layer 4 of a report's verification sees it too.
  var isForm = true
  var level = Diagnostic.Level.error
  var base = Sample.base

  var testDescription: String { name }
}

@Suite struct RuleTests {
  @Test func theSampleHasNoFault() {
    #expect(Sample.full(Sample.base) == [])
    #expect(Sample.form(Sample.base) == [])
  }

  @Test(arguments: Rule.schema + Rule.values + Rule.lint + Rule.warnings + Rule.yaml)
  func rule(_ rule: Rule) throws {
    let (text, marks) = Sample.unmarked(
      Sample.replacing(rule.passage, with: rule.bad, in: rule.base))
    let mark = try #require(marks.first, "the bad sample has no mark")
    let found = Sample.full(text)
    #expect(found.count == 1, "\(found)")
    let first = try #require(found.first)
    #expect(first.message.contains(rule.says), "\(first)")
    #expect(Position(line: first.line, column: first.column) == mark, "\(first)")
    #expect(first.level == rule.level)
    #expect(Sample.form(text) == (rule.isForm ? found : []))
    if let good = rule.good {
      let text = Sample.replacing(rule.passage, with: good, in: rule.base)
      #expect(Sample.full(text) == [])
      #expect(Sample.form(text) == [])
    }
  }

  /// What is shown of the file for a fault is the line around its place.
  @Test(arguments: Rule.schema + Rule.values + Rule.lint + Rule.warnings + Rule.yaml)
  func theExcerptIsTheLineAroundThePlace(_ rule: Rule) throws {
    let marked = Sample.replacing(rule.passage, with: rule.bad, in: rule.base)
    let (text, _) = Sample.unmarked(marked)
    let fault = try #require(Sample.full(text).first)
    var lines = SourceLines(Sample.source(text))
    let found = lines.excerpt(line: fault.line, column: fault.column)
    let excerpt = try #require(found)
    let line = try #require(marked.split(separator: "\n").first { $0.contains("«") })
    #expect(excerpt.before + "«" + excerpt.after == line)
  }

  @Test func tenFaultsInOneRun() {
    let faulty = """
      «format: postflight-checklist/1
      id: «Sample
      «titel: Sample
      facts:
        - id: provider
          ask: «Where does it run
          choices: {«a b: Amazon, aws: Amazon}
        - id: prefix
          ask: What is the prefix?
          pattern: «"(?=x)"
      sections:
        - id: first
          title: First
          when: {«nowhere: aws}
          steps:
            - id: one
              title: One
              «title: Two
              ask: Does one hold?
              why: «[x]
              check:
                - do: «&a Look.
                  run: «cat {{unknown}}
              expect: It holds.
              fix: Mend it.
              severity: «urgent
              level: essential
              valid_for: «90
              references: [{title: T, url: "https://t.example"}]

      """
    let (text, marks) = Sample.unmarked(faulty)
    let found = Sample.full(text)
    // The mapping lacks both 'version' and 'title', so its first key is named twice.
    let places = found.map { Position(line: $0.line, column: $0.column) }
    #expect(places == [marks[0]] + marks, "\(found.map(\.description).joined(separator: "\n"))")
    #expect(found.count == 14)
    #expect(found.allSatisfy { $0.level == .error })
  }

  @Test func severalEqualKeysDoNotHideTheRest() {
    let (text, marks) = Sample.unmarked(
      Sample.replacing("why: Because.", with: "why: A.\n        «why: B.\n        «'why': C.")
        .replacing("title: Sample", with: "title: Sample\n«title: Again\n«colour: red")
        .replacing("fix: Mend it.", with: "fix: Mend it.\n        «fix: «[]"))
    let places = Sample.full(text).map { Position(line: $0.line, column: $0.column) }
    #expect(places == marks.dropLast())
  }

  @Test func messagesAreOneSafeLine() {
    let long = String(repeating: "x", count: 5_000)
    for text in [
      Sample.replacing("title: Sample", with: "\"ti\\e[31m\\u202Etle\\n\(long)\": Sample"),
      Sample.replacing("severity: medium", with: "severity: \"\\0\\e[2J\(long)\""),
      Sample.replacing("provider: [aws", with: "\"\\u2066\\n\(long)\": [aws"),
    ] {
      #expect(!Sample.full(text).isEmpty)
      for diagnostic in Sample.full(text) {
        let scalars = diagnostic.description.unicodeScalars
        #expect(!scalars.contains { TextSafety.isUnsafe($0) || $0 == "\n" || $0 == "\t" })
        #expect(scalars.count < 400)
      }
    }
  }

  @Test func aFaultPrintsAsEditorsExpectIt() {
    let found = Sample.full(Sample.replacing("title: Sample", with: "titel: Sample"))
    #expect(
      found.map(\.description) == [
        "sample.yaml:1:1: error: a checklist needs 'title'; add it",
        "sample.yaml:4:1: error: a checklist has no key 'titel'; did you mean 'title'?",
      ])
  }
}
