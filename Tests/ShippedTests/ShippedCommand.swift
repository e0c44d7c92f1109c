import Checklist
import Foundation
import Testing

/// A command of the shipped checklists, as a reader gets it.
struct ShippedCommand: Encodable {
  /// The file's name, such as `backup.yaml`.
  var file: String
  var step: String
  /// What the reader is told to do with it, and the rule for that check alone.
  var action: String
  var when: String
  /// What the step expects to be seen.
  var expect: String
  /// The command with the facts filled in.
  var text: String

  /// The package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// What an operator of an imagined environment answers; a prefix of buckets that is another than
  /// that of machines shows where one was taken for the other.
  static let facts = [
    "prefix": "gitlab-eu",
    "bucket-prefix": "eu-store",
    "host": "gitlab.example.com",
    "namespace": "gitlab-ns",
    "resource-group": "eu-group",
    "storage-account": "eustorage",
    "state-bucket": "eu-get-terraform-state",
    "hostname": "node.example.com",
    "log-host": "logs.example.com",
  ]

  /// All of them, in the order of files and steps.
  static func all() throws -> [ShippedCommand] {
    let folder = root.appending(path: "checklists")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    func source(_ name: String) throws -> ChecklistSource {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      return ChecklistSource(name: name, path: name, bytes: bytes)
    }
    return try names.flatMap { name in
      let first = try source(name)
      let used = try (ChecklistReader.uses(in: first) ?? []).map(source)
      let set = try #require(ChecklistReader.read([first] + used, rules: .form).set)
      return set.steps.filter { $0.checklist == 0 }.map(\.step).flatMap { step in
        step.check.compactMap { check in
          check.command.map { command in
            ShippedCommand(
              file: name, step: step.id, action: check.action,
              when: check.when == .always ? "" : String(describing: check.when),
              expect: step.expect,
              text: CommandTemplate.fill(command) { facts[$0] }.text)
          }
        }
      }
    }
  }
}
