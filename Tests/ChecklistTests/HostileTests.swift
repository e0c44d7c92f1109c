import Testing

@testable import Checklist

/// Files made to hurt: each must be refused, or read, in time and memory that fit its size.
@Suite struct HostileTests {
  private func read(_ bytes: [UInt8], _ rules: ChecklistReader.Rules) -> [Diagnostic] {
    let source = ChecklistSource(name: "h.yaml", path: "h.yaml", bytes: bytes)
    let (set, diagnostics) = ChecklistReader.read([source], rules: rules)
    #expect((set == nil) == diagnostics.contains { $0.level == .error })
    _ = ChecklistReader.uses(in: source)
    return diagnostics
  }

  private func repeated(_ text: String, _ count: Int) -> [UInt8] {
    Array(String(repeating: text, count: count).utf8)
  }

  @Test(
    arguments: [
      ("BOM", [0xEF, 0xBB, 0xBF, 0x61], "1:1", "byte order mark"),
      ("not UTF-8", [0x61, 0x0A, 0x62, 0xFF], "2:2", "not UTF-8"),
      ("cut-off UTF-8", [0x61, 0xC3], "1:2", "not UTF-8"),
      ("surrogate", [0xED, 0xA0, 0x80], "1:1", "not UTF-8"),
      ("NUL", [0x61, 0x3A, 0x20, 0x00], "1:4", "U+0000"),
      ("escape", [0x61, 0x0D, 0x0A, 0x1B], "2:1", "U+001B"),
      ("BOM inside", [0x61, 0xEF, 0xBB, 0xBF], "1:2", "U+FEFF"),
      ("C1 control", [0x61, 0xC2, 0x9B], "1:2", "U+009B"),
      ("noncharacter", [0xEF, 0xBF, 0xBF], "1:1", "U+FFFF"),
      ("empty", [], "1:1", "empty"),
      ("comment only", Array("# a\n".utf8), "1:1", "empty"),
      ("text only", Array("a".utf8), "1:1", "must be a mapping"),
    ] as [(String, [UInt8], String, String)])
  func bytes(_ name: String, _ bytes: [UInt8], _ place: String, _ says: String) throws {
    for rules in [ChecklistReader.Rules.form, .full] {
      let first = try #require(read(bytes, rules).first)
      #expect("\(first.line):\(first.column)" == place)
      #expect(first.message.contains(says), "\(first)")
    }
  }

  @Test(arguments: [
    "[", "{", "- ", "? ", "[{a: ", "{? ", "- - ", "{[", "a:\n- ", "['", "&a [", "!t {",
  ])
  func deepNesting(_ piece: String) {
    let count = piece == "[" || piece == "- " ? 100_000 : 5_000
    for text in [repeated(piece, count), Array("id: ".utf8) + repeated(piece, count)] {
      #expect(!read(text, .form).isEmpty)
    }
  }

  @Test func deepBlockMappings() {
    var text = ""
    for level in 0..<2_000 { text += String(repeating: " ", count: level) + "a:\n" }
    #expect(read(Array(text.utf8), .full).map(\.message).contains { $0.contains("nested deeper") })
  }

  @Test func theDeepestThatIsLookedAt() {
    let brackets = String(repeating: "[", count: TokenScan.depthLimit - 1)
    let found = Sample.full(
      "id: " + brackets + String(repeating: "]", count: TokenScan.depthLimit - 1))
    #expect(found.contains { $0.message == "'id' must be a text, and is a list; put it in quotes" })
  }

  @Test func aliasesAreNotExpanded() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<60 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    text += "? *a59\n: b\n*a59 : c\n"
    #expect(read(Array(text.utf8), .form).count { $0.message.hasPrefix("aliases") } == 59 * 9 + 2)
    #expect(!read(Array("&a [*a, *a]: &a {*a : *a}".utf8), .full).isEmpty)
  }

  @Test func collectionsAsKeysAreNotHashed() {
    let many = String(repeating: "a, ", count: 200_000)
    for text in [
      "{{{{{{{{[\(many)]}}}}}}}}", "? ? ? ? [\(many)]\n", "{? {? [\(many)] : b} : c}",
      "[{[a]: b}: c]: d", "? a: b\n", "? - a\n", "?\n- a\n", "? |\n  a\n: [{[a, b]}]",
    ] {
      let found = read(Array(text.utf8), .form)
      #expect(
        found.map(\.message) == ["a key is a list or a mapping; write a word followed by ':'"])
    }
  }

  @Test func manyKeysAndManyFaults() {
    var keys = ""
    for number in 0..<10_000 { keys += "k\(number): v\n" }
    let found = read(Array(keys.utf8), .form)
    #expect(found.count == FaultList.limit + 1)
    #expect(found.last?.message.hasPrefix("more than 1000 faults") == true)
    #expect(read(repeated("a: b\n", 10_000), .full).count < 500)
    #expect(read(repeated("&a ", 10_000), .full).count > 0)
    #expect(read(repeated("&a b: c\n", 2_000), .full).count > FaultList.limit)
  }

  @Test func manyUnknownNamesInWhen() {
    var text = "format: postflight-checklist/1\nid: a\nversion: 1\ntitle: T\nfacts:\n"
    for number in 0..<1_000 { text += "- {id: f\(number), ask: \"F?\", choices: {a: A}}\n" }
    text += "sections:\n- id: s\n  title: S\n  when:\n"
    for number in 0..<4_000 { text += "    g\(number): b\n" }
    #expect(read(Array(text.utf8), .full).count == FaultList.limit + 1)
  }

  @Test func longChainsOfFacts() {
    var text = "format: postflight-checklist/1\nid: a\nversion: 1\ntitle: T\nfacts:\n"
    for number in 0..<1_000 {
      text += "- {id: f\(number), ask: \"F?\", choices: {a: A, b: B}"
      text += number == 0 ? "}\n" : ", when: {f\(number - 1): a}}\n"
    }
    text += "sections:\n- id: s\n  title: S\n  steps:\n"
    for number in 0..<300 {
      text += """
          - {id: s\(number), title: T, ask: "Q?", why: W, check: [{do: D}], expect: E, fix: F,
             severity: low, level: essential, when: {f999: a, f0: a},
             references: [{title: T, url: u}]}

        """
    }
    #expect(read(Array(text.utf8), .full) == [])
  }

  @Test func largeFiles() {
    let large = repeated("a", 10 * 1_024 * 1_024)
    #expect(read(large, .full).map(\.message).first?.contains("over 4 MiB") == true)
    let source = ChecklistSource(name: "h", path: "h", bytes: large)
    #expect(ChecklistReader.read([source], rules: .form).diagnostics.count == 1)
    let edge = Array(Sample.base.utf8)
    let padding = repeated("#", SourceDocument.sizeLimit - edge.count)
    let full = ChecklistSource(name: "h", path: "h", bytes: edge + padding)
    #expect(ChecklistReader.read([full], rules: .full).diagnostics == [])
    let over = ChecklistSource(name: "h", path: "h", bytes: edge + padding + [0x23])
    #expect(ChecklistReader.read([over], rules: .full).diagnostics.count == 1)
    #expect(ChecklistReader.read([over], rules: .form).diagnostics == [])
    for piece in ["- a\n", "'", "\"\\", "a\r", "{", "]", "|\n ", "é", "#", "%", "!", "\t", ": "] {
      #expect(!read(repeated(piece, 50_000 / piece.utf8.count), .form).isEmpty)
    }
  }

  @Test(arguments: 0..<4) func randomBytes(seed: Int) {
    var generator = SplitMix(state: UInt64(seed + 77))
    for _ in 0..<1_000 {
      let count = Int.random(in: 0..<60, using: &generator)
      _ = read((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }, .full)
    }
    // The sample with a few bytes changed gets further in.
    for _ in 0..<200 {
      var bytes = Array(Sample.base.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] =
          Array("\n -:[]{}&*!|>'\"%#?,x\u{7F}".utf8).randomElement(using: &generator) ?? 0
      }
      _ = read(bytes, .full)
    }
  }

  @Test func lineEnds() {
    for end in ["\r\n", "\r"] {
      #expect(Sample.full(Sample.base.replacing("\n", with: end)) == [])
    }
    let faulty = Sample.replacing("why: Because.", with: "whi: Because.")
    #expect(
      Sample.full(faulty.replacing("\n", with: "\r\n")).map(\.line)
        == Sample.full(faulty).map(\.line))
  }

  @Test func shortTextsAreReadFromSafeMemory() {
    // Fifteen bytes and less have no storage of their own in a Swift string.
    for text in ["a: b", "facts: {a: b}", "id: x", "[]", "a"] {
      for _ in 0..<200 { #expect(!Sample.form(text).isEmpty) }
    }
  }
}
