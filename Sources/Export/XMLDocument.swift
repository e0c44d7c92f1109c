import TextGrid

/// XML 1.0 with an element a line, built so that a text can be nothing but text.
///
/// Names come from the code alone. Texts and values are made safe to show, which also takes out
/// every character that XML forbids, and escaped here.
struct XMLDocument {
  private var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8)
  private var depth = 0

  /// All of it, with a newline at its end.
  var text: String { String(decoding: bytes, as: UTF8.self) + "\n" }

  /// An element with elements in it; attributes without a value are left out.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:],
    _ content: (inout XMLDocument) -> Void
  ) {
    begin(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    let start = bytes.count
    depth += 1
    content(&self)
    depth -= 1
    if bytes.count == start {
      bytes.removeLast()
      bytes += "/>".utf8
    } else {
      startLine()
      end(name)
    }
  }

  /// An element with a text of one or more lines, or nothing in it.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ text: String
  ) {
    begin(name, attributes)
    guard !text.isEmpty else {
      bytes += "/>".utf8
      return
    }
    bytes.append(UInt8(ascii: ">"))
    escape(SafeText.block(text).joined(separator: "\n"))
    end(name)
  }

  /// An element with a text and no attributes.
  mutating func element(_ name: StaticString, _ text: String) {
    element(name, [:], text)
  }
}

extension XMLDocument {
  private mutating func begin(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>
  ) {
    startLine()
    bytes.append(UInt8(ascii: "<"))
    append(name)
    for case (let name, let value?) in attributes {
      bytes.append(UInt8(ascii: " "))
      append(name)
      bytes += "=\"".utf8
      escape(SafeText.line(value))
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func end(_ name: StaticString) {
    bytes += "</".utf8
    append(name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func startLine() {
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: depth * 2)
  }

  private mutating func append(_ name: StaticString) {
    name.withUTF8Buffer { bytes += $0 }
  }

  private mutating func escape(_ text: String) {
    MarkupText.append(text, to: &bytes)
  }
}
