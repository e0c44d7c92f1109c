import Report

/// What may follow a path that is being typed.
enum PathCompletion {
  /// The part that all names in the folder share, or nil when there is none.
  static func rest(of path: String) -> String? {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "."
    let start = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let names = ReportFiles.names(in: folder.isEmpty ? "/" : folder).filter { name in
      name.hasPrefix(start) && (!name.hasPrefix(".") || start.hasPrefix("."))
    }
    guard var shared = names.first else { return nil }
    for name in names.dropFirst() {
      shared = String(zip(shared, name).prefix { $0 == $1 }.map(\.0))
    }
    if names.count == 1, ReportFiles.isFolder((slash == nil ? "" : folder) + shared) {
      shared += "/"
    }
    let rest = String(shared.dropFirst(start.count))
    return rest.isEmpty ? nil : rest
  }
}
