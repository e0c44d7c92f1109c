internal import Yams

/// The keys of one kind of mapping in a file.
protocol SchemaKey: RawRepresentable<String>, CaseIterable, Equatable, Sendable {
  /// What the mapping describes, with its article: `a step`.
  static var subject: String { get }
  /// The keys that must be there.
  static var required: [Self] { get }
}

extension SchemaKey {
  static var words: [String] { allCases.map(\.rawValue) }
}

/// Reads nodes by what the schema wants at their place, and collects what does not fit.
///
/// Every scalar is the text that the author wrote; whether it looks like a number, a date or a
/// null to YAML does not matter. A plain scalar without text is a key without a value: as if the
/// key were not there.
struct NodeReader {
  let rules: ChecklistReader.Rules
  let renamedKeys: [Position: Unicode.Scalar]
  var faults: FaultList

  // MARK: - Nodes

  static func position(_ node: Node) -> Position {
    guard let mark = node.mark else { return .start }
    return Position(line: mark.line, column: mark.column)
  }

  static func kind(_ node: Node) -> String {
    switch node {
    case .scalar: "a text"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  /// Whether a key has no value at all.
  static func isAbsent(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.string.isEmpty && scalar.style == .plain
  }

  mutating func error(_ node: Node, _ message: @autoclosure () -> String) {
    faults.error(Self.position(node), message())
  }

  // MARK: - Kinds

  /// A mapping, or nil and a fault.
  ///
  /// `name` is what the mapping is, for the message.
  mutating func mapping(_ node: Node, _ name: String) -> Node.Mapping? {
    if case .mapping(let mapping) = node { return mapping }
    error(node, "\(name) must be a mapping of 'key: value' lines, and is \(Self.kind(node))")
    return nil
  }

  /// A list, or nil and a fault.
  mutating func list(_ node: Node, _ name: String) -> Node.Sequence? {
    if case .sequence(let sequence) = node { return sequence }
    error(node, "'\(name)' must be a list, one '- ' a line or in '[ ]', and is \(Self.kind(node))")
    return nil
  }

  /// The text of a scalar, or nil and a fault; it may be empty.
  mutating func anyText(_ node: Node, _ name: String) -> String? {
    guard case .scalar(let scalar) = node else {
      error(node, "'\(name)' must be a text, and is \(Self.kind(node)); put it in quotes")
      return nil
    }
    if rules == .full, let scalar = TextSafety.firstUnsafe(in: scalar.string) {
      error(node, "'\(name)' holds the character \(TextSafety.name(of: scalar)); remove it")
    }
    return scalar.string
  }

  /// A text that must say something, or nil and a fault.
  ///
  /// Whether it does is style: in a report an empty text is a text.
  mutating func text(_ node: Node, _ name: String) -> String? {
    guard let text = anyText(node, name) else { return nil }
    if rules == .full, isBlank(text) {
      error(node, "'\(name)' has no text; write it after the ':'")
      return nil
    }
    return text
  }

  /// A text that may be left out; empty counts as left out.
  mutating func optionalText(_ node: Node, _ name: String) -> String? {
    anyText(node, name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// An identifier, or nil and a fault.
  mutating func identifier(_ node: Node, _ name: String) -> String? {
    guard let text = text(node, name) else { return nil }
    guard Identifier.isValid(text) else {
      error(
        node,
        "\(TextSafety.quoted(text)) is no identifier; use up to 100 of a-z, 0-9, '.', '_' and "
          + "'-', with a letter or digit first")
      return nil
    }
    return text
  }

  /// One of a fixed set of words, or nil and a fault.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ node: Node, _ name: String, as type: Word.Type
  ) -> Word? {
    guard let text = text(node, name) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue)
    error(
      node,
      "'\(name)' cannot be \(TextSafety.quoted(text)); use one of \(known.joined(separator: ", "))")
    return nil
  }

  /// A list of texts that say something.
  mutating func texts(_ node: Node, _ name: String) -> [(text: String, node: Node)] {
    guard !Self.isAbsent(node), let list = list(node, name) else { return [] }
    var texts: [(String, Node)] = []
    for item in list {
      if let text = text(item, name) { texts.append((text, item)) }
    }
    return texts
  }

  // MARK: - Keys

  /// The text of a key whatever it is, or nil and a fault.
  mutating func key(_ node: Node) -> String? {
    guard case .scalar(let scalar) = node else {
      error(node, "a key is \(Self.kind(node)); write a word followed by ':'")
      return nil
    }
    guard !renamedKeys.isEmpty, let first = renamedKeys[Self.position(node)] else {
      return scalar.string
    }
    var text = String(first)
    text.unicodeScalars.append(contentsOf: scalar.string.unicodeScalars.dropFirst())
    return text
  }

  /// The key of a mapping with a closed set of keys, or nil and a fault.
  ///
  /// `seen` holds the keys of this mapping so far, and gets this one.
  mutating func key<Key: SchemaKey>(_ node: Node, _ seen: inout [Key]) -> Key? {
    guard let text = key(node) else { return nil }
    guard let key = Key(rawValue: text) else {
      let name = TextSafety.quoted(text)
      if text == "<<" {
        error(node, "merge keys ('<<') are not allowed; write the keys out")
      } else {
        error(
          node, "\(Key.subject) has no key \(name); \(KnownWords.mend(for: text, among: Key.words))"
        )
      }
      return nil
    }
    if seen.contains(key) {
      duplicate(node, text)
      return nil
    }
    seen.append(key)
    return key
  }

  /// The key of a mapping whose keys the author chooses, or nil and a fault.
  mutating func freeKey(_ node: Node, _ seen: inout Set<[UInt8]>) -> String? {
    guard let text = key(node) else { return nil }
    // Only a renamed key can be there twice; see `SourceDocument`.
    if !renamedKeys.isEmpty, !seen.insert(Array(text.utf8)).inserted {
      duplicate(node, text)
      return nil
    }
    if text == "<<" {
      error(node, "merge keys ('<<') are not allowed; write the keys out")
      return nil
    }
    return text
  }

  /// A fault for each required key that a mapping does not have.
  mutating func require<Key: SchemaKey>(_ seen: [Key], at position: Position) {
    for key in Key.required where !seen.contains(key) {
      faults.error(position, "\(Key.subject) needs '\(key.rawValue)'; add it")
    }
  }

  private mutating func duplicate(_ node: Node, _ text: String) {
    error(node, "the key \(TextSafety.quoted(text)) stands here more than once; keep one")
  }

  private func isBlank(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
  }
}
