/// Where a trust list or a revocation list breaks a rule.
public struct ListFault: Error, Sendable, Equatable {
  /// The line, from 1.
  public let line: Int
  /// What is wrong; one line without control characters, it begins in lower case.
  public let message: String

  /// Makes a fault.
  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}
