/// A shell command in lines that are still that command when they are selected and pasted.
///
/// A line ends where the shell parts words, outside quotes at the innermost level, with a backslash
/// where the command goes on. A word that no line holds is parted where a backslash does no harm
/// inside it, or with its quotes closed and opened again; what follows then begins at the edge,
/// because blanks before it would count. What has no such place is wider than was asked for.
public struct CommandLines: Sendable, Equatable {
  /// One line of it.
  public struct Line: Sendable, Equatable {
    /// The text, its indent included.
    public var text: String
    /// Whether it has to begin at the very edge of the screen, without a margin.
    public var isAtEdge: Bool
  }

  /// The lines from top to bottom, at least one.
  public private(set) var lines: [Line] = []
  /// Whether a line ends with a blank that counts, which a selection may leave out.
  public let hasBlankEnd: Bool

  private let width: Int
  private let indent: Int
  private var current: Line
  private var column: Int
  private var hasText = false

  /// Lays a command out.
  /// - Parameters:
  ///   - command: What to lay out, made safe before with ``SafeText``; its line ends are kept.
  ///   - width: The columns of a line, indent and backslash included.
  ///   - firstIndent: Spaces before each line of the command.
  ///   - indent: Spaces before each line that goes on with one; fewer where a word needs the room.
  public init(_ command: String, width: Int, firstIndent: Int = 0, indent: Int = 0) {
    let reading = ShellReading(command)
    hasBlankEnd = reading.hasBlankEnd
    self.width = width
    self.indent = indent
    current = Line(text: "", isAtEdge: false)
    column = 0
    for line in reading.lines {
      begin(indent: line.isAtEdge ? 0 : firstIndent, isAtEdge: line.isAtEdge)
      for (number, word) in line.words.enumerated() {
        place(word, limit: number == line.words.count - 1 ? width : width - 2)
      }
      lines.append(current)
    }
  }

  private mutating func begin(indent: Int, isAtEdge: Bool = false) {
    column = max(0, indent)
    current = Line(text: String(repeating: " ", count: column), isAtEdge: isAtEdge)
    hasText = false
  }

  private mutating func put(_ text: some StringProtocol, width: Int) {
    current.text += text
    column += width
    hasText = true
  }

  private mutating func place(_ word: ShellReading.Word, limit: Int) {
    let columns = DisplayWidth.of(word.text)
    if column + word.gap + columns <= limit {
      put(String(repeating: " ", count: word.gap) + word.text, width: word.gap + columns)
      return
    }
    let wanted = hasText ? indent : column
    if hasText {
      current.text += " \\"
      lines.append(current)
      begin(indent: 0)
    }
    if !current.isAtEdge {
      let hasJoints = !word.joints.isEmpty && columns > limit
      begin(indent: hasJoints ? min(wanted, max(0, width - 20)) : min(wanted, limit - columns))
    }
    part(word, limit: limit)
  }

  /// Puts a word at the start of a line, and what it has no room for on lines at the edge.
  private mutating func part(_ word: ShellReading.Word, limit: Int) {
    var rest = Substring(word.text)
    var offset = 0
    // Measured once: a word of a hostile command may be as long as its file.
    var columns = DisplayWidth.of(word.text)
    while column + columns > limit,
      let (end, joint) = lastJoint(of: word, in: rest, offset: offset)
    {
      let piece = rest[..<end]
      put(piece, width: 0)
      put(joint.close, width: 0)
      lines.append(current)
      begin(indent: 0, isAtEdge: true)
      put(joint.open, width: joint.open.utf8.count)
      offset += piece.unicodeScalars.count
      columns -= DisplayWidth.of(String(piece))
      rest = rest[end...]
    }
    put(rest, width: columns)
  }

  /// Where the line is fullest, after a blank or a comma if there is one in its second half.
  private func lastJoint(
    of word: ShellReading.Word, in rest: Substring, offset: Int
  ) -> (Substring.Index, ShellReading.Joint)? {
    var last: (Substring.Index, ShellReading.Joint)?
    var lastGood: (Substring.Index, ShellReading.Joint)?
    var used = column
    var passed = offset
    var before: Character?
    for index in rest.indices {
      guard used < width else { break }
      if let before, let joint = word.joints[passed], used + joint.close.utf8.count <= width {
        last = (index, joint)
        if " ,".contains(before), rest[index] != " ", used > width / 2 { lastGood = last }
      }
      before = rest[index]
      used += DisplayWidth.of(rest[index])
      passed += rest[index].unicodeScalars.count
    }
    return lastGood ?? last
  }
}

extension ShellReading.Joint {
  /// What ends the line.
  fileprivate var close: String {
    switch self {
    case .backslash: "\\"
    case .quotes: "'\\"
    }
  }

  /// What begins the next one.
  fileprivate var open: String {
    switch self {
    case .backslash: ""
    case .quotes: "'"
    }
  }
}
