import CShippedChecklists
import Checklist
import Report
import Review

/// Finds checklists by path or id, with the files that they use.
struct ChecklistFinder {
  /// Files found, those asked for first, and the set that they make.
  struct Found {
    let sources: [ChecklistSource]
    let set: ChecklistSet
  }

  /// The largest checklist file in bytes.
  static let sizeLimit = 4 * 1024 * 1024

  /// What `run` and `new` take when nobody names a checklist.
  static let usual = ["gitlab-backup", "gitlab-security"]

  /// The files that the binary holds.
  static let shipped: [ChecklistSource] =
    (0..<shipped_checklist_count()).compactMap { index in
      guard let name = shipped_checklist_name(index),
        let bytes = shipped_checklist_bytes(index)
      else { return nil }
      let text = String(cString: name)
      let size = shipped_checklist_size(index)
      return ChecklistSource(
        name: text, path: "(built in) \(text)",
        bytes: Array(UnsafeBufferPointer(start: bytes, count: size)))
    }

  /// Gathers checklists and reads them by every rule.
  ///
  /// - Parameter names: paths or ids; empty for the usual ones.
  /// - Returns: the files and their set.
  /// - Throws: `refused` when a file has errors, each told before; `noInput` for a missing one.
  func find(_ names: [String]) async throws(ReportError) -> Found {
    let sources = try gather(names.isEmpty ? Self.usual : names)
    let (set, diagnostics) = await Self.read(sources)
    guard let set else {
      for diagnostic in diagnostics where diagnostic.level == .error {
        Console.say(diagnostic.description)
      }
      throw ReportError(.refused, "the checklists have errors: mend them, see `postflight lint`")
    }
    return Found(sources: sources, set: set)
  }

  /// Reads files together by every rule; what the binary holds has passed lint.
  static func read(
    _ sources: [ChecklistSource]
  ) async -> (set: ChecklistSet?, diagnostics: [Diagnostic]) {
    let rules: ChecklistReader.Rules = sources.allSatisfy(isShipped) ? .form : .full
    return await ChecklistReader.readAtOnce(sources, rules: rules)
  }

  /// The files asked for, then those they use; nothing is judged yet.
  func gather(_ names: [String]) throws(ReportError) -> [ChecklistSource] {
    var asked: [(source: ChecklistSource, folder: String?)] = []
    for name in names {
      let found = try locate(name)
      if !asked.contains(where: { $0.source.path == found.source.path }) { asked.append(found) }
    }
    var sources = asked.map(\.source)
    for (source, folder) in asked where source.bytes.count <= Self.sizeLimit {
      let uses =
        Self.isShipped(source) ? Self.shippedUses(source) : ChecklistReader.uses(in: source)
      for used in uses ?? [] {
        guard !used.contains("/"), !sources.contains(where: { $0.name == used }) else { continue }
        if let source = try companion(used, of: folder) { sources.append(source) }
      }
    }
    for (index, source) in sources.enumerated()
    where sources[..<index].contains(where: { $0.name == source.name }) {
      throw ReportError(
        .usage, "two checklist files have the name \(source.name): a report needs one of each")
    }
    return sources
  }

  /// The checklists of a report that the binary holds as well, but not as they are there.
  static func notBuiltIn(_ review: Review) -> Set<String> {
    let own = Dictionary(
      shipped.map { (field("id", of: $0) ?? "", $0.bytes) }, uniquingKeysWith: { first, _ in first }
    )
    let texts = Dictionary(
      review.header.checklists.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    let foreign = review.checklists.checklists.filter { checklist in
      guard let bytes = own[checklist.id], let text = texts[checklist.name] else { return false }
      return Array(text.utf8) != bytes
    }
    return Set(foreign.map(\.id))
  }

  private func companion(
    _ name: String, of folder: String?
  ) throws(ReportError) -> ChecklistSource? {
    guard let folder else { return Self.shipped.first { $0.name == name } }
    let path = folder + "/" + name
    // A file that is not there is a fault of the file that uses it; the reader tells it.
    return ReportFiles.exists(path) ? try read(path) : nil
  }

  private func locate(
    _ name: String
  ) throws(ReportError) -> (source: ChecklistSource, folder: String?) {
    if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      return (try read(name), ReportPath(name).folder)
    }
    let builtIn = Self.shipped.first { Self.field("id", of: $0) == name }
    for folder in Surroundings.checklistFolders {
      for file in ReportFiles.names(in: folder)
      where file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
        guard let source = try? read(folder + "/" + file), Self.field("id", of: source) == name
        else { continue }
        if let builtIn, builtIn.bytes != source.bytes {
          let version = Self.field("version", of: source) ?? "?"
          Console.say("\(name) is taken from \(source.path), version \(version), not built in")
        }
        return (source, folder)
      }
    }
    if let builtIn { return (builtIn, nil) }
    throw ReportError(
      .noInput,
      "there is no checklist \(name): name a file, or one of "
        + Self.shipped.compactMap { Self.field("id", of: $0) }.joined(separator: ", "))
  }

  private func read(_ path: String) throws(ReportError) -> ChecklistSource {
    ChecklistSource(
      name: ReportPath(path).name, path: path,
      bytes: try ReportBytes.read(path, limit: Self.sizeLimit))
  }

  /// Whether a file is one that the binary holds, wherever it lies.
  private static func isShipped(_ source: ChecklistSource) -> Bool {
    shipped.contains { $0.name == source.name && $0.bytes == source.bytes }
  }

  /// What a file of the binary uses, found without reading it as YAML.
  static func shippedUses(_ source: ChecklistSource) -> [String] {
    let list = line("uses", of: source) ?? ""
    return list.split { "[], ".contains($0) }.map(String.init)
  }

  /// A top-level plain value, found without reading the file as YAML: for look-up and messages.
  static func field(_ key: String, of source: ChecklistSource) -> String? {
    line(key, of: source)?.split(separator: " ").first.map(String.init)
  }

  private static func line(_ key: String, of source: ChecklistSource) -> String? {
    let prefix = Array("\(key): ".utf8)
    for line in source.bytes.split(separator: 0x0A, maxSplits: 200) where line.starts(with: prefix)
    {
      let value = line.dropFirst(prefix.count).prefix { $0 != UInt8(ascii: "#") }
      return String(decoding: value, as: UTF8.self)
    }
    return nil
  }
}
