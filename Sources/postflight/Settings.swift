import Checklist
import Report

/// `$XDG_CONFIG_HOME/postflight/config.yaml`: key and signer, both optional.
enum Settings {
  static var path: String { Surroundings.configuration + "/config.yaml" }

  /// Reads the file; a fault in it is told and its value left out.
  static func read() -> SettingsFile {
    guard ReportFiles.exists(path), let bytes = try? ReportBytes.read(path, limit: 65_536) else {
      return SettingsFile()
    }
    let source = ChecklistSource(name: "config.yaml", path: path, bytes: bytes)
    let (settings, diagnostics) = SettingsFile.read(source)
    for diagnostic in diagnostics { Console.say(diagnostic.description) }
    return settings
  }
}
