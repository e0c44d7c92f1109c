import Report

/// Finds the reports in folders and in the folders in those.
///
/// Links are not followed, and hidden folders and evidence are not looked into.
struct ReportSearch {
  /// What was found, in order.
  private(set) var paths: [String] = []
  /// Links with the name of a report.
  private(set) var links: [String] = []
  /// Folders that cannot be read, or lie too deep.
  private(set) var unread: [String] = []
  private static let depth = 64
  private static let most = 100_000

  /// Looks through a folder.
  ///
  /// - Throws: `usage` when there are more reports than anybody reads.
  mutating func look(in folder: String) throws(ReportError) {
    var waiting = [(path: folder, depth: 0)]
    while let (path, depth) = waiting.popLast() {
      guard depth < Self.depth, let items = ReportFiles.items(in: path) else {
        unread.append(path)
        continue
      }
      let start = path.utf8.last == UInt8(ascii: "/") ? path : path + "/"
      var folders: [(path: String, depth: Int)] = []
      for item in items {
        let name = start + item.name
        switch item.kind {
        case .folder where !item.name.hasPrefix(".") && !item.name.hasSuffix(".evidence"):
          folders.append((name, depth + 1))
        case .file where ReportPath(name).hasSuffix: paths.append(name)
        case .link where ReportPath(name).hasSuffix: links.append(name)
        default: break
        }
      }
      waiting += folders.reversed()
      guard paths.count <= Self.most else {
        throw ReportError(
          .usage, "there are more than \(Self.most) reports in \(folder): name a smaller folder")
      }
    }
  }
}
