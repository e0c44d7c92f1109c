/// A report as Markdown.
struct MarkdownExport {
  let text: String

  init(_ source: ExportSource) {
    text = source.name
  }
}
