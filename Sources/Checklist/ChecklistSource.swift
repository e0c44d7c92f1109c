/// One file as read: a name, where it came from, and its bytes.
public struct ChecklistSource: Sendable, Equatable {
  /// The last path component; what `uses` names and what the report's header keeps.
  public var name: String
  /// The file as diagnostics print it.
  public var path: String
  /// What the file holds, unchanged.
  public var bytes: [UInt8]

  /// Makes a source.
  public init(name: String, path: String, bytes: [UInt8]) {
    self.name = name
    self.path = path
    self.bytes = bytes
  }
}
