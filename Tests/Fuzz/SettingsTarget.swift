@testable import Checklist

/// The program's settings.
enum SettingsTarget: FuzzTarget {
  static let name = "settings"

  static var seeds: [[UInt8]] {
    ["key: ~/.ssh/id\nsigner: ann@example.test\n", "{\"key\": 'a', signer: }\n"].map {
      Array($0.utf8)
    }
  }

  static func check(_ input: [UInt8]) throws {
    let source = ChecklistSource(name: "config.yaml", path: "config.yaml", bytes: input)
    let (settings, diagnostics) = SettingsFile.read(source)
    try DiagnosticCheck.check(diagnostics, of: source)
    if diagnostics.isEmpty {
      for text in [settings.key, settings.signer].compactMap({ $0 }) {
        try require(
          text.split(whereSeparator: { $0 == "\n" || $0 == "\t" }).allSatisfy(isHarmless),
          "a setting that is not harmless")
      }
    }
  }
}
