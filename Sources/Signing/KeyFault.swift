/// Why a key cannot be used, and what to use instead.
public struct KeyFault: Error, Sendable, Equatable {
  /// One line without control characters; it begins in lower case.
  public let message: String

  /// Makes a fault.
  public init(message: String) {
    self.message = message
  }
}
