/// Where a report and what belongs to it lie.
public struct ReportPath: Sendable, Equatable {
  /// How a report's name ends.
  public static let suffix = ".report.jsonl"

  /// The path as given.
  public let path: String

  /// Takes a path as given.
  public init(_ path: String) {
    self.path = path
  }

  // Slashes are looked for among scalars: before a combining mark a slash is no Character.
  /// The last path component.
  public var name: String {
    path.unicodeScalars.split(separator: "/").last.map { String($0) } ?? path
  }

  /// The folder that holds the report.
  public var folder: String {
    guard let slash = path.unicodeScalars.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether the name ends as a report's has to.
  public var hasSuffix: Bool {
    name.hasSuffix(Self.suffix) && name.utf8.count > Self.suffix.utf8.count
  }

  /// The path of the folder that holds copies of evidence, `NAME.evidence`.
  public var evidenceFolder: String {
    stem + ".evidence"
  }

  /// The path of the RFC 3161 time stamp of the whole file, `NAME.tsr`.
  public var timeStamp: String { stem + ".tsr" }

  private var stem: String {
    path.hasSuffix(Self.suffix) ? String(path.dropLast(Self.suffix.count)) : path
  }

  /// A file name for a new report: the environment's harmless characters and the day.
  public static func proposedName(environment: String, day: String, attempt: Int = 1) -> String {
    let kept = environment.unicodeScalars.map { scalar -> Character in
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", ".", "_", "-": Character(scalar)
      default: "-"
      }
    }
    let trimmed = String(kept.drop { $0 == "." }).prefix(100)
    let stem = (trimmed.isEmpty ? "report" : String(trimmed)) + "-" + day
    return stem + (attempt > 1 ? "-\(attempt)" : "") + suffix
  }
}
