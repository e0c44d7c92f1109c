import Foundation
import Testing

@testable import Checklist

/// The schema for editors beside lint, which is the judge.
///
/// Both say the same of a file, but for what is named here.
@Suite struct SchemaTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../checklists").standardizedFileURL
  static let file = folder.appending(path: "checklist.schema.json")

  private func schema() throws -> [String: Any] {
    let data = try Data(contentsOf: Self.file)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The keys of a mapping: at the top, or in `$defs`.
  private func mapping(_ name: String?) throws -> [String: Any] {
    let schema = try schema()
    guard let name else { return schema }
    return try #require((schema["$defs"] as? [String: Any])?[name] as? [String: Any])
  }

  @Test func itHasTheKeysOfTheFormat() throws {
    func check<Key: SchemaKey>(_ name: String?, _ keys: Key.Type) throws {
      let mapping = try mapping(name)
      let properties = try #require(mapping["properties"] as? [String: Any])
      #expect(properties.keys.sorted() == Key.words.sorted(), "\(name ?? "")")
      #expect(mapping["required"] as? [String] == Key.required.map(\.rawValue), "\(name ?? "")")
      #expect(mapping["additionalProperties"] as? Bool == false, "\(name ?? "")")
    }
    try check(nil, ChecklistDecoder.FileKey.self)
    try check("reference", ChecklistDecoder.ReferenceKey.self)
    try check("fact", ChecklistDecoder.FactKey.self)
    try check("section", ChecklistDecoder.SectionKey.self)
    try check("step", ChecklistDecoder.StepKey.self)
    try check("check", ChecklistDecoder.CheckKey.self)
    try check("record", ChecklistDecoder.RecordKey.self)
  }

  /// What an editor shows beside a key, and offers as its value.
  @Test func itExplainsEveryKey() throws {
    for name in [nil, "reference", "fact", "section", "step", "check", "record"] {
      let properties = try #require(try mapping(name)["properties"] as? [String: [String: Any]])
      for (key, value) in properties {
        let title = try #require(value["title"] as? String, "\(key)")
        let description = try #require(value["description"] as? String, "\(key)")
        #expect(!title.isEmpty && description.hasSuffix("."), "\(key)")
        let offered = (value["examples"] ?? value["enum"]) as? [Any] ?? []
        #expect(!offered.isEmpty, "\(key)")
        for word in value["enum"] as? [String] ?? [] {
          #expect(key == "level" || description.contains("`\(word)`"), "\(key) \(word)")
        }
      }
    }
  }

  @Test(.enabled(if: JSONSchema.isThere, "there is no check-jsonschema"))
  func itAgreesWithLint() throws {
    let cases = SchemaCase.all
    #expect(Set(cases.map(\.name)).count == cases.count)
    #expect(cases.count > 150)
    #expect(Set(SchemaCase.unseen.keys).isSubset(of: cases.map(\.name)))
    let refused = try JSONSchema.refused(cases.map(\.text), by: Self.file)
    for (number, one) in cases.enumerated() {
      let isRefused = refused.contains(number)
      let hasErrors = Sample.full(one.text).contains { $0.level == .error }
      #expect(hasErrors == (one.lint == .refuses), "\(one.name): lint")
      switch one.difference {
      case nil: #expect(isRefused == hasErrors, "\(one.name): the schema")
      case .noValue: #expect(isRefused && !hasErrors, "\(one.name): the schema goes further")
      case .some(let why):
        #expect(!isRefused && hasErrors, "\(one.name): lint goes further, \(why.rawValue)")
      }
    }
  }

  @Test(.enabled(if: JSONSchema.isThere, "there is no check-jsonschema"))
  func itTakesTheShippedFiles() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    #expect(names.count >= 3)
    let texts = try names.map {
      try String(contentsOf: Self.folder.appending(path: $0), encoding: .utf8)
    }
    #expect(try JSONSchema.refused(texts, by: Self.file).map { names[$0] } == [])
    for text in texts {
      #expect(text.hasPrefix("# yaml-language-server: $schema=checklist.schema.json\n"))
    }
  }

  /// What only the checklists of a report can tell, and what YAML resolves.
  static let unseenInAnswers = [
    "no fact 'provder'", "'azure' is no choice", "does not match the pattern", "no step 'on'",
    "asks for no value", "is a number here", "is a date here", "anchors", "tags", "merge keys",
  ]

  @Test(.enabled(if: JSONSchema.isThere, "there is no check-jsonschema"))
  func thatOfAnswersAgreesWithTheirReader() throws {
    let cases = AnswersFileTests.faulty
    // The whole file, without the one key in it that has no value.
    let good = AnswersFileTests.whole.replacing(", plan: }", with: "}")
    let refused = try JSONSchema.refused(
      cases.map { Sample.unmarked($0.file).text } + [good, AnswersFileTests.whole],
      by: Self.folder.appending(path: "answers.schema.json"))
    for (number, one) in cases.enumerated() {
      let isUnseen = Self.unseenInAnswers.contains { one.says.hasPrefix($0) }
      #expect(refused.contains(number) != isUnseen, "\(one)")
    }
    #expect(!refused.contains(cases.count))
    #expect(refused.contains(cases.count + 1))
  }

  /// The author's guide says what an editor cannot see.
  @Test func theGuideNamesTheDifferences() throws {
    let guide = Self.folder.appending(path: "../Documentation/writing-checklists.md")
    let text = try String(contentsOf: guide, encoding: .utf8)
    for why in SchemaCase.Difference.allCases {
      #expect(text.contains("| \(why.rawValue) |"), "\(why)")
    }
  }
}
