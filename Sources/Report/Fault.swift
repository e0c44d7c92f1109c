/// One thing that keeps a report from being accepted.
public struct Fault: Sendable, Equatable {
  /// The code that says of what kind it is.
  public let code: ExitCode
  /// The line of the report, from 1, or nil where no one line is to blame.
  public let line: Int?
  /// What is wrong, and where one exists, the mend.
  public let message: String

  /// Makes a fault.
  public init(_ code: ExitCode, line: Int? = nil, _ message: String) {
    self.code = code
    self.line = line
    self.message = message
  }
}
