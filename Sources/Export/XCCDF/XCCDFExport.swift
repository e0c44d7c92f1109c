import Checklist
import Report
import Review

/// A report as an XCCDF 1.2 benchmark with the result of testing it.
///
/// Source: NISTIR 7275 revision 4. Every step is a rule; one that does not apply is not selected.
/// Identifiers of ours are in lower case, so that what stands in capitals between them is never
/// part of one.
struct XCCDFExport {
  let text: String

  init(_ source: ExportSource) {
    let exported = ExportedReview(source)
    var document = XMLDocument()
    document.element(
      "Benchmark",
      [
        "xmlns": "http://checklists.nist.gov/xccdf/1.2",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:html": "http://www.w3.org/1999/xhtml",
        "id": Self.benchmarkID(exported), "resolved": "true", "xml:lang": "en",
      ]
    ) { document in
      Self.addHead(source, exported, to: &document)
      for checklist in exported?.review.checklists.checklists ?? [] {
        Self.add(checklist, exported, to: &document)
      }
      Self.addReportRule(to: &document)
      Self.addResult(source, exported, to: &document)
    }
    text = document.text
  }

  static func id(_ kind: String, _ name: String) -> String {
    "xccdf_org.postflight_\(kind)_\(name)"
  }

  static func benchmarkID(_ exported: ExportedReview?) -> String {
    let checklists = exported?.review.checklists.checklists.map(\.id) ?? ["UNREADABLE"]
    return id("benchmark", checklists.joined(separator: ".AND."))
  }

  /// The rule about the report as a whole, so that no tool calls a review done that is not.
  static let reportRule = id("rule", "REPORT")

  static func profileID(_ exported: ExportedReview) -> String {
    id("profile", exported.review.header.profile.rawValue)
  }

  static func version(_ exported: ExportedReview?) -> String {
    let versions = exported?.review.checklists.checklists.map { "\($0.id) \($0.version)" } ?? []
    return versions.joined(separator: ", ")
  }
}

// What is asked.
extension XCCDFExport {
  private static func addHead(
    _ source: ExportSource, _ exported: ExportedReview?, to document: inout XMLDocument
  ) {
    let made = source.reading.entries.first?.time ?? source.moment
    document.element("status", ["date": made.day.description], "accepted")
    let titles = exported?.review.checklists.checklists.map(\.title) ?? ["A report"]
    document.element("title", titles.joined(separator: ", "))
    document.element("description") { document in
      if !source.isVerified { document.element("html:p", ExportSource.notVerified) }
      if let exported {
        document.element("html:p", "\(exported.verdict.words). \(exported.state).")
        for words in [exported.secondPerson, exported.trust, exported.judged] {
          document.element("html:p", words)
        }
      }
      document.element(
        "html:p", "A rendering, not a proof: what proves is the report \(source.name).")
    }
    document.element("version", ["time": made.description], version(exported))
    document.element("metadata") { document in
      document.element("dc:creator", "postflight")
      document.element("dc:publisher", "postflight")
      document.element("dc:contributor", "postflight")
      document.element("dc:source", source.name)
    }
    document.element("model", ["system": scoring]) { _ in }
    guard let exported else { return }
    document.element("Profile", ["id": profileID(exported)]) { document in
      document.element("title", exported.review.header.profile.rawValue)
    }
  }

  private static func add(
    _ checklist: Checklist, _ exported: ExportedReview?, to document: inout XMLDocument
  ) {
    guard let exported else { return }
    document.element("Group", ["id": id("group", checklist.id)]) { document in
      document.element("title", checklist.title)
      addText("description", checklist.summary ?? "", to: &document)
      if let source = checklist.source { add(source, to: &document) }
      for section in checklist.sections {
        let name = "\(checklist.id).SECTION.\(section.id)"
        document.element("Group", ["id": id("group", name)]) { document in
          document.element("title", section.title)
          addText("description", section.summary ?? "", to: &document)
          for step in section.steps { add(step, exported, to: &document) }
        }
      }
    }
  }

  private static func add(
    _ step: Step, _ exported: ExportedReview, to document: inout XMLDocument
  ) {
    document.element(
      "Rule",
      [
        "id": id("rule", step.id),
        "selected": exported.review.applies(step.id) ? "true" : "false",
        "severity": step.severity.rawValue,
      ]
    ) { document in
      document.element("title", step.title)
      addText("description", guidance(of: step), to: &document)
      document.element("question", step.ask)
      for reference in step.references { add(reference, to: &document) }
      addText("rationale", step.why, to: &document)
      for statement in step.covers {
        document.element("ident", ["system": "urn:postflight:covers"], statement)
      }
      addText("fixtext", step.fix, to: &document)
      addCheck(of: step, exported, to: &document)
    }
  }

  /// Where the question stands: its checklist, by file name, and its step.
  static func addCheck(
    of step: Step, _ exported: ExportedReview, to document: inout XMLDocument
  ) {
    let set = exported.review.checklists
    guard let position = set.position(ofStep: step.id) else { return }
    addCheck(set.checklists[set.steps[position].checklist].name, step.id, to: &document)
  }

  static func addReportCheck(to document: inout XMLDocument) {
    addCheck("postflight", "verify", to: &document)
  }

  private static func addCheck(_ file: String, _ name: String, to document: inout XMLDocument) {
    document.element("check", ["system": "urn:postflight:checklist"]) { document in
      document.element("check-content-ref", ["href": path(file), "name": name]) { _ in }
    }
  }

  /// A file name as an address: what is not plain is escaped.
  private static func path(_ name: String) -> String {
    name.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain =
        byte < 0x80 && (character.isLetter || character.isNumber || ".-_".utf8.contains(byte))
      return isPlain ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// What is asked, how to find out and what a pass looks like.
  private static func guidance(of step: Step) -> String {
    var lines = [step.ask]
    for check in step.check {
      lines.append("- \(check.action)")
      if let command = check.command { lines.append("  $ \(command)") }
    }
    lines.append("Expected: \(step.expect)")
    return lines.joined(separator: "\n")
  }

  private static func addReportRule(to document: inout XMLDocument) {
    document.element("Rule", ["id": reportRule, "role": "unscored", "severity": "high"]) {
      document in
      document.element("title", "The report is verified, signed, complete and up to date")
      document.element("description") { document in
        document.element(
          "html:p", "What postflight verify says of the whole report, whatever the steps say.")
      }
      addReportCheck(to: &document)
    }
  }

  /// A text with its lines; nothing for an empty text.
  private static func addText(
    _ name: StaticString, _ text: String, to document: inout XMLDocument
  ) {
    guard !text.isEmpty else { return }
    document.element(name) { document in
      document.element(text.utf8.contains(UInt8(ascii: "\n")) ? "html:pre" : "html:p", text)
    }
  }

  private static func add(_ reference: Reference, to document: inout XMLDocument) {
    if isURI(reference.url) {
      document.element("reference", ["href": reference.url], reference.title)
    } else {
      document.element("reference", "\(reference.title) (\(reference.url))")
    }
  }

  /// Whether an address of the web has the characters of an `anyURI` alone.
  private static func isURI(_ url: String) -> Bool {
    let bytes = Array(url.utf8)
    return HTMLPage.isWebAddress(url)
      && bytes.indices.allSatisfy { index in
        guard bytes[index] == UInt8(ascii: "%") else {
          return !"<>\"{}|\\^`[]".utf8.contains(bytes[index])
        }
        let digits = bytes[(index + 1)...].prefix(2)
        return digits.count == 2 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
      }
  }
}
