import Checklist
import Review
import Synchronization

/// Checklists that were read, for whoever reads many reports: most of them embed the same files.
///
/// They are told apart by names and SHA-256, which a reading has proved before it looks here.
public final class KnownChecklists: Sendable {
  private let sets = Mutex<[[UInt8]: ChecklistSet]>([:])
  private static let most = 16

  /// Knows none.
  public init() {}

  /// The checklists that a header embeds, nil when they are not known.
  func set(of header: Header) -> ChecklistSet? {
    let key = Self.key(of: header)
    return sets.withLock { $0[key] }
  }

  /// Keeps the checklists that a header embeds, and few others.
  func keep(_ set: ChecklistSet, of header: Header) {
    let key = Self.key(of: header)
    sets.withLock { sets in
      if sets.count >= Self.most { sets = [:] }
      sets[key] = set
    }
  }

  // A name has no slash.
  private static func key(of header: Header) -> [UInt8] {
    header.checklists.flatMap { Array("\($0.sha256)/\($0.name)/".utf8) }
  }
}
