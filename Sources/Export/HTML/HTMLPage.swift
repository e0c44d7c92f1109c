import TextGrid

/// A page of HTML, built so that a text can be nothing but text.
///
/// There is no way to hand in markup: elements and attributes are named by cases, and every text
/// is made safe to show and escaped here.
struct HTMLPage {
  /// The elements that a page is made of.
  enum Element: String {
    case a, article, bdi, body, caption, code, col, dd, defs, desc, div, dl, dt, footer, h1, h2, h3,
      h4, head, header, html, li, main, meta, nav, p, path, pattern, rect, section, span, strong,
      style, svg, table, tbody, td, th, thead, title, tr, ul

    /// Whether it begins on a line of its own, for those who read or compare the source.
    fileprivate var isBlock: Bool {
      switch self {
      case .a, .bdi, .code, .desc, .path, .rect, .span, .strong, .svg: false
      default: true
      }
    }
  }

  /// The attributes that elements may have; addresses are for ``link(to:_:_:)`` alone.
  enum Attribute: String {
    case ariaHidden = "aria-hidden"
    case ariaLabel = "aria-label"
    case ariaLabelledby = "aria-labelledby"
    case charset, `class`, content, d, dir, fill, height, id, lang, name, patternUnits, role, scope,
      width, x, y
    case httpEquiv = "http-equiv"
  }

  private var bytes: [UInt8] = []

  /// All of it.
  var html: String { String(decoding: bytes, as: UTF8.self) }

  /// Starts a document.
  static func document() -> HTMLPage {
    var page = HTMLPage()
    page.bytes += "<!DOCTYPE html>".utf8
    return page
  }

  /// An element with what a closure puts into it.
  mutating func element(
    _ element: Element, _ attributes: KeyValuePairs<Attribute, String> = [:],
    _ content: (inout HTMLPage) -> Void
  ) {
    begin(element, attributes)
    bytes.append(UInt8(ascii: ">"))
    content(&self)
    end(element)
  }

  /// An element with a text.
  mutating func element(
    _ element: Element, _ attributes: KeyValuePairs<Attribute, String>, _ text: String
  ) {
    self.element(element, attributes) { $0.text(text) }
  }

  /// An element with a text and no attributes.
  mutating func element(_ element: Element, _ text: String) {
    self.element(element) { $0.text(text) }
  }

  /// An element that never has content.
  mutating func void(_ element: Element, _ attributes: KeyValuePairs<Attribute, String>) {
    begin(element, attributes)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Words on one line.
  mutating func text(_ text: String) {
    escape(SafeText.line(text))
  }

  /// A text of others inside a sentence: the direction of its script stays its own.
  mutating func others(_ text: String) {
    element(.bdi) { $0.escape(Self.withoutLooseMark(SafeText.line(text))) }
  }

  /// A name, an identifier, a digest.
  mutating func code(_ text: String) {
    element(.code) { $0.escape(Self.withoutLooseMark(SafeText.line(text))) }
  }

  /// A text of others with its lines, and with its columns where it has some.
  mutating func block(_ text: String) {
    let lines = SafeText.block(text)
    let look = lines.contains(where: ArrangedText.holds) ? "said columns" : "said"
    element(.div, [.class: look, .dir: "auto"]) { page in
      page.escape(Self.withoutLooseMark(lines.joined(separator: "\n")))
    }
  }

  /// A link to a place in the page.
  mutating func link(to place: String, _ content: (inout HTMLPage) -> Void) {
    anchor(href: "#" + place, rel: nil, content)
  }

  /// A link to a page of the web, its text alone for any other address.
  mutating func link(_ title: String, url: String) {
    guard Self.isWebAddress(url) else {
      others(title)
      text(" (")
      code(url)
      text(")")
      return
    }
    anchor(href: url, rel: "noreferrer noopener") { $0.others(title) }
  }

  /// The style sheets, which are ours: they are not escaped, since nothing is in a `style` element.
  mutating func style(_ sheets: [StaticString]) {
    element(.style) { page in
      for sheet in sheets { sheet.withUTF8Buffer { page.bytes += $0 } }
    }
  }

  /// A line end, where the source shall have one.
  mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
  }
}

extension HTMLPage {
  /// Whether an address leads to the web and has no character that is not shown.
  static func isWebAddress(_ url: String) -> Bool {
    let lower = url.prefix(8).lowercased().utf8
    return (lower.starts(with: "http://".utf8) || lower.starts(with: "https://".utf8))
      && url.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private mutating func begin(
    _ element: Element, _ attributes: KeyValuePairs<Attribute, String>
  ) {
    if element.isBlock { newline() }
    bytes.append(UInt8(ascii: "<"))
    bytes += element.rawValue.utf8
    for (name, value) in attributes { attribute(name.rawValue, value) }
  }

  private mutating func end(_ element: Element) {
    bytes += "</".utf8
    bytes += element.rawValue.utf8
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func anchor(
    href: String, rel: String?, _ content: (inout HTMLPage) -> Void
  ) {
    begin(.a, [:])
    attribute("href", href)
    if let rel { attribute("rel", rel) }
    bytes.append(UInt8(ascii: ">"))
    content(&self)
    end(.a)
  }

  private mutating func attribute(_ name: String, _ value: String) {
    bytes.append(UInt8(ascii: " "))
    bytes += name.utf8
    bytes += "=\"".utf8
    escape(SafeText.line(value))
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ text: String) {
    MarkupText.append(text, to: &bytes, withApostrophes: true)
  }

  // A combining mark would join the `>` before it for all that put Unicode into its normal form.
  private static func withoutLooseMark(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, !first.isASCII else { return text }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return "\u{25CC}" + text
    default: return text
    }
  }
}
