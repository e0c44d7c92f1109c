@testable import Checklist

extension Rule {
  /// The closed schema: keys, kinds, what must be there.
  static let schema: [Rule] = [
    Rule(
      name: "unknown key", passage: "    why: Because.",
      bad: "    why: Because.\n        «whi: Because.",
      says: "a step has no key 'whi'; did you mean 'why'?"),
    Rule(
      name: "unknown key, nothing near", passage: "title: Sample",
      bad: "title: Sample\n«colour: red", says: "has no key 'colour'; known here: format, id,",
      good: "title: Sample\nsummary: Red."),
    Rule(
      name: "missing key of a step", passage: "  - id: one\n        title: One holds\n",
      bad: "  - «id: one\n", says: "a step needs 'title'"),
    Rule(
      name: "missing key of a checklist", passage: "format: postflight-checklist/1\nid: sample\n",
      bad: "«format: postflight-checklist/1\n", says: "a checklist needs 'id'"),
    Rule(
      name: "key without a value", passage: "why: Because.", bad: "why:«",
      says: "'why' has no text", good: "why: Because it does.", isForm: false),
    Rule(
      name: "empty text", passage: "why: Because.", bad: "why: «''", says: "'why' has no text",
      isForm: false),
    Rule(
      name: "list for text", passage: "why: Because.", bad: "why: «[Because.]",
      says: "'why' must be a text, and is a list"),
    Rule(
      name: "mapping for text", passage: "title: Sample", bad: "title: «{a: b}",
      says: "'title' must be a text, and is a mapping"),
    Rule(
      name: "text for list", passage: "references: [{title: T, url: \"https://t.example\"}]",
      bad:
        "references: [{title: T, url: \"https://t.example\"}]\n        covers: «S12",
      says: "'covers' must be a list",
      good: "references: [{title: T, url: \"https://t.example\"}]\n        covers: [S12]"),
    Rule(
      name: "text for mapping", passage: "why: Because.",
      bad: "why: Because.\n        record: «date",
      says: "'record' must be a mapping",
      good: "why: Because.\n        record: {label: D, type: date}"),
    Rule(
      name: "collection as key", passage: "why: Because.", bad: "why: Because.\n        «[a]: b",
      says: "a key is a list or a mapping"),
    Rule(
      name: "no checks",
      passage: "check:\n          - do: Look.\n            run: cat /etc/{{prefix}}",
      bad: "check: «[]", says: "at least one check", good: "check: [{do: Look.}]"),
    Rule(
      name: "no steps", passage: "sections:\n",
      bad: "sections:\n  - id: empty\n    title: Empty\n    steps: «[]\n",
      says: "at least one step"),
    Rule(
      name: "check without do", passage: "- do: Look.\n            run: cat",
      bad: "- «run: cat", says: "a check needs 'do'"),
    Rule(
      name: "neither facts nor sections", passage: Sample.base,
      bad: "«format: postflight-checklist/1\nid: sample\nversion: 1.0.0\ntitle: Sample\n",
      says: "a checklist needs 'facts' or 'sections'",
      good: "format: postflight-checklist/1\nid: sample\nversion: 1.0.0\ntitle: Sample\nfacts:\n"
        + "  - {id: a, ask: \"A?\", choices: {a: A}}\nsections: []\n"),
    Rule(
      name: "empty lists of facts and sections", passage: Sample.base,
      bad: "«format: postflight-checklist/1\nid: sample\nversion: 1.0.0\ntitle: Sample\n"
        + "facts: []\nsections:\n",
      says: "a checklist needs 'facts' or 'sections'", isForm: false),
    Rule(
      name: "record without type", passage: "why: Because.",
      bad: "why: Because.\n        record: «{label: Date}", says: "a record needs 'type'"),
    Rule(
      name: "reference without url", passage: "[{title: T, url: \"https://t.example\"}]",
      bad: "[«{title: T}]", says: "a reference needs 'url'"),
    Rule(
      name: "fact without choices or pattern", passage: "- id: prefix",
      bad: "- «id: region\n    ask: Which region is it?\n  - id: prefix",
      says: "needs 'choices' or 'pattern'",
      good: "- id: region\n    ask: Which region is it?\n    pattern: .+\n  - id: prefix"),
    Rule(
      name: "fact with both", passage: "- id: prefix\n    ask: What is the prefix?",
      bad: "- «id: prefix\n    ask: What is the prefix?\n    choices: {a: A}",
      says: "either 'choices' or 'pattern'"),
    Rule(
      name: "empty when", passage: "when: {provider: [aws, gcp]}", bad: "when: {provider: «[]}",
      says: "names no value for 'provider'", good: "when: {provider: [aws]}"),
    Rule(
      name: "mapping in when", passage: "when: {provider: [aws, gcp]}",
      bad: "when: {provider: «{aws: gcp}}", says: "to a value or a list of values"),
  ]

  /// What texts may say.
  static let values: [Rule] = [
    Rule(
      name: "format", passage: "postflight-checklist/1", bad: "«postflight-checklist/2",
      says: "this version reads postflight-checklist/1"),
    Rule(
      name: "identifier of a step", passage: "- id: one", bad: "- id: «One", says: "no identifier",
      good: "- id: one.two_3-4"),
    Rule(
      name: "identifier too long", passage: "- id: one",
      bad: "- id: «\(String(repeating: "a", count: 101))", says: "no identifier",
      good: "- id: \(String(repeating: "a", count: 100))"),
    Rule(
      name: "severity", passage: "severity: medium", bad: "severity: «urgent",
      says: "use one of low, medium, high", good: "severity: low"),
    Rule(
      name: "level", passage: "level: essential", bad: "level: «basic",
      says: "use one of essential, standard, thorough", good: "level: thorough"),
    Rule(
      name: "evidence", passage: "why: Because.", bad: "why: Because.\n        evidence: «yes",
      says: "use one of none, recommended, required",
      good: "why: Because.\n        evidence: required"),
    Rule(
      name: "record type", passage: "why: Because.",
      bad: "why: Because.\n        record: {label: D, type: «time}",
      says: "use one of text, number, date",
      good: "why: Because.\n        record: {label: D, type: number}"),
    Rule(
      name: "valid_for", passage: "why: Because.", bad: "why: Because.\n        valid_for: «090d",
      says: "write days from 1 to 99999", good: "why: Because.\n        valid_for: 99999d"),
    Rule(
      name: "valid_for too long", passage: "why: Because.",
      bad: "why: Because.\n        valid_for: «100000d", says: "write days",
      good: "why: Because.\n        valid_for: 1d"),
    Rule(
      name: "choice key", passage: "{aws: Amazon, gcp: Google}",
      bad: "{aws: Amazon, gcp: Google, «-x: X}", says: "cannot be a choice's key",
      good: "{aws: Amazon, gcp: Google, 'A1._:/@-x': X}"),
    Rule(
      name: "unknown fact in when", passage: "when: {provider: [aws, gcp]}",
      bad: "when: {«provder: [aws, gcp]}",
      says: "there is no fact 'provder'; did you mean 'provider'?"),
    Rule(
      name: "unknown choice in when", passage: "when: {provider: [aws, gcp]}",
      bad: "when: {provider: [aws, «azure]}", says: "'azure' is no choice of the fact 'provider'"),
    Rule(
      name: "fact names a later fact", passage: "ask: What is the prefix?",
      bad: "ask: What is the prefix?\n    when: {«bucket: plain}", says: "must stand before",
      good: "ask: What is the prefix?\n    when: {provider: aws}"),
    Rule(
      name: "fact names itself", passage: "when: {provider: aws}", bad: "when: {«bucket: plain}",
      says: "must stand before"),
    Rule(
      name: "duplicate step", passage: "      - id: one\n",
      bad: """
              - {id: one, title: T, ask: "Is it?", why: W, check: [{do: D}], expect: E, fix: F,
                 severity: low, level: standard, references: [{title: T, url: u}]}
              - id: «one

        """, says: "the step 'one' exists already, on line 21"),
    Rule(
      name: "duplicate fact", passage: "- id: bucket", bad: "- id: «prefix",
      says: "the fact 'prefix' exists already, on line 9"),
    Rule(
      name: "duplicate section", passage: "sections:\n  - id: first",
      bad: """
        sections:
          - id: first
            title: First
            steps:
              - {id: two, title: T, ask: "Is it?", why: W, check: [{do: D}], expect: E, fix: F,
                 severity: low, level: standard, references: [{title: T, url: u}]}
          - id: «first
        """, says: "the section 'first' exists already, on line 17"),
    Rule(
      name: "folder in uses", passage: "title: Sample",
      bad: "title: Sample\nuses: [«a/environment.yaml]", says: "no file name"),
    Rule(
      name: "absent file in uses", passage: "title: Sample",
      bad: "title: Sample\nuses: [«environment.yaml]", says: "is not there"),
    Rule(
      name: "file uses itself", passage: "title: Sample",
      bad: "title: Sample\nuses: [«sample.yaml]", says: "cannot use itself"),
  ]

  /// What only lint judges.
  static let lint: [Rule] = [
    Rule(
      name: "no question mark", passage: "ask: Does one hold?", bad: "ask: «One holds.",
      says: "no question mark", good: "ask: 一つですか？", isForm: false),
    Rule(
      name: "two question marks", passage: "ask: Does one hold?", bad: "ask: «Does it? Does one?",
      says: "2 question marks", isForm: false),
    Rule(
      name: "no question mark in a fact", passage: "ask: What is the prefix?",
      bad: "ask: «The prefix", says: "no question mark", isForm: false),
    Rule(
      name: "blank question", passage: "ask: Does one hold?", bad: "ask: «' '", says: "has no text",
      isForm: false),
    Rule(
      name: "unknown placeholder", passage: "run: cat /etc/{{prefix}}",
      bad: "run: «cat {{prefx}}", says: "{{prefx}}, and there is no fact 'prefx'; did you mean",
      good: "run: docker ps --format '{{.Names}} {{json .}}'", isForm: false),
    Rule(
      name: "spaces in a placeholder", passage: "run: cat /etc/{{prefix}}",
      bad: "run: «cat {{ prefix }}", says: "write {{prefix}}", isForm: false),
    Rule(
      name: "control character", passage: "why: Because.", bad: "why: «\"Be\\e[1mcause.\"",
      says: "holds the character U+001B", good: "why: \"Be\\n\\tcause.\"", isForm: false),
    Rule(
      name: "bidirectional character", passage: "why: Because.", bad: "why: «Be\u{202E}cause.",
      says: "holds the character U+202E", good: "why: Wegen מה.", isForm: false),
    Rule(
      name: "pattern", passage: "pattern: \"[a-z-]+\"", bad: "pattern: «\"([a-z]+)*\"",
      says: "a repetition of a repetition", good: "pattern: \"[a-z-]+\"", isForm: false),
    Rule(
      name: "typed value against its pattern", passage: "when: {provider: [aws, gcp]}",
      bad: "when: {prefix: «PROD}", says: "does not match the pattern",
      good: "when: {prefix: prod}", isForm: false),
    Rule(
      name: "step against its section", passage: "    why: Because.",
      bad: "    why: Because.\n        when: {«provider: gcp}", says: "this can never hold",
      good: "    why: Because.\n        when: {provider: aws}", isForm: false,
      base: inSection("{provider: aws}")),
    Rule(
      name: "fact asked only elsewhere", passage: "when: {provider: [aws, gcp]}",
      bad: "when: {provider: gcp, «bucket: plain}",
      says: "'bucket' is asked only for some values of 'provider'",
      good: "when: {provider: aws, bucket: plain}", isForm: false),
    Rule(
      name: "check against its step", passage: "run: cat /etc/{{prefix}}",
      bad: "run: cat /etc/{{prefix}}\n            when: {«provider: gcp}",
      says: "this can never hold", isForm: false, base: inSection("{provider: aws}")),
  ]

  static let warnings: [Rule] = [
    Rule(
      name: "and", passage: "Does one hold?", bad: "«Does one and two hold?", says: "two questions",
      good: "Does the band hold?"),
    Rule(
      name: "or", passage: "Does one hold?", bad: "«Does one OR two hold?", says: "(' or ')",
      good: "Does the order hold?"),
    Rule(
      name: "missing", passage: "Does one hold?", bad: "«Is one Missing?", says: "turned round"),
    Rule(
      name: "without", passage: "Does one hold?", bad: "«Is it without one?", says: "('without')"),
    Rule(
      name: "not", passage: "Does one hold?", bad: "«Does one not hold?", says: "turned round",
      good: "Does one hold, nothing more?"),
    Rule(
      name: "long question", passage: "Does one hold?",
      bad: "«Does \(String(repeating: "x", count: 155))?", says: "has 161 characters",
      good: "Does \(String(repeating: "é", count: 154))?"),
    Rule(
      name: "high below standard", passage: "severity: medium\n        level: essential",
      bad: "severity: high\n        level: «thorough", says: "thorough only",
      good: "severity: high\n        level: standard"),
    Rule(
      name: "command that writes", passage: "run: cat /etc/{{prefix}}",
      bad: "run: «cat a > b", says: "('>')", good: "run: cat a | wc -l"),
    Rule(
      name: "no reference", passage: "  - id: one",
      bad: "  - «id: one", says: "no reference",
      base: Sample.replacing(
        "        references: [{title: T, url: \"https://t.example\"}]\n", with: "")),
    Rule(
      name: "step that no answers reach", passage: "    why: Because.",
      bad: "    why: Because.\n        when: {«bucket: plain}", says: "no answers reach this step",
      good: "    why: Because.\n        when: {provider: gcp}", base: inSection("{provider: gcp}")),
    Rule(
      name: "step that its section's fact rules out", passage: "    why: Because.",
      bad: "    why: Because.\n        when: {«provider: gcp}", says: "no answers reach this step",
      good: "    why: Because.\n        when: {provider: aws}", base: inSection("{bucket: plain}")),
  ].map(\.asWarning)

  /// YAML that is more than the format needs.
  static let yaml: [Rule] = [
    Rule(
      name: "anchor", passage: "why: Because.", bad: "why: «&a Because.", says: "anchors",
      good: "why: R&D *so* far."),
    Rule(
      name: "anchor on a mapping", passage: "sections:\n", bad: "sections: «&a\n", says: "anchors"),
    Rule(
      name: "tag", passage: "why: Because.", bad: "why: «!!str Because.", says: "tags",
      good: "why: So! Because."),
    Rule(
      name: "tag on quoted text", passage: "why: Because.", bad: "why: «!!str 'Because.'",
      says: "tags", good: "why: '!!str Because.'"),
    Rule(
      name: "own tag", passage: "why: Because.", bad: "why: «!foo Because.", says: "tags",
      good: "why: |\n          !foo Because.\n          &a *a"),
    Rule(
      name: "non-specific tag", passage: "why: Because.", bad: "why: «! Because.", says: "tags"),
    Rule(
      name: "tag on a key", passage: "why: Because.", bad: "«!!str why: Because.", says: "tags"),
    Rule(
      name: "tag on a list", passage: "sections:\n", bad: "sections: «!!seq\n", says: "tags"),
    Rule(
      name: "alias", passage: "why: Because.", bad: "why: «*a", says: "aliases", good: "why: '*a'"),
    Rule(
      name: "merge key", passage: "why: Because.", bad: "why: Because.\n        «<<: {a: b}",
      says: "merge keys"),
    Rule(
      name: "merge key among choices", passage: "{aws: Amazon,", bad: "{aws: Amazon, «<<: {a: b},",
      says: "merge keys"),
    Rule(
      name: "duplicate key", passage: "why: Because.", bad: "why: Because.\n        «why: Because.",
      says: "the key 'why' stands here more than once"),
    Rule(
      name: "duplicate key in quotes", passage: "why: Because.",
      bad: "why: Because.\n        «\"why\": Because.", says: "more than once"),
    Rule(
      name: "duplicate choice", passage: "gcp: Google", bad: "gcp: Google, «aws: Other",
      says: "the key 'aws' stands here more than once"),
    Rule(
      name: "duplicate fact in when", passage: "{provider: [aws, gcp]}",
      bad: "{provider: [aws], «provider: aws}", says: "more than once"),
    Rule(
      name: "second document", passage: "t.example\"}]\n", bad: "t.example\"}]\n«---\na: b\n",
      says: "second document", good: "t.example\"}]\n...\n"),
    Rule(
      name: "syntax", passage: "why: Because.", bad: "why: Because«: of",
      says: "YAML syntax: mapping values are not allowed"),
    Rule(
      name: "tab", passage: "\n    when: {provider: [aws, gcp]}", bad: "\n«\twhen: {provider: aws}",
      says: "YAML syntax"),
  ]

  private static func inSection(_ when: String) -> String {
    Sample.replacing("{provider: [aws, gcp]}", with: when)
  }

  private var asWarning: Rule {
    var copy = self
    copy.level = .warning
    copy.isForm = false
    return copy
  }
}
