/// What a torn tail held that was cut off at a resume.
public struct Recovery: Sendable, Equatable {
  /// How many bytes.
  public var bytes: Int
  /// Their lower-case hex SHA-256.
  public var sha256: String

  /// Makes a recovery.
  public init(bytes: Int, sha256: String) {
    self.bytes = bytes
    self.sha256 = sha256
  }
}
