import Testing

@testable import Checklist

@Suite struct ScalarTests {
  @Test(arguments: [
    "no", "1.10", "0777", "12:30:00", "null", "~", "true", "2026-11-20", "0x1F", ".inf", "1_000",
    "=",
  ])
  func plainScalarsAreTheTextTheySay(_ text: String) throws {
    let sample = Sample.replacing("version: 1.0.0", with: "version: \(text)")
      .replacing("{aws: Amazon, gcp: Google}", with: "{aws: \(text), gcp: Google, 1.10: N, no: M}")
      .replacing("[aws, gcp]", with: "[1.10, no]")
    let set = try #require(ChecklistReader.read([Sample.source(sample)], rules: .full).set)
    #expect(set.checklists[0].version == text)
    #expect(set.facts[0].choices.map(\.label) == [text, "Google", "N", "M"])
    #expect(set.facts[0].choices.map(\.key) == ["aws", "gcp", "1.10", "no"])
    #expect(
      set.steps[0].sectionWhen == Condition([.init(fact: "provider", values: ["1.10", "no"])]))
  }

  @Test func everyPartOfTheModel() throws {
    let text = """
      %YAML 1.1
      ---
      ? format
      : "postflight-checklist/1"
      id: all
      version: 1
      title: >-
        All
        of it
      summary: S
      source: {title: Guide, url: "https://g.example"}
      uses: []
      facts:
        - {id: a, ask: "A?", help: H, choices: {x: X}}
        - {id: b, ask: "B?", pattern: "x+", when: {a: x}}
      sections:
        - id: s
          title: S
          summary:
          when: {a: x}
          steps:
            - id: one
              title: One
              ask: Is it?
              why: W
              check:
                - {do: D, run: "cat {{b}}", when: {b: [x, xx]}}
                - do: E
              expect: E
              fix: |
                F
                G
              severity: high
              level: standard
              when: {b: x}
              record: {label: L, type: date}
              evidence: required
              valid_for: 90d
              references:
                - {title: T, url: u}
              covers: [S1, 2]
      """
    let (set, diagnostics) = ChecklistReader.read([Sample.source(text)], rules: .full)
    #expect(diagnostics == [])
    let needsB = Condition([.init(fact: "b", values: ["x"])])
    let step = Step(
      id: "one", title: "One", ask: "Is it?", why: "W",
      check: [
        .init(
          action: "D", command: "cat {{b}}",
          when: Condition([.init(fact: "b", values: ["x", "xx"])])),
        .init(action: "E"),
      ], expect: "E", fix: "F\nG\n", severity: .high, level: .standard, when: needsB,
      record: .init(label: "L", kind: .date), evidence: .required, validForDays: 90,
      references: [.init(title: "T", url: "u")], covers: ["S1", "2"])
    let needsA = Condition([.init(fact: "a", values: ["x"])])
    let checklist = Checklist(
      name: "sample.yaml", id: "all", version: "1", title: "All of it", summary: "S",
      source: .init(title: "Guide", url: "https://g.example"),
      facts: [
        Fact(id: "a", ask: "A?", help: "H", answer: .choices([.init(key: "x", label: "X")])),
        Fact(id: "b", ask: "B?", answer: .pattern("x+"), when: needsA),
      ], sections: [Section(id: "s", title: "S", when: needsA, steps: [step])])
    #expect(set == ChecklistSet([checklist]))
  }
}
