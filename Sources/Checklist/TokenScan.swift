/// Walks the tokens of a YAML text before it is parsed, and finds what must not reach the parser.
///
/// Yams gives nodes, not tokens: an alias is already expanded, `!!str` looks like no tag, and a
/// collection used as a key is hashed once for each level around it, which costs exponential
/// time with aliases. So this scan takes the same decisions as libyaml's scanner (indentation,
/// simple keys, flow level), keeps no text, and reports places. Where libyaml would refuse the
/// text, the scan stops and leaves the message to the parser. A test compares both on random
/// texts.
struct TokenScan {
  /// What the scan finds.
  enum Kind: Equatable {
    case anchor
    case alias
    case tag
    /// A sequence or mapping where a key belongs.
    case collectionKey
    /// More levels than any checklist has.
    case tooDeep
    case secondDocument
  }

  /// One thing found and its place.
  struct Finding: Equatable {
    var kind: Kind
    var position: Position
    var offset: Int
  }

  /// Levels of collections; the schema needs 10.
  static let depthLimit = 32

  /// What was found, in the order of the text.
  private(set) var findings: [Finding] = []
  /// Where the keys of a root mapping in block style start.
  private(set) var rootKeys: [Int] = []
  /// Whether the root is anything else than a block mapping with simple keys.
  private(set) var hasUnusualRoot = false
  /// Where the first document ends.
  private(set) var end: Int

  /// Whether the text may be given to the parser.
  var isComposable: Bool {
    !findings.contains { $0.kind == .collectionKey || $0.kind == .tooDeep }
  }

  private struct SimpleKey {
    var isPossible = false
    var isCollection = false
    var line = 0
    var index = 0
    var column = 0
    var offset = 0
  }

  private struct Flow {
    var isMapping: Bool
    var expectsKey: Bool
  }

  private enum Document {
    case none
    case open
    case ended
  }

  let bytes: [UInt8]
  var offset = 0
  var line = 1
  /// Scalars before `offset`, and before its line.
  var index = 0
  var lineIndex = 0
  var indent = -1
  var simpleKeyAllowed = true
  var isStopped = false
  private var indents: [Int] = []
  private var flows: [Flow] = []
  private var keys = [SimpleKey()]
  private var document = Document.none
  /// The last token was `?`, perhaps with an anchor or a tag after it.
  private var followsExplicitKey = false
  /// The column of a block `?` whose `:` has not come yet.
  private var explicitKeyColumn: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    self.end = bytes.count
    while !isStopped { takeToken() }
  }

  var column: Int { index - lineIndex }

  var isInFlow: Bool { !flows.isEmpty }

  // MARK: - Tokens

  private mutating func takeToken() {
    skipToToken()
    unroll(to: column)
    guard offset < bytes.count else {
      isStopped = true
      return
    }
    let byte = bytes[offset]
    if column == 0, takeDocumentToken(byte) { return }
    openDocument()
    guard !isStopped else { return }
    // In block style, a token further left does not belong to the `?` any more.
    let afterExplicitKey = followsExplicitKey && (isInFlow || explicitKeyColumn != nil)
    followsExplicitKey = false
    if takeIndicator(byte, afterExplicitKey) { return }
    switch byte {
    case UInt8(ascii: "*"): takeProperty(.alias, afterExplicitKey)
    case UInt8(ascii: "&"): takeProperty(.anchor, afterExplicitKey)
    case UInt8(ascii: "!"): takeProperty(.tag, afterExplicitKey)
    case UInt8(ascii: "|") where !isInFlow, UInt8(ascii: ">") where !isInFlow:
      keys[keys.count - 1].isPossible = false
      simpleKeyAllowed = true
      skipBlockScalar()
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      saveKey(isCollection: false)
      simpleKeyAllowed = false
      skipQuoted(byte)
    default:
      guard startsPlain(byte) else {
        isStopped = true
        return
      }
      saveKey(isCollection: false)
      simpleKeyAllowed = false
      skipPlain()
    }
  }

  /// `%`, `---` and `...` at the start of a line.
  private mutating func takeDocumentToken(_ byte: UInt8) -> Bool {
    let isDirective = byte == UInt8(ascii: "%")
    let isStart = isDocumentMark(UInt8(ascii: "-"))
    guard isDirective || isStart || isDocumentMark(UInt8(ascii: ".")) else { return false }
    unroll(to: -1)
    keys[keys.count - 1].isPossible = false
    simpleKeyAllowed = false
    if isDirective {
      if document == .ended { endFirstDocument() }
      advanceToBreak()
    } else {
      if isStart {
        if document == .none { document = .open } else { endFirstDocument() }
      } else {
        document = .ended
      }
      for _ in 0..<3 { advance() }
    }
    return true
  }

  private mutating func openDocument() {
    switch document {
    case .none: document = .open
    case .open: break
    case .ended: endFirstDocument()
    }
  }

  private mutating func endFirstDocument() {
    find(.secondDocument)
    end = offset
    isStopped = true
  }

  private mutating func takeIndicator(_ byte: UInt8, _ afterExplicitKey: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      openFlow(isMapping: byte == UInt8(ascii: "{"), afterExplicitKey)
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      keys[keys.count - 1].isPossible = false
      if isInFlow {
        flows.removeLast()
        keys.removeLast()
      }
      simpleKeyAllowed = false
    case UInt8(ascii: ","):
      keys[keys.count - 1].isPossible = false
      simpleKeyAllowed = true
      if isInFlow { flows[flows.count - 1].expectsKey = true }
    case UInt8(ascii: "-") where isBlankOrEnd(offset + 1): takeBlockEntry(afterExplicitKey)
    case UInt8(ascii: "?") where isInFlow || isBlankOrEnd(offset + 1):
      takeExplicitKey(afterExplicitKey)
    case UInt8(ascii: ":") where isInFlow || isBlankOrEnd(offset + 1): takeValue()
    default: return false
    }
    if !isStopped { advance() }
    return true
  }

  private mutating func openFlow(isMapping: Bool, _ afterExplicitKey: Bool) {
    let isKey = flows.last.map { $0.isMapping && $0.expectsKey } ?? false
    if afterExplicitKey || isKey { find(.collectionKey) }
    if !isInFlow, indents.isEmpty { hasUnusualRoot = true }
    saveKey(isCollection: true)
    keys.append(SimpleKey())
    flows.append(Flow(isMapping: isMapping, expectsKey: true))
    simpleKeyAllowed = true
    checkDepth()
  }

  private mutating func takeBlockEntry(_ afterExplicitKey: Bool) {
    if afterExplicitKey { find(.collectionKey) }
    if !isInFlow {
      guard simpleKeyAllowed else {
        isStopped = true
        return
      }
      if indents.isEmpty { hasUnusualRoot = true }
      roll(to: column)
    }
    keys[keys.count - 1].isPossible = false
    simpleKeyAllowed = true
  }

  private mutating func takeExplicitKey(_ afterExplicitKey: Bool) {
    if afterExplicitKey, isInFlow { find(.collectionKey) }
    if !isInFlow {
      guard simpleKeyAllowed else {
        isStopped = true
        return
      }
      if let outer = explicitKeyColumn, column > outer { find(.collectionKey) }
      roll(to: column)
      if indents.count == 1 { hasUnusualRoot = true }
      explicitKeyColumn = column
    }
    keys[keys.count - 1].isPossible = false
    simpleKeyAllowed = !isInFlow
    followsExplicitKey = true
  }

  private mutating func takeValue() {
    let key = keys[keys.count - 1]
    // A simple key stands on one line and within 1,024 characters.
    if key.isPossible, key.line == line, key.index + 1_024 >= index {
      if key.isCollection { find(.collectionKey, at: key) }
      if !isInFlow {
        if let outer = explicitKeyColumn {
          if key.column > outer { find(.collectionKey, at: key) }
          explicitKeyColumn = nil
        }
        roll(to: key.column)
        if indents.count == 1 { rootKeys.append(key.offset) }
      }
      keys[keys.count - 1].isPossible = false
      simpleKeyAllowed = false
    } else {
      if !isInFlow {
        guard simpleKeyAllowed else {
          isStopped = true
          return
        }
        roll(to: column)
        if let outer = explicitKeyColumn, column > outer { find(.collectionKey) }
        explicitKeyColumn = nil
        if indents.count == 1 { hasUnusualRoot = true }
      }
      keys[keys.count - 1].isPossible = false
      simpleKeyAllowed = !isInFlow
    }
    if isInFlow { flows[flows.count - 1].expectsKey = false }
  }

  private mutating func takeProperty(_ kind: Kind, _ afterExplicitKey: Bool) {
    find(kind)
    followsExplicitKey = afterExplicitKey && kind != .alias
    saveKey(isCollection: false)
    simpleKeyAllowed = false
    if kind == .tag { skipTag() } else { skipAnchorName() }
  }

  // MARK: - Bookkeeping

  private mutating func find(_ kind: Kind, at key: SimpleKey? = nil) {
    // Enough to fill every message; the first of each kind decides whether to go on.
    if kind == .collectionKey || kind == .tooDeep { isStopped = true }
    findings.append(
      Finding(
        kind: kind,
        position: Position(line: key?.line ?? line, column: (key?.column ?? column) + 1),
        offset: key?.offset ?? offset))
  }

  private mutating func saveKey(isCollection: Bool) {
    guard simpleKeyAllowed else { return }
    keys[keys.count - 1] = SimpleKey(
      isPossible: true, isCollection: isCollection, line: line, index: index, column: column,
      offset: offset)
  }

  private mutating func roll(to column: Int) {
    guard !isInFlow, indent < column else { return }
    indents.append(indent)
    indent = column
    checkDepth()
  }

  private mutating func unroll(to column: Int) {
    guard !isInFlow else { return }
    while indent > column { indent = indents.popLast() ?? -1 }
    if let outer = explicitKeyColumn, indent < outer { explicitKeyColumn = nil }
  }

  private mutating func checkDepth() {
    if indents.count + flows.count > Self.depthLimit { find(.tooDeep) }
  }
}
