import Foundation
import Testing

/// The tutorial of Documentation/writing-checklists.md, followed to the letter in an empty folder.
@Suite struct GuideTests {
  /// A file to save, or a command with what it prints.
  private enum Act {
    case save(String, as: String)
    case run(String, prints: [String])
  }

  /// The blocks of the tutorial, in order.
  private static func acts() throws -> [Act] {
    let guide = try String(
      contentsOfFile: Machine.package + "/Documentation/writing-checklists.md", encoding: .utf8)
    let start = try #require(guide.range(of: "\n## Ten minutes\n")).upperBound
    let end = try #require(guide.range(of: "\n## In an editor\n")).lowerBound
    var acts: [Act] = []
    var prose = ""
    var language: String?
    var block: [String] = []
    for line in guide[start..<end].split(separator: "\n", omittingEmptySubsequences: false) {
      if let opened = language {
        if line != "```" {
          block.append(String(line))
          continue
        }
        acts += try Self.acts(in: block, opened, after: prose)
        language = nil
        block = []
      } else if line.hasPrefix("```") {
        language = String(line.dropFirst(3))
      } else if !line.isEmpty {
        prose = String(line)
      }
    }
    return acts
  }

  private static func acts(
    in block: [String], _ language: String, after prose: String
  ) throws -> [Act] {
    guard language == "console" else {
      let name = try #require(prose.firstMatch(of: /`([a-z.-]+)`:$/), "\(prose)").output.1
      return [.save(block.joined(separator: "\n") + "\n", as: String(name))]
    }
    var acts: [Act] = []
    for line in block {
      if line.hasPrefix("$ ") {
        acts.append(.run(String(line.dropFirst(2)), prints: []))
      } else if case .run(let command, let prints)? = acts.popLast() {
        acts.append(.run(command, prints: prints + [line]))
      }
    }
    return acts
  }

  @Test func theTutorialDoesWhatItSays() throws {
    let machine = try Machine()
    #expect(try machine.names() == [])
    let programs = URL(filePath: Machine.binary).deletingLastPathComponent().path
    let path = programs + ":" + (machine.environment["PATH"] ?? "")
    var status: Int32 = 0
    var commands: Set<String> = []
    for act in try Self.acts() {
      switch act {
      case .save(let text, let name): try machine.write(text, name)
      case .run(let command, let prints):
        // What is typed stands behind a prompt; line mode repeats it when it comes from a file.
        let typed =
          !command.hasSuffix(" --plain")
          ? []
          : prints.compactMap {
            $0.wholeMatch(of: /(?:[^>]*\] |[A-Z][a-z ]+ )?> (.*)/).map { String($0.output.1) }
          }
        let outcome = try machine.execute(
          "/bin/sh", ["-c", "exec 2>&1\n(exit \(status))\n\(command)"],
          input: typed.map { $0 + "\n" }.joined(), with: ["PATH": path])
        status = outcome.status
        let wanted = prints.map { $0 + "\n" }.joined()
        #expect(
          Self.matches(outcome.output, wanted), "$ \(command)\n\(outcome.output)\nnot\n\(wanted)")
        commands.formUnion(command.split(separator: " ").prefix(2).map(String.init))
      }
    }
    for command in ["lint", "show", "run", "status", "keys", "verify"] {
      #expect(commands.contains(command), "the tutorial does not \(command)")
    }
    #expect(try machine.names().count == 4, "a checklist, two reports, a trust list")
  }

  /// Whether a text is what was wanted, in which `…` stands for anything.
  private static func matches(_ text: String, _ wanted: String) -> Bool {
    let parts = wanted.components(separatedBy: "…")
    guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else {
      return false
    }
    guard parts.count > 1 else { return text == wanted }
    var rest = text.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let found = rest.range(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
