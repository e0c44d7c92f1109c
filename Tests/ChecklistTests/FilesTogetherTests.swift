import Testing

@testable import Checklist

@Suite struct FilesTogetherTests {
  private static let facts = """
    format: postflight-checklist/1
    id: environment
    version: 1.0.0
    title: Environment
    facts:
      - id: provider
        ask: Where does it run?
        choices: {aws: Amazon, gcp: Google}

    """

  private static func steps(_ id: String, _ head: String, step: String = "one") -> String {
    """
    format: postflight-checklist/1
    id: \(id)
    version: 1.0.0
    title: Steps
    \(head)
    sections:
      - id: first
        title: First
        when: {provider: aws}
        steps:
          - id: \(step)
            title: One
            ask: Is it?
            why: W
            check: [{do: D, run: "cat {{provider}}"}]
            expect: E
            fix: F
            severity: low
            level: essential
            references: [{title: T, url: u}]

    """
  }

  private func read(_ files: [(String, String)]) -> (ChecklistSet?, [String]) {
    let sources = files.map { Sample.source($0.1, name: $0.0) }
    let (set, found) = ChecklistReader.read(sources, rules: .full)
    let form = ChecklistReader.read(sources, rules: .form).diagnostics
    #expect(form == found.filter { !$0.message.contains("{{") })
    return (set, found.map(\.description))
  }

  @Test func aUsedFileSharesItsFacts() throws {
    let (set, found) = read([
      ("a.yaml", Self.steps("a", "uses: [environment.yaml]")), ("environment.yaml", Self.facts),
    ])
    #expect(found == [])
    #expect(set?.checklists.map(\.name) == ["a.yaml", "environment.yaml"])
    #expect(set?.facts.map(\.id) == ["provider"])
  }

  @Test func factsOfFilesNotUsedAreUnknown() {
    let (set, found) = read([("a.yaml", Self.steps("a", "")), ("environment.yaml", Self.facts)])
    #expect(set == nil)
    let mend = "the fact 'provider' is of a file that this one does not use; add 'environment.yaml'"
    #expect(found.count == 2)
    #expect(found.first == "a.yaml:9:12: error: \(mend) to 'uses'")
    #expect(
      found.last == "a.yaml:15:30: error: the command names {{provider}}, and \(mend) to 'uses'")
  }

  @Test func identifiersAreUniqueOverAllFiles() {
    let (_, found) = read([
      ("a.yaml", Self.steps("a", "uses: [environment.yaml]")),
      ("b.yaml", Self.steps("a", "uses: [environment.yaml]")), ("environment.yaml", Self.facts),
      ("other.yaml", Self.facts),
    ])
    #expect(
      found == [
        "b.yaml:2:5: error: the checklist 'a' exists already, on line 2 of a.yaml; give this one "
          + "another id",
        "b.yaml:11:13: error: the step 'one' exists already, on line 11 of a.yaml; give this one "
          + "another id",
        "other.yaml:2:5: error: the checklist 'environment' exists already, on line 2 of "
          + "environment.yaml; give this one another id",
        "other.yaml:6:9: error: the fact 'provider' exists already, on line 6 of "
          + "environment.yaml; give this one another id",
      ])
  }

  @Test func aUsedFileUsesNone() {
    let (_, found) = read([
      ("a.yaml", Self.steps("a", "uses: [b.yaml, environment.yaml]")),
      ("b.yaml", Self.steps("b", "uses: [environment.yaml]", step: "two")),
      ("environment.yaml", Self.facts),
    ])
    #expect(
      found == [
        "a.yaml:5:8: error: 'b.yaml' uses other files itself, and a used file uses none; name "
          + "those here"
      ])
  }

  @Test func oneFaultIsToldOnce() {
    // The used file cannot be read: its facts may well exist.
    let (_, found) = read([
      ("a.yaml", Self.steps("a", "uses: [environment.yaml]")), ("environment.yaml", "a: b: c"),
    ])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("environment.yaml:1:5: error: YAML syntax:") == true)
  }

  @Test func namesAreUnique() {
    let (_, found) = read([
      ("environment.yaml", Self.facts),
      (
        "environment.yaml",
        Self.facts.replacing("environment", with: "e").replacing("provider", with: "p")
      ),
    ])
    #expect(found.count == 1)
    #expect(found.first?.contains("1:1: error: two files are called 'environment.yaml'") == true)
  }

  @Test func sectionsOfTwoFilesMayShareAnIdentifier() {
    let (_, found) = read([
      ("a.yaml", Self.steps("a", "uses: [environment.yaml]")),
      ("b.yaml", Self.steps("b", "uses: [environment.yaml]", step: "two")),
      ("environment.yaml", Self.facts),
    ])
    #expect(found == [])
  }

  @Test func factsBelowTheSectionsAreTooLate() {
    let text = Self.steps("a", "") + "facts:\n  - {id: provider, ask: \"P?\", choices: {aws: A}}\n"
    let (_, found) = read([("a.yaml", text)])
    #expect(
      found == [
        "a.yaml:9:12: error: the fact 'provider' must stand before, and is on line 22; move it up"
      ])
  }

  @Test(arguments: [
    ("uses: [a.yaml, b.yaml]", ["a.yaml", "b.yaml"]), ("uses:\n- a.yaml", ["a.yaml"]),
    ("uses:\n  - a.yaml # c\n  - ../b\n  - x/y\n", ["a.yaml"]),
    ("\"u\\x73es\": [a.yaml]", ["a.yaml"]),
    ("'uses': [a.yaml]", ["a.yaml"]), ("? uses\n: [a.yaml]", ["a.yaml"]), ("uses:", []),
    ("users: [a.yaml]", []), ("uses : [a.yaml]", ["a.yaml"]), ("summary: |\n  uses: [b]", []),
    ("summary: \"\nuses: [b]\"", []), ("uses: b", []), ("uses: !!seq [a.yaml]", ["a.yaml"]),
  ])
  func usesOfOneFile(_ text: String, _ uses: [String]) {
    for file in ["id: a\n\(text)\ntitle: T\n", "\(text)\n", "id: a\n\(text)\n"] {
      #expect(ChecklistReader.uses(in: Sample.source(file)) == uses, "\(file)")
    }
  }

  @Test func usesOfAnUnreadableFile() {
    #expect(ChecklistReader.uses(in: Sample.source("{uses: [a.yaml], id: b}")) == ["a.yaml"])
    #expect(ChecklistReader.uses(in: Sample.source("uses: [a.yaml")) == nil)
    #expect(
      ChecklistReader.uses(in: ChecklistSource(name: "a", path: "a", bytes: [0xFF])) == nil)
  }
}
