import Report
import Signing

/// Signing keys that somebody named, with the exit code that fits when one cannot be used.
enum SigningKeys {
  /// How keys sign on this machine.
  static var finder: SignerFinder {
    SignerFinder(agent: Surroundings.agent, keygen: Surroundings.keygen) {
      Console.sayAtOnce($0)
    }
  }

  /// The signer for a key file, a public key file or a certificate; or for a public key itself, as
  /// git's settings may hold one.
  static func signer(_ name: String) throws(ReportError) -> any Signer {
    do {
      if let line = literal(name) { return try finder.signer(line: line) }
      return try finder.signer(path: name)
    } catch {
      let isMissing = literal(name) == nil && !ReportFiles.exists(name)
      throw ReportError(
        error.isAboutPermissions ? .permissions : isMissing ? .noInput : .usage, error.message)
    }
  }

  private static func literal(_ name: String) -> String? {
    if name.hasPrefix("key::") { return String(name.dropFirst(5)) }
    let kinds = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"]
    return name.contains(" ") && kinds.contains(where: name.hasPrefix) ? name : nil
  }
}
