internal import Yams

/// Reads checklist files: YAML with a closed schema, every fault with its place in one run.
public enum ChecklistReader {
  /// What a reading judges.
  public enum Rules: Sendable {
    /// Only what makes a report malformed: syntax, schema, identifiers, references.
    case form
    /// Everything that lint knows, warnings too.
    case full
  }

  /// Reads files together, as one review.
  ///
  /// - Parameters:
  ///   - sources: the files asked for, in order, then those that they use.
  ///   - rules: what to judge.
  /// - Returns: the checklists in the order of the sources, or nil when there is an error; and
  ///   every diagnostic in the order of files and lines.
  public static func read(
    _ sources: [ChecklistSource], rules: Rules
  ) -> (set: ChecklistSet?, diagnostics: [Diagnostic]) {
    judge(sources.map { decode($0, rules) }, of: sources, rules: rules)
  }

  /// Reads files together, as `read` does, one task a file.
  public static func readAtOnce(
    _ sources: [ChecklistSource], rules: Rules
  ) async -> (set: ChecklistSet?, diagnostics: [Diagnostic]) {
    let decoded = await withTaskGroup(of: (Int, Decoded).self) { group in
      for (index, source) in sources.enumerated() {
        group.addTask { (index, decode(source, rules)) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    return judge(sources.indices.compactMap { decoded[$0] }, of: sources, rules: rules)
  }

  private typealias Decoded = (file: DecodedFile?, faults: FaultList)

  private static func decode(_ source: ChecklistSource, _ rules: Rules) -> Decoded {
    var faults = FaultList(path: source.path)
    guard let document = SourceDocument.read(source, rules: rules, faults: &faults) else {
      return (nil, faults)
    }
    let decoder = ChecklistDecoder(
      name: source.name, document: document, rules: rules, faults: faults)
    return (decoder.file, decoder.reader.faults)
  }

  private static func judge(
    _ decoded: [Decoded], of sources: [ChecklistSource], rules: Rules
  ) -> (set: ChecklistSet?, diagnostics: [Diagnostic]) {
    let files = decoded.map(\.file)
    var check = SetCheck(rules: rules, files: files, faults: decoded.map(\.faults))
    check.run(names: sources.map(\.name))
    let diagnostics = check.faults.flatMap(\.sorted)
    guard !check.faults.contains(where: \.hasErrors) else { return (nil, diagnostics) }
    return (ChecklistSet(files.compactMap { $0?.checklist }), diagnostics)
  }

  /// The names in `uses` of one file, for a caller that gathers files.
  ///
  /// Only names that can be those of a file in the same folder; `read` reports the others. For a
  /// file as people write it, no more than the lines of `uses` is parsed.
  ///
  /// - Returns: nil when the file cannot be read.
  public static func uses(in source: ChecklistSource) -> [String]? {
    var faults = FaultList(path: source.path)
    guard SourceDocument.checkBytes(source.bytes, &faults) else { return nil }
    let scan = TokenScan(source.bytes)
    guard scan.isComposable else { return nil }
    if !scan.hasUnusualRoot, scan.findings.isEmpty, let part = usesPart(source.bytes, scan) {
      guard !part.isEmpty else { return [] }
      guard let root = try? SourceDocument.compose(Array(part)) else { return nil }
      return uses(root)
    }
    guard let document = SourceDocument.read(source, rules: .form, faults: &faults) else {
      return nil
    }
    return uses(document.root)
  }

  /// The bytes from the key `uses` to the next key, empty when there is none; nil when a key of
  /// the root is not written plainly, so that only the parser knows what it says.
  private static func usesPart(_ bytes: [UInt8], _ scan: TokenScan) -> ArraySlice<UInt8>? {
    var part: ArraySlice<UInt8> = []
    for (number, start) in scan.rootKeys.enumerated() {
      switch bytes[start] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): return nil
      case UInt8(ascii: "u"):
        let isUses = bytes[start...].starts(with: "uses".utf8)
        guard isUses, start + 4 < bytes.count, [0x20, 0x09, 0x3A].contains(bytes[start + 4]) else {
          continue
        }
        let isLast = number + 1 == scan.rootKeys.count
        let end = isLast ? scan.end : scan.rootKeys[number + 1]
        if part.isEmpty { part = bytes[start..<end] }
      default: continue
      }
    }
    return part
  }

  private static func uses(_ root: Node) -> [String] {
    guard case .mapping(let mapping) = root else { return [] }
    for (key, value) in mapping where key.scalar?.string == "uses" {
      guard case .sequence(let list) = value else { return [] }
      return list.compactMap { $0.scalar?.string }.filter(ChecklistDecoder.isFileName)
    }
    return []
  }
}
