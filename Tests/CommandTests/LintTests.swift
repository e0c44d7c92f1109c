import Foundation
import Testing

@Suite struct LintTests {
  @Test func theShippedChecklistsAreClean() throws {
    let machine = try Machine()
    let folder = Machine.package + "/checklists"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yaml") }.map { folder + "/" + $0 }
    #expect(files.count >= 4)
    let outcome = try machine.execute(Machine.binary, ["lint", "--strict"] + files)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output == "")
    let builtIn = try machine.run("lint", "--strict", "gitlab-backup", "gitlab-security")
    #expect(builtIn.status == 0)
    for id in ["gitlab-environment", "gitlab-backup", "gitlab-security"] {
      let shown = try machine.run("show", id)
      #expect(shown.status == 0)
      #expect(shown.lines.count > 20)
    }
  }

  /// A file with a fault on each marked line; the column is that of the value or key at fault.
  static let tenFaults = """
    format: postflight-checklist/1
    id: Bad Id
    version: 1.0.0
    titel: Ten faults
    title: Ten faults
    facts:
      - id: provider
        ask: Where does it run
        choices: {aws: Amazon}
    sections:
      - id: one
        title: One
        steps:
          - id: a.step
            title: A step
            ask: Is it well?
            why: Because.
            check:
              - do: Look.
                run: ls {{nosuch}}
            expect: Yes.
            fix: Mend it.
            severity: highest
            level: essential
            valid_for: 90 days
            evidence: sometimes
            when: {colour: red}
          - id: a.step
            title: Again
            ask: Is it well? Is it really?
            why: Because.
            check: [{do: Look.}]
            expect: Yes.
            severity: low
            level: essential
            references: [{title: x, url: 'https://docs.example'}]

    """

  @Test func everyFaultIsFoundInOneRunWithItsPlace() throws {
    let machine = try Machine()
    try machine.write(Self.tenFaults, "bad.yaml")
    let outcome = try machine.run("lint", "bad.yaml")
    #expect(outcome.status == 1)
    let errors = outcome.lines.filter { $0.contains(": error: ") }
    let lines = Self.tenFaults.split(separator: "\n", omittingEmptySubsequences: false)
    for (text, word) in [
      ("id: Bad Id", "Bad Id"), ("titel: Ten faults", "titel"),
      ("ask: Where does it run", "question mark"), ("run: ls {{nosuch}}", "nosuch"),
      ("severity: highest", "highest"), ("valid_for: 90 days", "90 days"),
      ("evidence: sometimes", "sometimes"), ("when: {colour: red}", "colour"),
      ("ask: Is it well? Is it really?", "question mark"),
    ] {
      let number = try #require(lines.firstIndex { $0.contains(text) }) + 1
      #expect(
        errors.contains { $0.hasPrefix("bad.yaml:\(number):") && $0.contains(word) },
        "\(number): \(text)\n\(errors.joined(separator: "\n"))")
    }
    // The second step with the same id, which also lacks its `fix`.
    let again = try #require(lines.lastIndex { $0.contains("- id: a.step") }) + 1
    #expect(errors.contains { $0.hasPrefix("bad.yaml:\(again):") && $0.contains("a.step") })
    #expect(errors.contains { $0.hasPrefix("bad.yaml:\(again):") && $0.contains("fix") })
    for error in errors {
      #expect(
        error.firstMatch(of: /^bad\.yaml:[1-9][0-9]*:[1-9][0-9]*: error: ./) != nil, "\(error)")
    }
    let json = try machine.run("lint", "bad.yaml", "--format", "json")
    #expect(json.status == 1)
    #expect(json.lines.filter { $0.contains("\"level\":\"error\"") }.count == errors.count)
    for line in json.lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["line"] is Int && object?["column"] is Int && object?["message"] is String)
    }
  }

  /// As compilers show it: the message, the line with its number, a caret under the place.
  @Test func theSourceLineIsShownWithACaret() throws {
    let machine = try Machine()
    let why = "Because of \(String(repeating: "all this, ", count: 30))which is long."
    try machine.write(
      """
      format: postflight-checklist/1
      id: sample
      version: 1.0.0
      title: A sample
      facts: [{id: 場所, ask: "場所は？", choices: {東京: Tokyo}}]
      sections:
        - {id: s, title: S, steps: [{why: "\(why)", fix: F, id: s.a, leve: low}]}
      colour:

      """, "bad.yaml")
    let outcome = try machine.run("lint", "bad.yaml")
    #expect(outcome.status == 1)
    let shown = outcome.lines.map { line in
      line.contains(": error: ") || line.contains(": warning: ") ? "said" : line
    }
    var told = ["said", "    5 | facts: [{id: 場所, ask: \"場所は？\", choices: {東京: Tokyo}}]"]
    told += ["      |              ^", "said", told[1]]
    told += ["      |                                               ^"]
    let step = "    7 |   - {id: s, title: S, steps: [{why: \"Because of all this, all this, all…"
    for _ in 0..<7 { told += ["said", step, "      |                               ^"] }
    told += [
      "said", "    7 | …s, all this, which is long.\", fix: F, id: s.a, leve: low}]}",
      "      |                                                 ^",
      "said", "    8 | colour:", "      | ^",
    ]
    #expect(shown == told, "\(outcome.output)")
    #expect(outcome.errors == "postflight: 1 file, 11 findings, 10 of them errors\n")
    try machine.write("id: a\n\t- \u{7}\n", "bad.yaml")
    #expect(
      try machine.run("lint", "bad.yaml").output == """
        bad.yaml:2:4: error: a file may not hold the character U+0007; remove it
            2 | \\t- \\u{7}
              |     ^

        """)
  }

  @Test func warningsAreErrorsWhenAsked() throws {
    let machine = try Machine()
    try machine.write(
      Tiny.checklist.replacing("run: 'aws s3api get-bucket-versioning", with: "run: 'rm -r"),
      "warn.yaml")
    let relaxed = try machine.run("lint", "warn.yaml")
    #expect(relaxed.status == 0)
    #expect(relaxed.output.contains(": warning: "))
    #expect(try machine.run("lint", "warn.yaml", "--strict").status == 1)
    #expect(try machine.run("lint", "nosuch.yaml").status == 66)
  }

  static let bomb: String = {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let names = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(names)]\n"
    }
    return text
  }()

  /// Bytes that look like nothing, the same in every run.
  static let noise: [UInt8] = {
    var state: UInt64 = 42
    return (0..<100_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
  }()

  static let hostile: [(name: String, bytes: [UInt8])] = [
    ("alias bomb", Array(bomb.utf8)),
    ("100,000 levels", [UInt8](repeating: UInt8(ascii: "["), count: 100_000)),
    ("100,000 levels of blocks", Array(String(repeating: "- ", count: 100_000).utf8)),
    ("100,000 mappings", Array(String(repeating: "{a: ", count: 100_000).utf8)),
    ("10 MB of one line", [UInt8](repeating: UInt8(ascii: "a"), count: 10_000_000)),
    ("10 MB of lines", Array(String(repeating: "a: b\n", count: 2_000_000).utf8)),
    ("random bytes", noise), ("NUL", [UInt8](repeating: 0, count: 1000)), ("nothing", []),
    ("a BOM", [0xEF, 0xBB, 0xBF] + Array(Tiny.checklist.utf8)),
    ("UTF-16", Array(Tiny.checklist.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })),
    ("not UTF-8", Array(Tiny.checklist.utf8) + [0xC3, 0x28, 0x0A]),
    ("two documents", Array((Tiny.checklist + "---\n" + Tiny.checklist).utf8)),
    ("a tag", Array("!!python/object:os.system x\n".utf8)),
    ("a merge key", Array("<<: {a: b}\n".utf8)),
    ("a control character", Array(Tiny.checklist.replacing("A tiny", with: "A \u{1B}[2J").utf8)),
    ("a bidirectional character", Array(Tiny.checklist.replacing("A tiny", with: "\u{202E}").utf8)),
  ]

  @Test(arguments: hostile.indices)
  func hostileFilesAreRefused(index: Int) throws {
    let machine = try Machine()
    let (name, bytes) = Self.hostile[index]
    try machine.write(bytes, "hostile.yaml")
    // No more memory and time than a checklist may need, measured by the kernel and not by a clock.
    let limits = "ulimit -v 2000000; ulimit -t 60; exec \"$@\""
    for command in [
      ["lint", "hostile.yaml"], ["show", "./hostile.yaml"],
      ["new", "./hostile.yaml", "--environment", "prod"],
    ] {
      let outcome = try machine.execute(
        "/bin/sh", ["-c", limits, "sh", Machine.binary] + command)
      #expect(!outcome.wasKilled && outcome.status == 1, "\(name), \(command): \(outcome.status)")
      #expect(
        (outcome.output + outcome.errors).contains(": error: "), "\(name), \(command)")
      let shown = (outcome.output + outcome.errors).utf8
      #expect(shown.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A }, "\(name), \(command)")
      #expect(shown.count < 100_000, "\(name), \(command)")
    }
    #expect(try machine.names() == ["hostile.yaml"])
  }

  @Test(arguments: hostile.indices)
  func hostileAnswersAreRefused(index: Int) throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let before = try machine.read(Tiny.report)
    let (name, bytes) = Self.hostile[index]
    try machine.write(bytes, "hostile.yaml")
    let outcome = try machine.run("answer", Tiny.report, "--from", "hostile.yaml")
    #expect(!outcome.wasKilled && [1, 66].contains(outcome.status), "\(name): \(outcome.status)")
    #expect(try machine.read(Tiny.report) == before)
  }
}
