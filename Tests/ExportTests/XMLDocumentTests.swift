import Testing

@testable import Export

@Suite struct XMLDocumentTests {
  private static let start = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  @Test(arguments: [
    ("<b>&\"'", "&lt;b&gt;&amp;&quot;'"), ("]]>", "]]&gt;"), ("<\u{338}", "&lt;\u{338}"),
    ("a\u{1b}\u{0}\u{FFFE}b\u{202e}", "a\\u{1b}\\u{0}\\u{fffe}b\\u{202e}"), ("é 🙂", "é 🙂"),
  ])
  func textIsNothingButText(text: String, escaped: String) {
    var document = XMLDocument()
    document.element("a", ["b": text], text)
    #expect(
      document.text.utf8.elementsEqual(
        "\(Self.start)<a b=\"\(escaped)\">\(escaped)</a>\n".utf8), "\(document.text)")
  }

  @Test func linesStayInATextAndNotInAnAttribute() {
    var document = XMLDocument()
    document.element("a", ["b": "1\n2"], "1\n2")
    #expect(document.text == "\(Self.start)<a b=\"1\\n2\">1\n2</a>\n")
  }

  @Test func elementsStandInside() {
    var document = XMLDocument()
    document.element("a", ["b": nil]) { document in
      document.element("c") { _ in }
      document.element("d", "")
      document.element("e") { $0.element("f", "g") }
    }
    #expect(
      document.text == "\(Self.start)<a>\n  <c/>\n  <d/>\n  <e>\n    <f>g</f>\n  </e>\n</a>\n")
  }
}
