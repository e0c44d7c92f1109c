import Report
import Signing

/// Signing keys that somebody named, with the exit code that fits when one cannot be used.
enum SigningKeys {
  /// Reads a key file.
  static func read(_ path: String) throws(ReportError) -> Ed25519SigningKey {
    do {
      return try SigningKeyFile.read(path: path)
    } catch {
      throw ReportError(code(of: path), error.message)
    }
  }

  private static func code(of path: String) -> ExitCode {
    if !ReportFiles.exists(path) { return .noInput }
    return ReportFiles.isOpenToOthers(path) ? .permissions : .usage
  }
}
