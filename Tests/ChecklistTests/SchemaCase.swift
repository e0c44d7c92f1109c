@testable import Checklist

/// A file that schema and lint are both asked about: a good one with one change.
struct SchemaCase: Sendable {
  enum Verdict: Sendable {
    case takes
    case refuses
  }

  /// Where schema and lint say different things of a file; the author's guide says why.
  enum Difference: String, CaseIterable {
    case names = "names that have to exist, or to be unique"
    case conditions = "a `when` that can never hold"
    case patterns = "the `pattern` of a fact, and values that have to match it"
    case resolved = "anchors, tags and merge keys"
    case spelling = "how a number, true or false is spelled"
    /// The one thing in which the schema goes further.
    case noValue = "a key without a value, and `null`"
  }

  /// The rules whose faults the schema does not see.
  static let unseen: [String: Difference] = [
    "unknown fact in when": .names, "unknown choice in when": .names,
    "fact names a later fact": .names, "fact names itself": .names, "duplicate step": .names,
    "duplicate fact": .names, "duplicate section": .names, "absent file in uses": .names,
    "file uses itself": .names, "unknown placeholder": .names, "spaces in a placeholder": .names,
    "pattern": .patterns, "typed value against its pattern": .patterns,
    "step against its section": .conditions, "fact asked only elsewhere": .conditions,
    "check against its step": .conditions, "anchor": .resolved, "anchor on a mapping": .resolved,
    "tag": .resolved, "tag on quoted text": .resolved, "non-specific tag": .resolved,
    "tag on a key": .resolved, "tag on a list": .resolved,
    "merge key among choices": .resolved,
  ]

  var name: String
  var text: String
  var lint: Verdict
  /// Why the schema says otherwise; nil where it says the same.
  var difference: Difference?

  /// Both files of every rule, and how scalars are taken.
  static let all: [SchemaCase] = rules + scalars

  private static let rules = (Rule.schema + Rule.values + Rule.lint + Rule.warnings + Rule.yaml)
    .flatMap { rule in
      let bad = Sample.replacing(rule.passage, with: rule.bad, in: rule.base)
      var cases = [
        SchemaCase(
          name: rule.name, text: Sample.unmarked(bad).text,
          lint: rule.level == .error ? .refuses : .takes, difference: unseen[rule.name])
      ]
      if let good = rule.good {
        cases.append(
          SchemaCase(
            name: rule.name + ", mended",
            text: Sample.replacing(rule.passage, with: good, in: rule.base), lint: .takes))
      }
      return cases
    }

  /// What others read as a number, as true or as nothing is a text to Postflight.
  private static let scalars: [SchemaCase] = [
    .init("version: 1.0.0", "version: 1.10", .takes),
    .init("version: 1.0.0", "version: 1e3", .takes),
    .init("version: 1.0.0", "version: true", .takes),
    .init("version: 1.0.0", "version: 2026-11-20", .takes),
    .init("version: 1.0.0", "version: \"1.10\"", .takes),
    .init("version: 1.0.0", "version: .inf", .takes),
    .init("version: 1.0.0", "version: null", .takes, .noValue),
    .init("version: 1.0.0", "version: ~", .takes, .noValue),
    .init("version: 1.0.0", "version:", .refuses),
    .init("version: 1.0.0", "version: ''", .refuses),
    .init("title: Sample", "title: 0777", .takes),
    .init("title: Sample", "title: 12:30:00", .takes),
    .init("title: Sample", "title: no", .takes),
    .init("title: Sample", "title: Sample\nsummary:", .takes, .noValue),
    .init("title: Sample", "title: Sample\nsummary: ''", .takes),
    .init("title: Sample", "title: Sample\nuses:", .takes, .noValue),
    .init("title: Sample", "title: Sample\nuses: []", .takes),
    .init("title: Sample", "title: Sample\nsource:", .takes, .noValue),
    .init("title: Sample", "title: Sample\nsource: {title: T, url: u}", .takes),
    .init("id: sample", "id: 2026", .takes),
    .init("id: sample", "id: true", .takes),
    .init("id: sample", "id: True", .refuses, .spelling),
    .init("id: sample", "id: -5", .refuses),
    .init("id: sample", "id: null", .takes, .noValue),
    .init("{aws: Amazon, gcp: Google}", "{aws: 1, gcp: true}", .takes),
    .init("{aws: Amazon, gcp: Google}", "{aws: Amazon, gcp:}", .refuses),
    .init("{aws: Amazon, gcp: Google}", "{aws: Amazon, gcp: [Google]}", .refuses),
    .init("{aws: Amazon, gcp: Google}", "{aws: Amazon, gcp: Google, 16: Sixteen}", .takes),
    .init("{aws: Amazon, gcp: Google}", "{aws: Amazon, gcp: Google, no: No}", .takes),
    .init("when: {provider: [aws, gcp]}", "when:", .takes, .noValue),
    .init("when: {provider: [aws, gcp]}", "when: {}", .takes),
    .init("when: {provider: [aws, gcp]}", "when: {provider:}", .refuses),
    .init("when: {provider: [aws, gcp]}", "when: provider", .refuses),
    .init("when: {provider: [aws, gcp]}", "when: {provider: [aws, [gcp]]}", .refuses),
    .init("when: {provider: [aws, gcp]}", "when: {provider: 5}", .refuses, .names),
    .init("pattern: \"[a-z-]+\"", "pattern: 5", .takes),
    .init("pattern: \"[a-z-]+\"", "pattern: [a-z-]", .refuses),
    .init("why: Because.", "why: 5", .takes),
    .init("why: Because.", "why: Because.\n        covers: [12, S13]", .takes),
    .init("why: Because.", "why: Because.\n        covers:", .takes, .noValue),
    .init("why: Because.", "why: Because.\n        covers: ['']", .refuses),
    .init("why: Because.", "why: Because.\n        record:", .takes, .noValue),
    .init("why: Because.", "why: Because.\n        evidence:", .takes, .noValue),
    .init("why: Because.", "why: Because.\n        valid_for:", .takes, .noValue),
    .init("why: Because.", "why: Because.\n        valid_for: 90", .refuses),
    .init("why: Because.", "why: Because.\n        valid_for: 0d", .refuses),
    .init("ask: Does one hold?", "ask: true", .refuses),
    .init("run: cat /etc/{{prefix}}", "run: true", .takes),
    .init("run: cat /etc/{{prefix}}", "run:", .takes, .noValue),
  ]

  private init(
    _ passage: String, _ change: String, _ lint: Verdict, _ difference: Difference? = nil
  ) {
    self.init(
      name: "scalar \(change)", text: Sample.replacing(passage, with: change), lint: lint,
      difference: difference)
  }

  private init(
    name: String, text: String, lint: Verdict, difference: Difference? = nil
  ) {
    self.name = name
    self.text = text
    self.lint = lint
    self.difference = difference
  }
}
