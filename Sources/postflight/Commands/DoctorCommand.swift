import ArgumentParser
import Checklist
import Report
import TextGrid

/// Paths, terminal and versions, for when something is odd.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Show paths, terminal, variables and versions.")

  func run() async throws {
    let defaults = await IdentityDefaults.read()
    let names = [
      "TERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "EDITOR", "VISUAL", "SSH_TTY",
      "POSTFLIGHT_KEY", "POSTFLIGHT_SIGNER", "POSTFLIGHT_ALLOWED_SIGNERS",
    ]
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

  private func presence(_ path: String) -> String {
    ReportFiles.exists(path) ? "" : "  (not there)"
  }
}
