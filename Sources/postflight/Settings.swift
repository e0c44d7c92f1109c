import Checklist
import Report

/// `$XDG_CONFIG_HOME/postflight/config.yaml`: key and signer, both optional.
struct Settings {
  var key: String?
  var signer: String?

  static var path: String { Surroundings.configuration + "/config.yaml" }

  /// Reads the file; a fault in it is told and its value left out.
  static func read() -> Settings {
    guard ReportFiles.exists(path), let bytes = try? ReportBytes.read(path, limit: 65_536) else {
      return Settings()
    }
    let source = ChecklistSource(name: "config.yaml", path: path, bytes: bytes)
    let (values, diagnostics) = SettingsFile.read(source, keys: ["key", "signer"])
    for diagnostic in diagnostics { Console.say(diagnostic.description) }
    return Settings(key: values["key"], signer: values["signer"])
  }
}
