/// Steps over white space, comments and scalars, with the ends that libyaml gives them.
extension TokenScan {
  // MARK: - Characters

  /// Goes one Unicode scalar on; the text is valid UTF-8.
  mutating func advance() {
    offset += 1
    index += 1
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
  }

  /// Goes over ASCII characters that mean nothing where they stand; most of a text is these.
  mutating func advance(overAll kind: UInt8) {
    let start = offset
    let classes = Self.classes
    offset =
      bytes.withUnsafeBufferPointer { bytes in
        var place = start
        while place < bytes.count {
          let isOrdinary = classes[Int(bytes[place])] & kind != 0
          // A space between two such characters ends no plain scalar either.
          let isSpace =
            bytes[place] == 0x20 && place + 1 < bytes.count
            && classes[Int(bytes[place + 1])] & kind != 0
          guard isOrdinary || isSpace else { break }
          place += 1
        }
        return place
      }
    index += offset - start
  }

  /// Ordinary within a plain scalar, a quoted scalar, a comment or block scalar.
  static let plain: UInt8 = 1
  static let quoted: UInt8 = 2
  static let line: UInt8 = 4

  private static let classes: [UInt8] = (0...255).map { (byte: UInt8) in
    guard byte < 0x80, byte != 0x0A, byte != 0x0D else { return 0 }
    let isQuote = "'\"\\".utf8.contains(byte)
    let isIndicator = ":,[]{}# \t".utf8.contains(byte)
    return line | (isQuote ? 0 : quoted) | (isIndicator ? 0 : plain)
  }

  /// Goes to the end of the line.
  mutating func advanceToBreak() {
    while true {
      advance(overAll: Self.line)
      guard offset < bytes.count, breakLength(at: offset) == 0 else { return }
      advance()
    }
  }

  /// Goes over a line break.
  mutating func advanceLine() {
    let length = breakLength(at: offset)
    index += isCarriageReturnAndNewline(offset) ? 2 : 1
    offset += length
    line += 1
    lineIndex = index
  }

  /// The bytes of a line break as YAML 1.1 knows them: LF, CR, CR LF, U+0085, U+2028, U+2029.
  func breakLength(at place: Int) -> Int {
    guard place < bytes.count else { return 0 }
    switch bytes[place] {
    case 0x0A: return 1
    case 0x0D: return isCarriageReturnAndNewline(place) ? 2 : 1
    case 0xC2: return byte(place + 1) == 0x85 ? 2 : 0
    case 0xE2:
      return byte(place + 1) == 0x80 && (byte(place + 2) == 0xA8 || byte(place + 2) == 0xA9)
        ? 3 : 0
    default: return 0
    }
  }

  func isBlank(_ place: Int) -> Bool {
    byte(place) == 0x20 || byte(place) == 0x09
  }

  func isBlankOrEnd(_ place: Int) -> Bool {
    place >= bytes.count || isBlank(place) || breakLength(at: place) > 0
  }

  /// Whether `---` or `...` stands here as a word of its own.
  func isDocumentMark(_ mark: UInt8) -> Bool {
    byte(offset) == mark && byte(offset + 1) == mark && byte(offset + 2) == mark
      && isBlankOrEnd(offset + 3)
  }

  private func byte(_ place: Int) -> UInt8? {
    place < bytes.count ? bytes[place] : nil
  }

  private func isCarriageReturnAndNewline(_ place: Int) -> Bool {
    byte(place) == 0x0D && byte(place + 1) == 0x0A
  }

  // MARK: - White space and names

  mutating func skipToToken() {
    while true {
      while byte(offset) == 0x20 || ((isInFlow || !simpleKeyAllowed) && byte(offset) == 0x09) {
        advance()
      }
      skipComment()
      guard breakLength(at: offset) > 0 else { return }
      advanceLine()
      if !isInFlow { simpleKeyAllowed = true }
    }
  }

  private mutating func skipComment() {
    if byte(offset) == UInt8(ascii: "#") { advanceToBreak() }
  }

  mutating func skipAnchorName() {
    advance()
    let start = offset
    while let byte = byte(offset), isNameByte(byte) { advance() }
    let enders: [UInt8] = Array("?:,]}%@`".utf8)
    let isEnded = isBlankOrEnd(offset) || byte(offset).map(enders.contains) ?? true
    if offset == start || !isEnded { isStopped = true }
  }

  mutating func skipTag() {
    advance()
    let isVerbatim = byte(offset) == UInt8(ascii: "<")
    while !isBlankOrEnd(offset) {
      if isVerbatim {
        if byte(offset) == UInt8(ascii: ">") {
          advance()
          break
        }
      } else if isInFlow, byte(offset) == UInt8(ascii: ",") {
        break
      }
      advance()
    }
    let isEntry = isInFlow && byte(offset) == UInt8(ascii: ",")
    if !isBlankOrEnd(offset), !isEntry { isStopped = true }
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // MARK: - Scalars

  func startsPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"): !isBlank(offset + 1)
    case UInt8(ascii: "?"), UInt8(ascii: ":"): !isInFlow && !isBlankOrEnd(offset + 1)
    case 0x09, 0x20: false
    default: !Self.indicators.contains(byte)
    }
  }

  private static let indicators: [UInt8] = Array(",[]{}#&*!|>'\"%@`".utf8)

  mutating func skipPlain() {
    let inner = indent + 1
    var crossedLine = false
    while true {
      if column == 0, isDocumentMark(UInt8(ascii: "-")) || isDocumentMark(UInt8(ascii: ".")) {
        break
      }
      if byte(offset) == UInt8(ascii: "#") { break }
      while !isBlankOrEnd(offset), !endsPlain() {
        advance()
        advance(overAll: Self.plain)
        crossedLine = false
      }
      guard isBlank(offset) || breakLength(at: offset) > 0 else { break }
      while true {
        if isBlank(offset) {
          if crossedLine, column < inner, byte(offset) == 0x09 {
            isStopped = true
            return
          }
          advance()
        } else if breakLength(at: offset) > 0 {
          advanceLine()
          crossedLine = true
        } else {
          break
        }
      }
      if !isInFlow, column < inner { break }
    }
    if crossedLine { simpleKeyAllowed = true }
  }

  private func endsPlain() -> Bool {
    switch byte(offset) {
    case UInt8(ascii: ":"): isBlankOrEnd(offset + 1)
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      isInFlow
    default: false
    }
  }

  mutating func skipQuoted(_ quote: UInt8) {
    advance()
    while true {
      if column == 0, isDocumentMark(UInt8(ascii: "-")) || isDocumentMark(UInt8(ascii: ".")) {
        isStopped = true
        return
      }
      advance(overAll: Self.quoted)
      guard let byte = byte(offset) else {
        isStopped = true
        return
      }
      if breakLength(at: offset) > 0 {
        advanceLine()
      } else if byte == quote {
        advance()
        guard quote == UInt8(ascii: "'"), self.byte(offset) == quote else { return }
        advance()
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        advance()
        if breakLength(at: offset) > 0 { advanceLine() } else if offset < bytes.count { advance() }
      } else {
        advance()
      }
    }
  }

  mutating func skipBlockScalar() {
    advance()
    var increment = 0
    for _ in 0..<2 {
      guard let byte = byte(offset) else { break }
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
        advance()
      } else if increment == 0, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) {
        increment = Int(byte - UInt8(ascii: "0"))
        advance()
      }
    }
    while isBlank(offset) { advance() }
    skipComment()
    guard isBlankOrEnd(offset) else {
      isStopped = true
      return
    }
    if breakLength(at: offset) > 0 { advanceLine() }
    var inner = increment == 0 ? 0 : max(indent, 0) + increment
    skipBlockIndentation(&inner)
    while !isStopped, column == inner, offset < bytes.count {
      advanceToBreak()
      if breakLength(at: offset) > 0 { advanceLine() }
      skipBlockIndentation(&inner)
    }
  }

  /// Steps over indentation and empty lines, and settles the indentation of the scalar.
  private mutating func skipBlockIndentation(_ inner: inout Int) {
    var deepest = 0
    while true {
      while inner == 0 || column < inner, byte(offset) == 0x20 { advance() }
      deepest = max(deepest, column)
      if inner == 0 || column < inner, byte(offset) == 0x09 {
        isStopped = true
        return
      }
      guard breakLength(at: offset) > 0 else { break }
      advanceLine()
    }
    if inner == 0 { inner = max(deepest, indent + 1, 1) }
  }
}
