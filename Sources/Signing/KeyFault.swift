/// Why a key cannot be used, and what to use instead.
public struct KeyFault: Error, Sendable, Equatable {
  /// One line without control characters; it begins in lower case.
  public let message: String
  /// Whether others may read the key, which is why it is refused.
  public let isAboutPermissions: Bool

  /// Makes a fault.
  public init(message: String, isAboutPermissions: Bool = false) {
    self.message = message
    self.isAboutPermissions = isAboutPermissions
  }
}
