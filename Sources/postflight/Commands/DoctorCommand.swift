import ArgumentParser
import Checklist
import Report
import TextGrid

/// Paths, terminal and versions, for when something is odd.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Show paths, terminal, variables and versions.")

  @Flag(help: "Print the same as one JSON object.")
  var json = false

  func run() async throws {
    let defaults = await IdentityDefaults.read()
    let names = [
      "TERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "EDITOR", "VISUAL", "SSH_TTY",
      "POSTFLIGHT_KEY", "POSTFLIGHT_SIGNER", "POSTFLIGHT_ALLOWED_SIGNERS",
    ]
    if json {
      Console.write(json: members(defaults, variables: names))
      return
    }
    var lines = [
      "version     \(Postflight.version)",
      "binary      \(Surroundings.executable ?? "not known")",
      "settings    \(Settings.path)\(presence(Settings.path))",
      "own key     \(Surroundings.ownKey)\(presence(Surroundings.ownKey))",
      "state       \(Surroundings.state)\(presence(Surroundings.state))",
      "signer      \(defaults.principal) (\(defaults.principalSource))",
      "key         \(defaults.namedKey.map { "\($0.path) (\($0.source))" } ?? Surroundings.ownKey)",
      "terminal    \(Console.isInteractive ? "yes" : "no")",
    ]
    for folder in Surroundings.checklistFolders {
      lines.append("checklists  \(folder)\(presence(folder))")
    }
    for source in ChecklistFinder.shipped {
      let id = ChecklistFinder.field("id", of: source) ?? source.name
      let version = ChecklistFinder.field("version", of: source) ?? "?"
      lines.append("built in    \(id) \(version), sha256 \(Digests.sha256(source.bytes))")
    }
    for name in names { lines.append("\(name)=\(Surroundings.value(name) ?? "")") }
    for line in lines { Console.write(line) }
  }

  private func members(
    _ defaults: IdentityDefaults, variables: [String]
  ) -> [String: JSONValue] {
    let shipped: [JSONValue] = ChecklistFinder.shipped.map { source in
      .object(of: [
        "id": .string(ChecklistFinder.field("id", of: source) ?? source.name),
        "version": .string(ChecklistFinder.field("version", of: source) ?? "?"),
        "sha256": .string(Digests.sha256(source.bytes)),
      ])
    }
    return [
      "version": .string(Postflight.version),
      "binary": Surroundings.executable.map { .string($0) } ?? .null,
      "settings": place(Settings.path), "own_key": place(Surroundings.ownKey),
      "state": place(Surroundings.state), "signer": .string(defaults.principal),
      "signer_source": .string(defaults.principalSource),
      "key": .string(defaults.namedKey?.path ?? Surroundings.ownKey),
      "key_source": defaults.namedKey.map { .string($0.source) } ?? .null,
      "terminal": .string(Console.isInteractive ? "yes" : "no"),
      "checklists": .array(Surroundings.checklistFolders.map(place)),
      "built_in": .array(shipped),
      "variables": .object(
        of: Dictionary(
          uniqueKeysWithValues: variables.map { name in
            (name, Surroundings.value(name).map { .string($0) } ?? .null)
          })),
    ]
  }

  private func place(_ path: String) -> JSONValue {
    .object(of: [
      "path": .string(path), "exists": .string(ReportFiles.exists(path) ? "yes" : "no"),
    ])
  }

  private func presence(_ path: String) -> String {
    ReportFiles.exists(path) ? "" : "  (not there)"
  }
}
