import Report
import Review
import TextGrid

/// A report as OSCAL assessment results, JSON, for governance tools.
///
/// Source: NIST, OSCAL 1.1 assessment-results model.
struct OSCALExport {
  /// Whose words those are that OSCAL has not.
  static let namespace = "urn:postflight:oscal:1"

  let text: String

  init(_ source: ExportSource) {
    let results =
      ExportedReview(source).map { OSCALResults($0).value } ?? Self.unreadable(source)
    text = IndentedJSON.encode(.object(of: ["assessment-results": results]))
  }

  /// Nothing but the faults: OSCAL wants a result and a selection of controls all the same.
  private static func unreadable(_ source: ExportSource) -> JSONValue {
    .object(of: [
      "uuid": .string(DerivedUUID.of(source.name, "assessment-results", version: 5)),
      "metadata": .object(of: [
        "title": title("NOT VERIFIED: a report that cannot be read"),
        "last-modified": .string(source.moment.description), "version": .string("unknown"),
        "oscal-version": .string(version), "props": .array([property("verified", "NOT VERIFIED")]),
      ]),
      "import-ap": .object(of: [
        "href": .string(Address.relative(source.name)),
        "remarks": markup("The report that cannot be read."),
      ]),
      "results": .array([
        .object(of: [
          "uuid": .string(DerivedUUID.of(source.name, "result", version: 5)),
          "title": title("NOT VERIFIED"), "start": .string(source.moment.description),
          "description": markup(ExportSource.notVerified + "\n" + source.faultText),
          "reviewed-controls": .object(of: [
            "description": markup("Nothing is known of what was reviewed."),
            "control-selections": .array([.object(of: ["include-all": .object([])])]),
          ]),
        ])
      ]),
    ])
  }

  static let version = "1.1.3"
}

// The datatypes of OSCAL.
extension OSCALExport {
  /// A string: one line without white space at its ends, never empty.
  static func string(_ text: String) -> JSONValue {
    .string(trimmed(SafeText.line(trimmed(text))))
  }

  /// Markup on one line that shows a text and does nothing else, never empty.
  static func title(_ text: String) -> JSONValue {
    .string(MarkdownText.inline(trimmed(text)))
  }

  /// Markup of several lines, never empty: a first line of ours, others' texts below it quoted.
  static func markup(_ text: String) -> JSONValue {
    let lines = text.split(separator: "\n", maxSplits: 1).map { String($0) }
    let first = MarkdownText.inline(trimmed(lines.first ?? ""))
    guard lines.count > 1 else { return .string(first) }
    return .string(([first, ""] + MarkdownText.quote(lines[1])).joined(separator: "\n"))
  }

  /// A text of others as markup, never empty.
  static func quoted(_ text: String) -> JSONValue {
    let lines = MarkdownText.quote(text)
    return .string(lines.isEmpty ? "(empty)" : lines.joined(separator: "\n"))
  }

  /// A property in our own namespace; the name is a token.
  static func property(
    _ name: String, _ value: String, class kind: String? = nil, remarks: String? = nil
  ) -> JSONValue {
    var members = [
      "name": JSONValue.string(name), "ns": .string(namespace), "value": string(value),
    ]
    if let kind { members["class"] = .string(kind) }
    if let remarks { members["remarks"] = title(remarks) }
    return .object(of: members)
  }

  /// An identifier as a token, which does not begin with a digit; none of ours begins with `_`.
  static func token(_ identifier: String) -> String {
    let isDigit = identifier.utf8.first.map { (0x30...0x39).contains($0) } ?? true
    return isDigit ? "_" + identifier : identifier
  }

  /// The objective of a step: a control's identifier has no capitals, so none is like it.
  static func objective(_ step: String) -> String { "OBJECTIVE-" + step }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars.drop { $0.properties.isWhitespace }
    guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else {
      return "(empty)"
    }
    return String(scalars[...last])
  }
}
