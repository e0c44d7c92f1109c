internal import Yams

/// Turns the nodes of one file into a `Checklist`, and keeps the places for later checks.
struct ChecklistDecoder {
  var reader: NodeReader
  var file: DecodedFile

  /// Reads a file whose nodes have been had.
  init(name: String, document: SourceDocument, rules: ChecklistReader.Rules, faults: FaultList) {
    reader = NodeReader(rules: rules, renamedKeys: document.renamedKeys, faults: faults)
    file = DecodedFile(checklist: Checklist(name: name, id: "", version: "", title: ""))
    readFile(document.root)
  }

  enum FileKey: String, SchemaKey {
    case format
    case id
    case version
    case title
    case summary
    case source
    case uses
    case facts
    case sections
    static let subject = "a checklist"
    static let required: [FileKey] = [.format, .id, .version, .title]
  }

  enum ReferenceKey: String, SchemaKey {
    case title
    case url
    static let subject = "a reference"
    static let required: [ReferenceKey] = [.title, .url]
  }

  /// The only format that there is.
  static let format = "postflight-checklist/1"

  private mutating func readFile(_ root: Node) {
    guard let mapping = reader.mapping(root, "a checklist") else { return }
    var seen: [FileKey] = []
    var hasContent = false
    for (keyNode, value) in mapping {
      guard let key = reader.key(keyNode, &seen) else { continue }
      switch key {
      case .format: readFormat(value)
      case .id:
        if let id = reader.identifier(value, "id") {
          file.checklist.id = id
          file.id = .init(name: id, position: NodeReader.position(value))
        }
      case .version: file.checklist.version = reader.text(value, "version") ?? ""
      case .title: file.checklist.title = reader.text(value, "title") ?? ""
      case .summary: file.checklist.summary = reader.optionalText(value, "summary")
      case .source:
        if !NodeReader.isAbsent(value) {
          file.checklist.source = reference(value, "'source'")
        }
      case .uses: readUses(value)
      case .facts:
        if reader.rules == .form || !isEmptyList(value) { hasContent = true }
        readFacts(value)
      case .sections:
        if reader.rules == .form || !isEmptyList(value) { hasContent = true }
        readSections(value)
      }
    }
    let position = NodeReader.position(root)
    reader.require(seen, at: position)
    if !hasContent {
      reader.faults.error(position, "a checklist needs 'facts' or 'sections'; add one of them")
    }
  }

  private mutating func readFormat(_ node: Node) {
    guard let text = reader.text(node, "format"), text != Self.format else { return }
    reader.error(
      node, "'format' cannot be \(TextSafety.quoted(text)); this version reads \(Self.format)")
  }

  private mutating func readUses(_ node: Node) {
    for (name, item) in reader.texts(node, "uses") {
      guard Self.isFileName(name) else {
        reader.error(
          item,
          "\(TextSafety.quoted(name)) is no file name; name a file in this folder, without '/'")
        continue
      }
      file.uses.append(.init(name: name, position: NodeReader.position(item)))
      file.checklist.uses.append(name)
    }
  }

  /// Whether a name can be that of a file in the same folder.
  static func isFileName(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && name.utf8.count <= 255
      && !name.utf8.contains(UInt8(ascii: "/")) && !name.utf8.contains(0)
  }

  // MARK: - Parts

  /// Whether a list has nothing in it; a key without a value counts as an empty list.
  func isEmptyList(_ node: Node) -> Bool {
    if case .sequence(let sequence) = node { return sequence.isEmpty }
    return NodeReader.isAbsent(node)
  }

  mutating func reference(_ node: Node, _ name: String) -> Reference? {
    guard let mapping = reader.mapping(node, name) else { return nil }
    var seen: [ReferenceKey] = []
    var reference = Reference(title: "", url: "")
    for (keyNode, value) in mapping {
      guard let key = reader.key(keyNode, &seen) else { continue }
      switch key {
      case .title: reference.title = reader.text(value, "title") ?? ""
      case .url: reference.url = reader.text(value, "url") ?? ""
      }
    }
    // The format requires both of `references` alone; lint asks `source` for them as well.
    if name != "'source'" || reader.rules == .full {
      reader.require(seen, at: NodeReader.position(node))
    }
    return reference
  }

  /// A `when`, as the model's condition and with the places of its words.
  mutating func when(_ node: Node) -> (condition: Condition, places: DecodedFile.When) {
    guard !NodeReader.isAbsent(node), let mapping = reader.mapping(node, "'when'") else {
      return (.always, .always)
    }
    var seen: Set<[UInt8]> = []
    var places = DecodedFile.When()
    var requirements: [Condition.Requirement] = []
    for (keyNode, value) in mapping {
      guard let fact = reader.freeKey(keyNode, &seen) else { continue }
      var values: [DecodedFile.Named] = []
      if case .sequence(let list) = value {
        if list.isEmpty {
          reader.error(value, "'when' names no value for \(TextSafety.quoted(fact)); add one")
        }
        for item in list {
          guard let text = reader.text(item, "when") else { continue }
          values.append(.init(name: text, position: NodeReader.position(item)))
        }
      } else if case .scalar = value {
        if let text = reader.text(value, "when") {
          values.append(.init(name: text, position: NodeReader.position(value)))
        }
      } else {
        reader.error(
          value, "'when' maps a fact to a value or a list of values; here is a mapping")
      }
      // Kept without values too: an unknown fact is a fault of its own.
      places.entries.append(
        .init(fact: .init(name: fact, position: NodeReader.position(keyNode)), values: values))
      if !values.isEmpty {
        requirements.append(.init(fact: fact, values: values.map(\.name)))
      }
    }
    return (Condition(requirements), places)
  }
}
