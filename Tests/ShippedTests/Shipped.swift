import Checklist
import Foundation
import Testing

/// The checklists that ship for GitLab, and the documents that speak of them.
enum Shipped {
  /// The root of the package.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The two checklists of `run` and the facts that they share, read as a review reads them.
  static func gitLab() throws -> ChecklistSet {
    let sources = try ["backup", "security", "environment"].map { name in
      let file = package.appending(path: "checklists/\(name).yaml")
      return ChecklistSource(
        name: "\(name).yaml", path: file.path, bytes: Array(try Data(contentsOf: file)))
    }
    return try #require(ChecklistReader.read(sources, rules: .full).set)
  }

  /// A text of the package, by its path in it.
  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: package.appending(path: path)), as: UTF8.self)
  }
}
