import Report
import Review
import TextGrid

/// A report as SARIF 2.1.0, for code scanning, viewers of it and dashboards.
///
/// Source: OASIS, Static Analysis Results Interchange Format 2.1.0 with errata 01.
struct SARIFExport {
  let text: String

  init(_ source: ExportSource) {
    let run = ExportedReview(source).map { SARIFRun($0).value } ?? Self.unreadable(source)
    text = IndentedJSON.encode(
      .object(of: [
        "$schema": .string(
          "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
            + "sarif-schema-2.1.0.json"),
        "version": .string("2.1.0"), "runs": .array([run]),
      ]))
  }

  /// Without results at all: an empty list of them would say that nothing was found.
  private static func unreadable(_ source: ExportSource) -> JSONValue {
    .object(of: [
      "tool": .object(of: ["driver": .object(of: ["name": .string("Postflight")])]),
      "invocations": .array([
        .object(of: [
          "executionSuccessful": .boolean(false),
          "toolExecutionNotifications": .array(faults(source)),
        ])
      ]),
      "artifacts": .array([
        .object(of: ["location": .object(of: ["uri": .string(Address.relative(source.name))])])
      ]),
      "properties": .object(of: ["verified": .string("NOT VERIFIED")]),
    ])
  }

  /// What verification found, as notifications about the report.
  static func faults(_ source: ExportSource) -> [JSONValue] {
    [notification("error", ExportSource.notVerified)]
      + source.verdict.faults.map { fault in
        notification(
          "error", "\(fault.code.rawValue): \(fault.message)",
          at: fault.line.map { location(source, line: $0) })
      }
  }

  /// Something about the whole review.
  static func notification(_ level: String, _ text: String, at location: JSONValue? = nil)
    -> JSONValue
  {
    var members = ["level": JSONValue.string(level), "message": message(text)]
    if let location { members["locations"] = .array([location]) }
    return .object(of: members)
  }

  /// A line of the report, from 1, and if it is about a step, that one's path in the checklists.
  static func location(_ source: ExportSource, line: Int, path: [String] = []) -> JSONValue {
    var members: [String: JSONValue] = [
      "physicalLocation": .object(of: [
        "artifactLocation": .object(of: [
          "uri": .string(Address.relative(source.name)), "index": .integer(0),
        ]),
        "region": .object(of: ["startLine": .integer(line)]),
      ])
    ]
    if let name = path.last {
      members["logicalLocations"] = .array([
        .object(of: [
          "name": .string(name), "fullyQualifiedName": .string(path.joined(separator: "/")),
        ])
      ])
    }
    return .object(of: members)
  }

  /// A message that a reader sees: `[text](address)` in it would be a link even in plain text.
  static func message(_ text: String) -> JSONValue {
    let shown = SafeText.block(text).joined(separator: "\n")
    let isPlain = !shown.contains("](")
    return .object(of: [
      "text": .string(
        isPlain ? shown : shown.replacing("[", with: "\\[").replacing("]", with: "\\]"))
    ])
  }

  /// A text of others in a property, made safe.
  static func shown(_ text: String) -> JSONValue {
    .string(SafeText.block(text).joined(separator: "\n"))
  }
}
