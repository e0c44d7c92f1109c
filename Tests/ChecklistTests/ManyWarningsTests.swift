import Checklist
import Testing

@Suite struct ManyWarningsTests {
  private func text(steps: Int, ask: String) -> String {
    let head = """
      format: postflight-checklist/1
      id: many
      version: 1.0.0
      title: Many
      sections:
        - id: all
          title: All
          steps:

      """
    return head
      + (0..<steps).map { number in
        """
              - {id: step.\(number), title: T, ask: "\(ask)", why: W, check: [{do: D}], expect: E,
                 fix: F, severity: low, level: essential}

        """
      }.joined()
  }

  private func read(_ text: String) -> (set: ChecklistSet?, diagnostics: [Diagnostic]) {
    let source = ChecklistSource(name: "many.yaml", path: "many.yaml", bytes: Array(text.utf8))
    return ChecklistReader.read([source], rules: .full)
  }

  @Test func manyWarningsAreNoError() {
    let (set, diagnostics) = read(text(steps: 1_200, ask: "Is it so?"))
    #expect(set != nil)
    #expect(diagnostics.count == 1_001)
    #expect(diagnostics.allSatisfy { $0.level == .warning })
  }

  @Test func manyWarningsHideNoError() {
    let warnings = text(steps: 1_200, ask: "Is it so?")
    let (set, diagnostics) = read(
      warnings + "      - {id: last, title: T, ask: No mark, why: W, check: [{do: D}],"
        + " expect: E, fix: F, severity: low, level: essential}\n")
    #expect(set == nil)
    #expect(diagnostics.contains { $0.level == .error && $0.message.contains("question") })
  }
}
