import Checklist
import Testing

/// A checklist of one section with one fact, `place`, around the steps of a test.
enum PlaceSample {
  // The steps are YAML, indented as in the file; `edit` changes the whole of it.
  static func checklists(
    _ steps: String, edit: (String) -> String = { $0 }
  ) throws -> ChecklistSet {
    let text = """
      format: postflight-checklist/1
      id: sample
      version: 1.0.0
      title: Sample
      facts: [{id: place, ask: Where?, choices: {here: Here, there: There}}]
      sections:
        - id: part
          title: Part
          steps:
      \(steps)

      """
    let source = ChecklistSource(name: "s.yaml", path: "s.yaml", bytes: Array(edit(text).utf8))
    let (set, diagnostics) = ChecklistReader.read([source], rules: .form)
    return try #require(set, "\(diagnostics)")
  }
}
