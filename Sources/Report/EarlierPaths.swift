#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which earlier report each review on this machine goes by, so that a resumed one finds it again.
///
/// A convenience of this machine, no part of the report: a path that is gone or wrong costs the
/// reader a look at the old answers, nothing else.
public struct EarlierPaths: Sendable {
  private let folder: String
  private static let limit = 64 * 1024

  /// Names the folder, `$XDG_STATE_HOME/postflight`.
  public init(folder: String) {
    self.folder = folder + "/earlier"
  }

  /// The path that was noted for a report, by its UUID; nil when there is none.
  public func path(for report: String) -> String? {
    guard let bytes = try? ReportBytes.read(folder + "/" + report, limit: Self.limit) else {
      return nil
    }
    let path = String(decoding: bytes, as: UTF8.self)
    return path.hasPrefix("/") ? path : nil
  }

  /// Notes a path, from the root on; a failure is not told, `--from` names it again.
  public func note(_ path: String, for report: String) {
    guard folder.hasPrefix("/") else { return }
    try? SystemFile.openFolder(making: folder).place(Array(path.utf8), as: report)
  }
}
