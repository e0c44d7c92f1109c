import ArgumentParser
import Report
import Signing

/// Turns errors into their message and exit code.
enum Failure {
  /// Runs a command's body; every error gets its message on standard error and its code.
  static func reported(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as ReportError {
      Console.say(error.message)
      throw ArgumentParser.ExitCode(error.code.rawValue)
    } catch let fault as KeyFault {
      Console.say(fault.message)
      throw ArgumentParser.ExitCode(Report.ExitCode.usage.rawValue)
    }
  }
}
