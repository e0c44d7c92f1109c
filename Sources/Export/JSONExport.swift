/// A report as JSON.
struct JSONExport {
  let text: String

  init(_ source: ExportSource) {
    text = source.name
  }
}
