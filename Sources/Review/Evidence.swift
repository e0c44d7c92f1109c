/// Something that shows an answer to be true.
public struct Evidence: Sendable, Equatable {
  /// Where the bytes are.
  public enum Source: Sendable, Equatable {
    /// A copy in `NAME.evidence/` under its SHA-256.
    case file
    /// In the report itself.
    case text(String)
    /// The output of a command, in the report itself, with its exit status 0 to 255.
    case command(output: String, line: String, exit: Int)

    /// The `source` field.
    public var word: String {
      switch self {
      case .file: "file"
      case .text: "text"
      case .command: "command"
      }
    }
  }

  /// The step's identifier.
  public var step: String
  /// The last path component of what was taken; never empty.
  public var name: String
  /// Lower-case hex SHA-256 of the bytes.
  public var sha256: String
  /// Number of bytes.
  public var size: Int
  /// `type/subtype`.
  public var mediaType: String
  /// Where the bytes are.
  public var source: Source

  /// Makes evidence.
  public init(
    step: String, name: String, sha256: String, size: Int, mediaType: String, source: Source
  ) {
    self.step = step
    self.name = name
    self.sha256 = sha256
    self.size = size
    self.mediaType = mediaType
    self.source = source
  }
}
