import Testing

@testable import Checklist

@Suite struct CommandTemplateTests {
  private let facts = [
    "prefix": "prod", "path": "a/b:c@d", "shell": "a;rm", "space": "a b", "dash": "-rf",
    "empty": "",
  ]

  @Test(arguments: [
    ("aws {{prefix}}-x {{prefix}}", "aws prod-x prod", []),
    ("{{path}}", "a/b:c@d", []),
    ("{{shell}}{{space}}", "{{shell}}{{space}}", ["shell: not safe", "space: not safe"]),
    ("a {{dash}} {{dash}}", "a {{dash}} {{dash}}", ["dash: not safe"]),
    ("{{other}} {{empty}}", "{{other}} {{empty}}", ["other: not known", "empty: not known"]),
    ("{{ prefix }}", "{{ prefix }}", [" prefix : not known"]),
    ("{{.Names}} {{json .}} {{}} {{", "{{.Names}} {{json .}} {{}} {{", []),
    ("{{{prefix}}}", "{prod}", []),
    ("{{prefix}", "{{prefix}", []),
    ("", "", []),
    ("é{{prefix}}é", "éprodé", []),
  ])
  func fill(_ command: String, _ text: String, _ unfilled: [String]) {
    let filled = CommandTemplate.fill(command) { facts[$0] }
    #expect(filled.text == text)
    #expect(filled.unfilled.count == unfilled.count)
    for (found, expected) in zip(filled.unfilled, unfilled) {
      #expect("\(found.name): \(found.reason)".hasPrefix(expected))
    }
  }

  /// A value is never read as a placeholder.
  @Test func valuesAreNotFilledAgain() {
    #expect(CommandTemplate.fill("{{a}}") { _ in "{{b}}" }.text == "{{a}}")
  }
}
