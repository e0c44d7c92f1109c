extension ChecklistReading {
  /// Plain text in lines of at most `width` columns, where words and commands allow it; safe.
  public func text(width: Int) -> String {
    ChecklistText(self, width: width).lines.joined(separator: "\n") + "\n"
  }

  /// A document in Markdown.
  public var markdown: String { ChecklistMarkdown(self).text }
}
