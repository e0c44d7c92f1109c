/// Fills lines with words: the machine inside ``TextWrap``.
struct WrapLayout {
  private let width: Int
  private let indent: String
  private let indentWidth: Int

  private var done: [String] = []
  private var current: String
  private var column: Int
  /// Whether the current line has more than its indent.
  private var hasText = false

  init(width: Int, firstIndent: String, indent: String) {
    self.width = max(1, width)
    let room = self.width - 2
    self.indent = TextWrap.cut(indent, to: room)
    indentWidth = DisplayWidth.of(self.indent)
    current = TextWrap.cut(firstIndent, to: room)
    column = DisplayWidth.of(current)
  }

  /// Lays out the words of one explicit line.
  mutating func add(_ words: [WrapWord]) {
    for word in words { place(word) }
  }

  /// Ends the current line.
  mutating func endLine() {
    done.append(Self.trimmed(current))
    current = indent
    column = indentWidth
    hasText = false
  }

  /// All lines; the layout is of no use after.
  mutating func finished() -> [String] {
    endLine()
    return done
  }

  private mutating func place(_ word: WrapWord) {
    let gap = word.gap
    if column + gap + word.width <= width {
      append(String(repeating: " ", count: gap) + word.text, width: gap + word.width)
      return
    }
    if hasText {
      endLine()
    } else if column + word.width > width, indentWidth < column {
      // The first indent is in the way: a label gets a line of its own, blanks just give way.
      if current.allSatisfy({ $0 == " " }) {
        current = indent
        column = indentWidth
      } else {
        endLine()
      }
    }
    if column + word.width <= width {
      append(String(word.text), width: word.width)
    } else {
      split(word)
    }
  }

  private mutating func split(_ word: WrapWord) {
    for character in word.text {
      let columns = DisplayWidth.of(character)
      if hasText, column + columns > width { endLine() }
      append(String(character), width: columns)
    }
  }

  private mutating func append(_ text: String, width: Int) {
    current += text
    column += width
    hasText = true
  }

  private static func trimmed(_ line: String) -> String {
    var end = line.endIndex
    while end > line.startIndex, line[line.index(before: end)] == " " {
      end = line.index(before: end)
    }
    return String(line[..<end])
  }
}
