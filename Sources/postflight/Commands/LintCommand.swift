import ArgumentParser
import Checklist
import Report
import TextGrid

/// Faults in checklist files.
struct LintCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Find every fault in checklist files, and show its place.")

  @Argument(help: "Checklist files, or ids.")
  var checklists: [String]

  @Flag(help: "Warnings are errors.")
  var strict = false

  @Option(help: "text or json.")
  var format: Format = .text

  @Flag(help: "The same as --format json.")
  var json = false

  @Flag(name: [.short, .long], help: "Print nothing but faults.")
  var quiet = false

  func run() async throws {
    try await Failure.reported {
      let sources = try ChecklistFinder().gather(checklists)
      let (_, diagnostics) = ChecklistReader.read(sources, rules: .full)
      var lines = Dictionary(
        sources.map { ($0.path, SourceLines($0)) }, uniquingKeysWith: { first, _ in first })
      let isJSON = json || format == .json
      for diagnostic in diagnostics {
        Console.write(
          isJSON ? Self.json(diagnostic) : Self.text(diagnostic, in: &lines))
      }
      let errors = diagnostics.filter { $0.level == .error || strict }
      if !isJSON, !quiet {
        let files = sources.count == 1 ? "1 file" : "\(sources.count) files"
        Console.say("\(files), \(diagnostics.count) findings, \(errors.count) of them errors")
      }
      if !errors.isEmpty { throw ArgumentParser.ExitCode(Report.ExitCode.refused.rawValue) }
    }
  }

  /// The message, the source line, and a caret under the place.
  private static func text(
    _ diagnostic: Diagnostic, in lines: inout [String: SourceLines]
  ) -> String {
    let message = SafeText.line(diagnostic.description)
    let (line, column) = (diagnostic.line, diagnostic.column)
    guard let excerpt = lines[diagnostic.file]?.excerpt(line: line, column: column) else {
      return message
    }
    let number = String(line)
    let margin = String(repeating: " ", count: max(0, 5 - number.count))
    let pointed = PointedLine(
      before: excerpt.before, after: excerpt.after, isCutBefore: excerpt.isCutBefore,
      isCutAfter: excerpt.isCutAfter, width: 80 - margin.count - number.count - 3)
    let blank = String(repeating: " ", count: margin.count + number.count)
    let row = pointed.text.isEmpty ? "" : " " + pointed.text
    return "\(message)\n\(margin)\(number) |\(row)\n\(blank) | \(pointed.caret)"
  }

  private static func json(_ diagnostic: Diagnostic) -> String {
    var bytes: [UInt8] = []
    CanonicalJSON.encode(
      .object(of: [
        "file": .string(diagnostic.file), "line": .integer(diagnostic.line),
        "column": .integer(diagnostic.column), "level": .string(diagnostic.level.rawValue),
        "message": .string(diagnostic.message),
      ]), into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
