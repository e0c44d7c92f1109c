import ArgumentParser
import Report
import Review
import Signing

/// Who writes, for every command that does.
struct IdentityOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Sign with this key: a private key file, or a public key or certificate whose private half "
        + "an agent has or lies beside it.", valueName: "path"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "Sign as this principal, as the trust list names it.", valueName: "principal"))
  var signer: String?

  @Option(help: ArgumentHelp("Name this machine in the report.", valueName: "name"))
  var host: String?

  /// The identity that these options and the defaults give.
  func resolve() async throws -> Identity {
    try resolve(await IdentityDefaults.read())
  }

  /// The identity that these options give, with defaults that were read meanwhile.
  func resolve(_ defaults: IdentityDefaults) throws -> Identity {
    let principal = signer ?? defaults.principal
    guard Principal.isValid(principal) else {
      throw ReportError(
        .usage,
        "\(principal) cannot stand as a signer: use letters, digits and . _ % + @ : / = ~ -, "
          + "for example --signer name@example.com")
    }
    if let path = key {
      return Identity(
        principal: principal, signer: try SigningKeys.signer(path), host: host ?? "")
    }
    return Identity(
      principal: principal, signer: try defaults.signingKey(principal: principal),
      host: host ?? "")
  }

  /// Who would sign; no key is looked for or made.
  func principal() async -> String {
    if let signer { return signer }
    return await IdentityDefaults.read().principal
  }
}
