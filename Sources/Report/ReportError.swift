/// Why a report could not be read or written: what happened, then what to do.
public struct ReportError: Error, Sendable, Equatable {
  /// The exit code of a command that meets it.
  public let code: ExitCode
  /// One or more sentences.
  public let message: String

  /// Makes an error.
  public init(_ code: ExitCode, _ message: String) {
    self.code = code
    self.message = message
  }
}
