import Foundation
import Testing

/// Every command of the shipped checklists, as a reader gets it, judged by the programs it is for.
///
/// The checks are in `Tests/Commands`.
@Suite struct ShippedCommandTests {
  static let checks = [
    "bash", "shellcheck", "variables", "read_only", "jq", "regular_expressions",
    "jmespath_queries", "sql", "ruby", "az", "aws", "aws_fields", "gsutil", "kubectl", "find",
    "git", "options", "unchecked",
  ]

  @Test func everyNameInACommandIsFilledIn() throws {
    let commands = try ShippedCommand.all()
    #expect(commands.count > 150)
    for command in commands {
      #expect(
        !command.text.contains(/\{\{ *[a-z0-9][a-z0-9._-]* *\}\}/),
        "\(command.step): no example value in ShippedCommand.facts: \(command.text)")
    }
  }

  @Test(arguments: checks)
  func isAsItShouldBe(check: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "postflight-commands-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let commands = folder.appending(path: "commands.json")
    try JSONEncoder().encode(try ShippedCommand.all()).write(to: commands)
    let outcome = try Self.python(
      "check.py", commands.path, folder.path,
      ShippedCommand.root.appending(path: "Documentation/guidance-coverage.md").path, check)
    #expect(outcome.status == 0, "needs what `make test` installs:\n\(outcome.output)")
  }

  @Test func noCheckIsForgotten() throws {
    let outcome = try Self.python("check.py")
    #expect(outcome.output.split(separator: "\n").map(String.init).sorted() == Self.checks.sorted())
  }

  private static func python(
    _ program: String, _ arguments: String...
  ) throws -> (status: Int32, output: String) {
    let own = ShippedCommand.root.appending(path: ".venv/bin/python3").path
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["PYTHONDONTWRITEBYTECODE=1", FileManager.default.fileExists(atPath: own) ? own : "python3"]
      + [ShippedCommand.root.appending(path: "Tests/Commands/\(program)").path] + arguments
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
