internal import Yams

/// What can be wrong before there are nodes, in words.
extension SourceDocument {
  // MARK: - Bytes

  /// UTF-8, no byte order mark, none of the characters that YAML refuses.
  static func checkBytes(_ bytes: [UInt8], _ faults: inout FaultList) -> Bool {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      faults.error(.start, "the file starts with a byte order mark; save it as UTF-8 without one")
      return false
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      faults.error(firstInvalid(bytes), "this is not UTF-8; save the file as UTF-8")
      return false
    }
    let refused = bytes.withUnsafeBufferPointer { bytes in
      bytes.indices.first { isRefused(bytes, at: $0) }
    }
    guard let place = refused else { return true }
    let scalar = String(decoding: bytes[place...].prefix(4), as: UTF8.self).unicodeScalars.first
    let name = scalar.map { TextSafety.name(of: $0) } ?? "a control character"
    faults.error(
      position(of: place, in: bytes), "a file may not hold the character \(name); remove it")
    return false
  }

  /// Whether libyaml's reader refuses the character that starts here.
  private static func isRefused(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    let byte = bytes[place]
    if byte >= 0x20, byte < 0x7F { return false }
    switch byte {
    case 0x09, 0x0A, 0x0D: return false
    case 0x00...0x1F, 0x7F: return true
    case 0xC2: return bytes[place + 1] < 0xA0 && bytes[place + 1] != 0x85
    case 0xEF:
      return bytes[place + 1] == 0xBB && bytes[place + 2] == 0xBF
        || bytes[place + 1] == 0xBF && bytes[place + 2] >= 0xBE
    default: return false
    }
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> Position {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var position = Position.start
    var last: Unicode.Scalar?
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      advance(&position, over: scalar, after: &last)
    }
    return position
  }

  private static func position(of place: Int, in bytes: [UInt8]) -> Position {
    var position = Position.start
    var last: Unicode.Scalar?
    for scalar in String(decoding: bytes[..<place], as: UTF8.self).unicodeScalars {
      advance(&position, over: scalar, after: &last)
    }
    return position
  }

  private static func advance(
    _ position: inout Position, over scalar: Unicode.Scalar, after last: inout Unicode.Scalar?
  ) {
    switch scalar.value {
    case 0x0A where last?.value == 0x0D: break
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029:
      position.line += 1
      position.column = 1
    default: position.column += 1
    }
    last = scalar
  }

  // MARK: - Tokens

  static func report(_ findings: [TokenScan.Finding], _ faults: inout FaultList) {
    for finding in findings.prefix(FaultList.limit + 1) {
      faults.error(finding.position, message(finding.kind))
    }
  }

  private static func message(_ kind: TokenScan.Kind) -> String {
    switch kind {
    case .anchor:
      "anchors ('&name') are not allowed; remove it and write the value where it is used"
    case .alias: "aliases ('*name') are not allowed; write the value out, or put the text in quotes"
    case .tag: "tags ('!name') are not allowed; remove it, or put the text in quotes"
    case .collectionKey: "a key is a list or a mapping; write a word followed by ':'"
    case .tooDeep:
      "lists and mappings are nested deeper than any checklist needs; check the brackets"
    case .secondDocument:
      "a second document starts here; one file is one document, so remove it or make it a file"
    }
  }

  // MARK: - Syntax

  static func reportSyntax(_ error: any Error, _ faults: inout FaultList) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      var text = "YAML syntax: " + TextSafety.safe(problem, limit: 200)
      if let context {
        text += " (\(TextSafety.safe(context.text, limit: 100)) from line \(context.mark.line))"
      }
      faults.error(
        Position(line: mark.line, column: mark.column), text + "; " + mend(problem))
    case YamlError.reader(let problem, _, _, _):
      faults.error(.start, "YAML syntax: \(TextSafety.safe(problem, limit: 200)); remove it")
    default:
      faults.error(.start, "YAML syntax: the file cannot be read; check its indentation")
    }
  }

  private static func mend(_ problem: String) -> String {
    let mends = [
      "mapping values are not allowed": "put a text that holds ': ' in quotes",
      "cannot start any token": "put the text in quotes, and indent with spaces, not tabs",
      "could not find expected ':'": "write 'key: value', and indent the lines of a long text",
      "unexpected end of stream": "close the quote or bracket that is open",
      "found unknown escape": "in double quotes write '\\\\' for a backslash, or use single quotes",
      "document indicator": "close the quote before this line",
      "tab character": "indent with spaces",
    ]
    return mends.first { problem.contains($0.key) }?.value
      ?? "check the indentation, the brackets and the quotes up to here"
  }
}
