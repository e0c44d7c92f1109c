/// Fills lines with words: the machine inside ``TextWrap``.
struct WrapLayout {
  private let width: Int
  private let mark: String
  private let markWidth: Int
  private let indent: String
  private let indentWidth: Int

  private var done: [String] = []
  private var current: String
  private var column: Int
  /// Whether the current line has more than its indent.
  private var hasText = false

  init(width: Int, firstIndent: String, indent: String, mark: String) {
    self.width = max(1, width)
    let markWidth = DisplayWidth.of(mark)
    let hasRoom = markWidth + 2 <= self.width
    self.mark = hasRoom ? mark : ""
    self.markWidth = hasRoom ? markWidth : 0
    let room = self.width - self.markWidth - 2
    self.indent = Self.cut(indent, to: room)
    indentWidth = DisplayWidth.of(self.indent)
    current = Self.cut(firstIndent, to: room)
    column = DisplayWidth.of(current)
  }

  /// Lays out the words of one explicit line.
  mutating func add(_ words: [WrapWord]) {
    for (number, word) in words.enumerated() {
      // All but the last word leave room for the mark that may have to follow.
      let isLast = number == words.count - 1
      place(word, limit: isLast ? width : width - markWidth, mark: mark)
    }
  }

  /// Ends the current line, with `mark` when the text goes on.
  mutating func endLine(mark: String = "") {
    done.append(Self.trimmed(current) + mark)
    current = indent
    column = indentWidth
    hasText = false
  }

  /// All lines; the layout is of no use after.
  mutating func finished() -> [String] {
    endLine()
    return done
  }

  private mutating func place(_ word: WrapWord, limit: Int, mark: String) {
    let gap = word.gap
    if column + gap + word.width <= limit {
      append(String(repeating: " ", count: gap) + word.text, width: gap + word.width)
      return
    }
    if hasText {
      endLine(mark: mark)
    } else if column + word.width > limit, indentWidth < column {
      // The first indent is in the way: a label gets a line of its own, blanks just give way.
      if current.allSatisfy({ $0 == " " }) {
        current = indent
        column = indentWidth
      } else {
        endLine()
      }
    }
    if column + word.width <= limit {
      append(String(word.text), width: word.width)
    } else if word.text.contains(" ") {
      for part in TextWrap.plainWords(of: word.text) { place(part, limit: limit, mark: "") }
    } else {
      split(word, limit: limit)
    }
  }

  private mutating func split(_ word: WrapWord, limit: Int) {
    for character in word.text {
      let width = DisplayWidth.of(character)
      if hasText, column + width > limit { endLine() }
      append(String(character), width: width)
    }
  }

  private mutating func append(_ text: String, width: Int) {
    current += text
    column += width
    hasText = true
  }

  private static func cut(_ indent: String, to room: Int) -> String {
    var kept = ""
    var width = 0
    for character in indent {
      width += DisplayWidth.of(character)
      if width > room { break }
      kept.append(character)
    }
    return kept
  }

  private static func trimmed(_ line: String) -> String {
    var end = line.endIndex
    while end > line.startIndex, line[line.index(before: end)] == " " {
      end = line.index(before: end)
    }
    return String(line[..<end])
  }
}
