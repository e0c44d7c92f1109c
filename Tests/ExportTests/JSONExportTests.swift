import Foundation
import Testing

@testable import Export

@Suite struct JSONExportTests {
  private static let hasSchemaChecker: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import jsonschema"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private static func exports() throws -> [String] {
    let sample = try SampleReview.complete()
    let sources = [
      try sample.source(), try sample.source(isTrusted: false),
      try SampleReview.make { _ in }.source(),
      try sample.source { $0[$0.count / 2] ^= 1 }, try sample.source { $0.removeLast(10) },
    ]
    return sources.map { ExportFormat.json.render($0) }
  }

  @Test(.enabled(if: hasSchemaChecker, "python3 has no module jsonschema"))
  func validatesAgainstItsSchema() throws {
    let schema = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/export.schema.json").standardizedFileURL.path
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(\("\"" + schema + "\"")))
      jsonschema.Draft202012Validator.check_schema(schema)
      value = json.load(sys.stdin)
      errors = list(jsonschema.Draft202012Validator(schema).iter_errors(value))
      for error in errors: print(error.json_path, error.message[:200])
      sys.exit(1 if errors else 0)
      """
    for export in try Self.exports() {
      let (status, output) = try Python.run(program, on: export)
      #expect(status == 0, "\(output)")
    }
  }

  @Test func isWhatPythonWrites() throws {
    let program = """
      import json, sys
      text = sys.stdin.read()
      again = json.dumps(json.loads(text), sort_keys=True, indent=2, ensure_ascii=True) + "\\n"
      sys.exit(0 if text == again else 1)
      """
    for export in try Self.exports() {
      #expect(try Python.run(program, on: export).status == 0)
    }
  }

  @Test func nothingIsKnownOfAReportThatCannotBeRead() throws {
    let export = try ExportFormat.json.render(
      SampleReview.complete().source { $0[$0.count / 2] ^= 1 })
    let value = try JSONSerialization.jsonObject(with: Data(export.utf8)) as? [String: Any]
    for key in ["open", "progress", "sections", "receipt", "report", "signatures"] {
      #expect(value?[key] is NSNull, "\(key)")
    }
  }
}
