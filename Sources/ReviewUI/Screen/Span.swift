import Review
import TextGrid

/// A piece of a line in one style.
struct Span: Sendable, Equatable {
  let text: String
  let style: Style

  init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// Begins a line that a margin would change.
  static let edge = Span("", .command)
}

/// Lines of styled pieces for a width: safe, wrapped, nothing wider than asked for.
struct SpanText {
  private(set) var lines: [[Span]] = []
  let width: Int

  init(width: Int) {
    self.width = max(1, width)
  }

  mutating func blank() {
    if lines.last?.isEmpty == false { lines.append([]) }
  }

  /// A heading of its own.
  mutating func heading(_ text: String) {
    add(text, style: .heading)
  }

  /// Prose after a label that stands once, its lines indented alike.
  mutating func add(_ text: String, label: String = "", indent: Int = 0, style: Style = .plain) {
    let first = label.isEmpty ? String(repeating: " ", count: indent) : padded(label, indent)
    let rest = String(repeating: " ", count: indent)
    var isFirst = true
    let paragraphs = SafeText.block(text)
    for paragraph in paragraphs.isEmpty ? [""] : paragraphs {
      let wrapped = TextWrap.lines(
        paragraph, width: width, firstIndent: isFirst ? first : rest, indent: rest)
      for line in wrapped {
        if isFirst, !label.isEmpty, line.hasPrefix(label) {
          lines.append([
            Span(label, .muted), Span(String(line.dropFirst(label.count)), style),
          ])
        } else {
          lines.append([Span(line, style)])
        }
        isFirst = false
      }
    }
  }

  /// A line of a list, set in after its first line.
  mutating func add(_ text: String, hanging indent: Int, style: Style = .plain) {
    let wrapped = TextWrap.lines(
      SafeText.line(text), width: width, indent: String(repeating: " ", count: indent))
    lines += wrapped.map { [Span($0, style)] }
  }

  /// A command, in lines that can be selected and pasted; where it has none, that is said.
  mutating func command(_ text: String, indent: Int) {
    let shown = SafeText.block(text).joined(separator: "\n")
    let command = CommandLines(shown, width: width, firstIndent: indent, indent: indent + 2)
    var isCut = false
    for line in command.lines {
      let edge = line.isAtEdge ? [Span.edge] : []
      guard DisplayWidth.of(line.text) > width else {
        lines.append(edge + [Span(line.text, .command)])
        continue
      }
      isCut = true
      // A shell that is given this sign at the end of a line runs nothing.
      lines.append(
        edge + [Span(TextWrap.cut(line.text, to: width - 1), .command), Span(">", .warning)])
    }
    let whole = text.hasSuffix("\n") ? text.dropLast() : text[...]
    if isCut {
      add("Cut at >: y copies it whole.", indent: indent, style: .warning)
    } else if command.hasBlankEnd || !shown.utf8.elementsEqual(whole.utf8) {
      add("It holds what is not seen here: y copies it.", indent: indent, style: .warning)
    }
  }

  /// A line as it is, cut when it is drawn.
  mutating func line(_ spans: [Span]) {
    lines.append(spans.map { Span(SafeText.line($0.text), $0.style) })
  }

  private func padded(_ text: String, _ width: Int) -> String {
    let missing = width - DisplayWidth.of(text)
    return missing > 0 ? text + String(repeating: " ", count: missing) : text + " "
  }
}

extension [Span] {
  /// Whether it shows the choice that Enter takes.
  var isChosen: Bool { contains { $0.style == .focus } }

  /// Whether it shows the choice in force: the outcome, or the fact's choice in focus.
  var isFocus: Bool { contains { $0.text.contains("(*)") || $0.style == .focus } }
}

extension Style {
  /// The style of an outcome; never the only sign of it.
  init(_ outcome: Outcome) {
    switch outcome {
    case .pass: self = .pass
    case .fail: self = .fail
    case .notApplicable: self = .notApplicable
    case .notChecked: self = .notChecked
    }
  }
}
