import ArgumentParser
import Report
import Review
import Signing

/// The signing key, and how to share its public half.
struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Show the signing key and why it was chosen, or print its trust-list line.")

  @Flag(help: "Print the allowed_signers line to hand to whoever verifies.")
  var allowedSigners = false

  @OptionGroup var identity: IdentityOptions

  func run() async throws {
    try await Failure.reported {
      let defaults = await IdentityDefaults.read()
      let identity = try await identity.resolve()
      let line = [
        identity.principal, "namespaces=\"\(Self.namespaces)\"", identity.signer.publicKey.openSSH,
      ].joined(separator: " ")
      if allowedSigners {
        Console.write(line)
        return
      }
      Console.write("signer  \(identity.principal)  (\(signerSource(defaults)))")
      Console.write("key     \(identity.signer.publicKey.fingerprint)  (\(keySource(defaults)))")
      Console.write("public  \(identity.signer.publicKey.openSSH)")
      Console.write("")
      Console.write("Line for a trust list; leave out the namespaces that the person may not use:")
      Console.write(line)
    }
  }

  private static let namespaces =
    SignatureLine.Namespace.allCases.map(\.rawValue).joined(separator: ",")

  private func signerSource(_ defaults: IdentityDefaults) -> String {
    identity.signer == nil ? defaults.principalSource : "--signer"
  }

  private func keySource(_ defaults: IdentityDefaults) -> String {
    if let path = identity.key { return "--key \(path)" }
    return defaults.namedKey.map { "\($0.source) \($0.path)" } ?? Surroundings.ownKey
  }
}
