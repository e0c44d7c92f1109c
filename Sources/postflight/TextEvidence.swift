import Report
import Review

/// Evidence that lies in the report itself.
enum TextEvidence {
  static func make(
    _ text: String, name: String, step: String, source: Evidence.Source
  ) -> Evidence {
    Evidence(
      step: step, name: ReportPath(name).name, sha256: Digests.sha256(Array(text.utf8)),
      size: text.utf8.count, mediaType: "text/plain", source: source)
  }
}
