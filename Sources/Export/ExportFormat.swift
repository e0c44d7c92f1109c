/// The forms in which a report is handed to other people and tools.
public enum ExportFormat: String, Sendable, CaseIterable {
  case markdown
  case json
  case csv
  case html
  case junit
  case xccdf
  case cklb
  case sarif
  case oscal

  /// Renders a report; the same source gives the same bytes.
  public func render(_ source: ExportSource) -> String {
    switch self {
    case .markdown: MarkdownExport(source).text
    case .json: JSONExport(source).text
    case .csv: CSVExport(source).text
    case .html: HTMLExport(source).text
    case .junit: JUnitExport(source).text
    case .xccdf: XCCDFExport(source).text
    case .cklb: CKLBExport(source).text
    case .sarif: SARIFExport(source).text
    case .oscal: OSCALExport(source).text
    }
  }

  /// How the names of such files end, with the dot.
  public var fileEnding: String {
    switch self {
    case .markdown: ".md"
    case .json: ".json"
    case .csv: ".csv"
    case .html: ".html"
    case .junit: ".junit.xml"
    case .xccdf: ".xccdf.xml"
    case .cklb: ".cklb"
    case .sarif: ".sarif"
    case .oscal: ".oscal.json"
    }
  }
}
