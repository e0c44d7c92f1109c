import ArgumentParser
import Report
import Signing

/// Whom the verifier trusts; never taken from git, the agent or the report.
struct TrustOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The trust list, in OpenSSH's allowed_signers format; else POSTFLIGHT_ALLOWED_SIGNERS.",
      valueName: "file"))
  var allowedSigners: String?

  @Option(
    help: ArgumentHelp("What counts no more: a list of public keys, or a KRL.", valueName: "file"))
  var revoked: String?

  /// For where no option names a list: POSTFLIGHT_ALLOWED_SIGNERS does, or nobody is trusted.
  static var fromEnvironment: TrustOptions {
    var options = TrustOptions()
    options.allowedSigners = nil
    options.revoked = nil
    return options
  }

  /// Where the trust list lies, or nil when none was named.
  var path: String? { allowedSigners ?? Surroundings.value("POSTFLIGHT_ALLOWED_SIGNERS") }

  /// The trust list, or nil when none was named.
  func trustList() throws(ReportError) -> TrustList? {
    guard let path else { return nil }
    let bytes = try ReportBytes.read(path, limit: Self.limit)
    do {
      return try TrustList(bytes: bytes)
    } catch {
      throw ReportError(.usage, "\(path):\(error.line): \(error.message)")
    }
  }

  /// The revoked keys, or nil when no list was named.
  func revocationList() throws(ReportError) -> RevocationList? {
    guard let revoked else { return nil }
    let bytes = try ReportBytes.read(revoked, limit: Self.limit)
    do {
      return try RevocationList(bytes: bytes)
    } catch {
      throw ReportError(.usage, "\(revoked):\(error.line): \(error.message)")
    }
  }

  /// What is asked of a report now: signers that the lists let count, nothing more.
  func policy() throws(ReportError) -> VerificationPolicy {
    var policy = VerificationPolicy(moment: Clock.now)
    policy.trustList = try trustList()
    policy.revoked = try revocationList()
    policy.revokedPath = revoked
    return policy
  }

  /// Bytes of a list.
  static let limit = 16 * 1024 * 1024
}
