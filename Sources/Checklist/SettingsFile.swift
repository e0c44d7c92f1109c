internal import Yams

/// The program's own settings: key and signer, read as strictly as a checklist.
public struct SettingsFile: Sendable, Equatable {
  private enum SettingKey: String, SchemaKey {
    case key
    case signer
    static let subject = "the settings"
    static let required: [SettingKey] = []
  }

  /// The path of an OpenSSH private key, or nil.
  public var key: String?
  /// The principal, or nil.
  public var signer: String?

  /// No settings.
  public init() {}

  /// Reads a settings file.
  ///
  /// - Parameter source: the file.
  /// - Returns: what could be read, and every fault.
  public static func read(_ source: ChecklistSource) -> (SettingsFile, [Diagnostic]) {
    var faults = FaultList(path: source.path)
    var settings = SettingsFile()
    guard let document = SourceDocument.read(source, rules: .full, faults: &faults) else {
      return (settings, faults.sorted)
    }
    var reader = NodeReader(rules: .full, renamedKeys: document.renamedKeys, faults: faults)
    var seen: [SettingKey] = []
    for (keyNode, value) in reader.mapping(document.root, "the settings") ?? [:] {
      switch reader.key(keyNode, &seen) {
      case .key: settings.key = reader.anyText(value, "key")
      case .signer: settings.signer = reader.anyText(value, "signer")
      case nil: break
      }
    }
    return (settings, reader.faults.sorted)
  }
}
