/// A shell command, read as far as it takes to know where a line of it may end.
///
/// In doubt a place is not one: what bash and other shells read differently, and what would take a
/// whole parser, keeps the rest of the command from being broken.
struct ShellReading {
  /// A line of the command as it was written.
  struct Line {
    /// Its words: between them stand blanks that the shell does not count.
    var words: [Word] = []
    /// Whether blanks before it would become a part of the command.
    var isAtEdge = false
  }

  /// What is kept together, with the blanks before it.
  struct Word {
    let gap: Int
    let text: String
    /// Where it can be parted all the same: the number of scalars before the place.
    let joints: [Int: Joint]
  }

  /// How a word is parted: the next line has to begin at the edge.
  enum Joint {
    /// A backslash, which the shell takes away with the line end.
    case backslash
    /// The quotes are closed, and opened again.
    case quotes
  }

  /// What stands around a place.
  private enum Enclosure {
    case singleQuotes
    case doubleQuotes
    /// `${…}`.
    case parameter
    /// A command between grave accents.
    case accents
    /// `$(…)`, `<(…)`: commands again, whatever is around them.
    case commands
    /// `(…)`, which is no part of a word.
    case group
    /// `$((…))`, `a=(…)`, `@(…)`: spaces may matter.
    case fixed
  }

  /// The lines, at least one.
  private(set) var lines: [Line] = []
  /// Whether a line ends with a blank that counts, which a selection may leave out.
  private(set) var hasBlankEnd = false

  private let scalars: [Unicode.Scalar]
  private var place = 0
  /// Nested deeper than anybody writes, they are not looked through again and again.
  private var enclosures: [Enclosure] = [] {
    didSet { if enclosures.count > 64 { isLost = true } }
  }
  private var isLost = false
  private var isComment = false
  private var hasHereDocument = false
  /// Where the shell's current word began; nil between words.
  private var shellWord: Int?
  /// Where the piece that is kept together began, and the blanks before it.
  private var start: Int?
  private var gap = 0
  private var joints: [Int: Joint] = [:]
  private var line = Line()

  init(_ command: String) {
    scalars = Array(command.unicodeScalars)
    while place < scalars.count { step() }
    finishLine()
  }

  /// Whether the shell takes what stands here for a command, not for a part of a word.
  private var isCode: Bool {
    switch enclosures.last {
    case nil, .accents, .commands, .group: !isComment
    default: false
    }
  }

  private func peek(_ distance: Int = 1) -> Unicode.Scalar? {
    place + distance < scalars.count ? scalars[place + distance] : nil
  }

  private mutating func step() {
    let scalar = scalars[place]
    switch scalar {
    case "\n":
      endLine(isEscaped: false)
    case " " where isCode && !isLost:
      endShellWord()
      endPiece()
      gap += 1
      place += 1
    case _ where isComment:
      keep()
      place += 1
    default:
      if start != nil, let joint { joints[place - (start ?? 0)] = joint }
      keep()
      read(scalar)
    }
  }

  /// How the word can be parted right here.
  private var joint: Joint? {
    guard !isLost, !enclosures.contains(.accents), place > 0 else { return nil }
    let (before, after) = (scalars[place - 1], scalars[place])
    switch enclosures.last {
    case nil, .commands, .group:
      return Self.isPlain(before) && Self.isPlain(after) ? .backslash : nil
    case .doubleQuotes:
      return Self.isActive(before) || Self.isActive(after) ? nil : .backslash
    case .singleQuotes where enclosures.count == 1 || isCommands(enclosures[enclosures.count - 2]):
      return .quotes
    default:
      return nil
    }
  }

  private func isCommands(_ enclosure: Enclosure) -> Bool {
    enclosure == .commands || enclosure == .group
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || "./:,-_%@+".unicodeScalars.contains(scalar)
  }

  private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_"
      || scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
  }

  private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    "$`\\\"!{".unicodeScalars.contains(scalar)
  }

  private mutating func read(_ scalar: Unicode.Scalar) {
    switch enclosures.last {
    case .singleQuotes:
      if scalar == "'" { enclosures.removeLast() }
      if scalar == "`", !isLost, enclosures.contains(.accents) { isLost = true }
      place += 1
    case .doubleQuotes:
      readQuoted(scalar)
    case .parameter, .fixed:
      readPart(scalar)
    case nil, .accents, .commands, .group:
      readCode(scalar)
    }
  }

  private mutating func readQuoted(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"":
      enclosures.removeLast()
      place += 1
    case "\\": skipEscaped()
    case "$": readDollar()
    case "`": readAccent()
    default: place += 1
    }
  }

  private mutating func readPart(_ scalar: Unicode.Scalar) {
    let isParameter = enclosures.last == .parameter
    switch scalar {
    case "\\": skipEscaped()
    case "$": readDollar()
    case "`": readAccent()
    case "\"": enter(.doubleQuotes)
    case "'":
      // Within double quotes it depends on the operator, and on the shell, what it means.
      if !isLost, enclosures.contains(.doubleQuotes) { isLost = true }
      enter(.singleQuotes)
    case "}" where isParameter, ")" where !isParameter:
      enclosures.removeLast()
      place += 1
    case "(" where !isParameter: enter(.fixed)
    default: place += 1
    }
  }

  private mutating func readCode(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\\":
      if peek() != "\n" { beginShellWord() }
      skipEscaped()
    case "'": enter(.singleQuotes)
    case "\"": enter(.doubleQuotes)
    case "$": readDollar()
    case "`": readAccent()
    case "#" where shellWord == nil:
      isComment = true
      // It would end with them, not with the line.
      if !isLost, enclosures.contains(.accents) { isLost = true }
      place += 1
    case "(" where shellWord == nil && peek() != "(":
      enclosures.append(.group)
      place += 1
    case "(": enter(.fixed)
    case ")":
      endShellWord()
      if enclosures.last == .commands { shellWord = place }
      if enclosures.last == .commands || enclosures.last == .group { enclosures.removeLast() }
      place += 1
    case "<" where peek() == "(", ">" where peek() == "(":
      enclosures.append(.commands)
      skip(2)
      shellWord = nil
    case "<" where peek() == "<":
      endShellWord()
      let isHereString = peek(2) == "<"
      if !isHereString { hasHereDocument = true }
      skip(isHereString ? 3 : 2)
    case ";", "&", "|", "<", ">":
      endShellWord()
      place += 1
    default:
      beginShellWord()
      place += 1
    }
  }

  private mutating func enter(_ enclosure: Enclosure) {
    beginShellWord()
    enclosures.append(enclosure)
    place += 1
  }

  private mutating func readDollar() {
    beginShellWord()
    switch (peek(), peek(2)) {
    case ("(", "("):
      enclosures += [.fixed, .fixed]
      skip(3)
    case ("(", _):
      enclosures.append(.commands)
      skip(2)
      shellWord = nil
    case ("{", _):
      enclosures.append(.parameter)
      skip(2)
    case ("'", _) where isCode:
      // Some shells know escapes in there; without one, all read the same.
      let rest = scalars[(place + 2)...]
      if let end = rest.firstIndex(of: "'"), scalars[place..<end].contains("\\") { isLost = true }
      enclosures.append(.singleQuotes)
      skip(2)
    default:
      place += 1
      // A name is not parted.
      while place < scalars.count, Self.isOfName(scalars[place]) { place += 1 }
    }
  }

  private mutating func readAccent() {
    if enclosures.last == .accents {
      enclosures.removeLast()
      shellWord = place
    } else if isLost || enclosures.contains(.accents) {
      isLost = true
    } else {
      beginShellWord()
      enclosures.append(.accents)
      shellWord = nil
    }
    place += 1
  }

  private mutating func skipEscaped() {
    let next = peek()
    if !isLost, let next, enclosures.contains(.accents), ["\\", "`", "$", "\""].contains(next) {
      isLost = true
    }
    if next == "\n" {
      place += 1
      endLine(isEscaped: true)
    } else {
      skip(2)
    }
  }

  private mutating func skip(_ count: Int) {
    place = min(place + count, scalars.count)
  }

  private mutating func beginShellWord() {
    if shellWord == nil { shellWord = place }
  }

  private mutating func endShellWord() {
    defer { shellWord = nil }
    guard let begun = shellWord, place - begun <= 4 else { return }
    let word = scalars[begun..<place]
    // The patterns of a case have closing parentheses of their own; those of a match have spaces.
    if word.elementsEqual("case".unicodeScalars), !enclosures.isEmpty { isLost = true }
    if word.elementsEqual("=~".unicodeScalars) { isLost = true }
  }

  private mutating func endLine(isEscaped: Bool) {
    finishLine()
    if isEscaped {
      // Blanks would part what the escape joins.
      let before = place > 1 ? scalars[place - 2] : " "
      let after = peek() ?? " "
      line.isAtEdge = !isCode || (before != " " && after != " ")
    } else {
      if isCode { endShellWord() }
      line.isAtEdge = !isCode && !isComment
      isComment = false
    }
    if hasHereDocument { isLost = true }
    if isLost { line.isAtEdge = true }
    place += 1
  }

  private mutating func finishLine() {
    endPiece()
    if !isComment, line.words.last?.text.last == " " { hasBlankEnd = true }
    lines.append(line)
    line = Line()
    gap = 0
  }

  private mutating func keep() {
    if start == nil { start = place }
  }

  private mutating func endPiece() {
    guard let begun = start else { return }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[begun..<place])
    line.words.append(Word(gap: gap, text: String(text), joints: joints))
    start = nil
    gap = 0
    joints = [:]
  }
}
