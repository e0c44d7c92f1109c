/// A report as Markdown for an issue or a merge request: what matters first, readable as plain
/// text, and nothing in it that acts.
struct MarkdownExport {
  let text: String

  init(_ source: ExportSource) {
    var page = MarkdownPage()
    if !source.isVerified { page.addWarning(source) }
    if let exported = ExportedReview(source) {
      page.addSummary(exported)
      page.addFindings(exported)
      page.addOpenItems(exported)
      page.addSteps(exported)
      page.addExclusions(exported)
      page.addFacts(exported)
      page.addSignatures(exported)
      page.addReceipt(exported)
    } else {
      page.add("# Post-deployment review that cannot be read")
      page.add("Nothing of the report \(MarkdownText.code(source.name)) can be relied on or shown.")
    }
    if !source.isVerified { page.add(MarkdownPage.notVerified) }
    text = page.text
  }
}
