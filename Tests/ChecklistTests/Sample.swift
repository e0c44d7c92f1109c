@testable import Checklist

/// A checklist without a fault, to be spoilt in one place.
enum Sample {
  static let base = """
    format: postflight-checklist/1
    id: sample
    version: 1.0.0
    title: Sample
    facts:
      - id: provider
        ask: Where does it run?
        choices: {aws: Amazon, gcp: Google}
      - id: prefix
        ask: What is the prefix?
        pattern: "[a-z-]+"
      - id: bucket
        ask: Which bucket is it?
        choices: {plain: Plain, locked: Locked}
        when: {provider: aws}
    sections:
      - id: first
        title: First
        when: {provider: [aws, gcp]}
        steps:
          - id: one
            title: One holds
            ask: Does one hold?
            why: Because.
            check:
              - do: Look.
                run: cat /etc/{{prefix}}
            expect: It holds.
            fix: Mend it.
            severity: medium
            level: essential
            references: [{title: T, url: "https://t.example"}]

    """

  /// The base with one passage replaced.
  static func replacing(
    _ passage: String, with text: String, in base: String = Sample.base
  ) -> String {
    guard let range = base.ranges(of: passage).first else { return "no such passage: " + passage }
    return base.replacingCharacters(in: range, with: text)
  }

  static func source(_ text: String, name: String = "sample.yaml") -> ChecklistSource {
    ChecklistSource(name: name, path: name, bytes: Array(text.utf8))
  }

  /// The text without its marks, and the places where they stood.
  static func unmarked(_ text: String) -> (text: String, marks: [Position]) {
    var plain = ""
    var marks: [Position] = []
    var position = Position.start
    for scalar in text.unicodeScalars {
      if scalar == "«" {
        marks.append(position)
        continue
      }
      plain.unicodeScalars.append(scalar)
      if scalar == "\n" {
        position = Position(line: position.line + 1, column: 1)
      } else {
        position.column += 1
      }
    }
    return (plain, marks)
  }

  static func full(_ text: String) -> [Diagnostic] {
    ChecklistReader.read([source(text)], rules: .full).diagnostics
  }

  static func form(_ text: String) -> [Diagnostic] {
    ChecklistReader.read([source(text)], rules: .form).diagnostics
  }
}

extension String {
  func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
