internal import Yams

/// The one YAML document of a file, as nodes, with nothing expanded.
///
/// A file may be hostile: it is measured before it is parsed, so that time and memory stay in
/// proportion to its size whatever it holds.
struct SourceDocument {
  /// The largest file that lint accepts.
  static let sizeLimit = 4 * 1_024 * 1_024

  /// The root node; its anchors, tags and aliases have been reported already.
  let root: Node
  /// Keys whose first character was replaced to get past an equal key, and that character.
  let renamedKeys: [Position: Unicode.Scalar]

  /// Parses a file; nil when no nodes can be had, and then `faults` holds an error.
  static func read(
    _ source: ChecklistSource, rules: ChecklistReader.Rules, faults: inout FaultList
  ) -> SourceDocument? {
    if rules == .full, source.bytes.count > sizeLimit {
      faults.error(.start, "the file is over 4 MiB; split it and name the parts in 'uses'")
      return nil
    }
    guard checkBytes(source.bytes, &faults) else { return nil }
    let scan = TokenScan(source.bytes)
    report(scan.findings, &faults)
    guard scan.isComposable else { return nil }
    var bytes = scan.end == source.bytes.count ? source.bytes : Array(source.bytes[..<scan.end])
    for finding in scan.findings where finding.kind == .alias && finding.offset < bytes.count {
      // The alias has been reported; as plain text it is never expanded.
      bytes[finding.offset] = UInt8(ascii: "x")
      faults.silence(finding.position)
    }
    return parse(bytes, &faults)
  }

  // MARK: - Parsing

  private static func parse(_ bytes: [UInt8], _ faults: inout FaultList) -> SourceDocument? {
    var bytes = bytes
    var renamed: [Position: Unicode.Scalar] = [:]
    var equalKeys: [(name: String, position: Position)] = []
    while true {
      do {
        guard let root = try compose(bytes) else {
          faults.error(.start, "the file is empty; start with 'format: postflight-checklist/1'")
          return nil
        }
        return SourceDocument(root: root, renamedKeys: renamed)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        // Yams stops at equal keys. To go on and find the other faults, the first of them gets
        // another first character, which the reader puts back.
        let position = Position(line: context.mark.line, column: context.mark.column)
        equalKeys.append((keys.first ?? "", position))
        if equalKeys.count == 1 || equalKeys.count * bytes.count <= retryBudget,
          renamed[position] == nil,
          let first = rename(keyAt: position, number: renamed.count, in: &bytes)
        {
          renamed[position] = first
          continue
        }
      } catch {
        reportSyntax(error, &faults)
      }
      for key in equalKeys {
        let name = TextSafety.quoted(key.name)
        faults.error(key.position, "the key \(name) stands here more than once; keep one")
      }
      return nil
    }
  }

  /// Bytes that may be parsed again when there are several equal keys.
  private static let retryBudget = 2 * 1_024 * 1_024

  /// One document without resolving what scalars mean; `encoding` keeps Yams from the environment.
  static func compose(_ bytes: [UInt8]) throws -> Node? {
    // Yams keeps a pointer into the string after the call that lent it. A string of up to 15
    // bytes has no storage to point into, unless it has been given room for more.
    var text = ""
    text.reserveCapacity(max(bytes.count, 64))
    text += String(decoding: bytes, as: UTF8.self)
    return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
  }

  private static func rename(
    keyAt position: Position, number: Int, in bytes: inout [UInt8]
  ) -> Unicode.Scalar? {
    guard var place = offset(of: position, in: bytes), place < bytes.count else { return nil }
    let quote = bytes[place]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    if isQuoted { place += 1 }
    guard place < bytes.count, bytes[place] > 0x20, bytes[place] < 0x7F,
      !isQuoted || (bytes[place] != quote && bytes[place] != UInt8(ascii: "\\")),
      let substitute = Unicode.Scalar(0xE000 + UInt32(number))
    else { return nil }
    let first = Unicode.Scalar(bytes[place])
    bytes.replaceSubrange(place...place, with: Array(String(substitute).utf8))
    return first
  }

  private static func offset(of position: Position, in bytes: [UInt8]) -> Int? {
    var line = 1
    var column = 1
    var place = 0
    while place < bytes.count, line < position.line {
      let length = breakLength(bytes, place)
      if length > 0 { line += 1 }
      place += max(length, 1)
    }
    while place < bytes.count, column < position.column {
      place += 1
      if place < bytes.count, bytes[place] & 0xC0 != 0x80 { column += 1 }
    }
    return line == position.line && column == position.column ? place : nil
  }

  /// How many bytes a line end takes that begins here, 0 where none does.
  static func breakLength(_ bytes: [UInt8], _ place: Int) -> Int {
    switch bytes[place] {
    case 0x0A: 1
    case 0x0D: place + 1 < bytes.count && bytes[place + 1] == 0x0A ? 2 : 1
    case 0xC2: place + 1 < bytes.count && bytes[place + 1] == 0x85 ? 2 : 0
    case 0xE2:
      place + 2 < bytes.count && bytes[place + 1] == 0x80
        && (bytes[place + 2] == 0xA8 || bytes[place + 2] == 0xA9) ? 3 : 0
    default: 0
    }
  }
}
