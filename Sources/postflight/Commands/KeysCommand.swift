import ArgumentParser
import Report
import Review
import Signing
import TextGrid

/// The signing key, and how to share its public half.
struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Show what could sign and what does, make a key, print trust-list lines.",
    discussion: """
      Without an option: the key that signs and why it was chosen, the keys that --key could name \
      (in the agent, in ~/.ssh, the own one), and the line for a trust list. --from-gitlab takes a \
      saved answer of GitLab's /api/v4/users/:id/keys and needs --signer, the person's principal; \
      its lines are a proposal: compare the fingerprints with the person.
      """)

  @Flag(help: "Print the allowed_signers line to hand to whoever verifies.")
  var allowedSigners = false

  @Option(
    help: ArgumentHelp(
      "Make an Ed25519 key without a passphrase in this file, and PATH.pub.", valueName: "path"))
  var make: String?

  @Option(
    help: ArgumentHelp(
      "Turn a saved answer of GitLab's keys API into trust-list lines to review.",
      valueName: "file"))
  var fromGitlab: String?

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @OptionGroup var identity: IdentityOptions

  func validate() throws {
    if [allowedSigners, make != nil, fromGitlab != nil].count(where: { $0 }) > 1 {
      throw ValidationError("--allowed-signers, --make and --from-gitlab go one at a time")
    }
    if fromGitlab != nil, identity.signer == nil {
      throw ValidationError("--from-gitlab needs --signer: GitLab does not tell the principal")
    }
  }

  func run() async throws {
    try await Failure.reported {
      if let fromGitlab { return try propose(fromGitlab) }
      if let make { return try await makeKey(Surroundings.expanded(make)) }
      let defaults = await IdentityDefaults.read()
      let identity = try identity.resolve(defaults)
      let line = Self.line(identity)
      if json {
        Console.write(json: members(identity, defaults, line: line))
        return
      }
      if allowedSigners {
        Console.write(line)
        return
      }
      Console.write("signer  \(identity.principal)  (\(signerSource(defaults)))")
      Console.write("key     \(identity.signer.publicKey.fingerprint)  (\(keySource(defaults)))")
      Console.write("public  \(identity.signer.publicKey.openSSH)")
      Console.write(
        "signs   "
          + (identity.signer.signsEveryEvent
            ? "with every answer" : "when you seal, pause or leave"))
      Console.write("")
      let others = KeyListing.all(defaults)
      if !others.isEmpty {
        Console.write("What --key could name:")
        for other in others { Console.write(other.line) }
        Console.write("")
      }
      Console.write("Line for a trust list; leave out the namespaces that the person may not use:")
      Console.write(line)
    }
  }

  private func members(
    _ identity: Identity, _ defaults: IdentityDefaults, line: String
  ) -> [String: JSONValue] {
    if allowedSigners { return ["lines": .array([.string(line)])] }
    return [
      "signer": .string(identity.principal), "signer_source": .string(signerSource(defaults)),
      "key": .string(identity.signer.publicKey.fingerprint),
      "key_source": .string(keySource(defaults)),
      "public": .string(identity.signer.publicKey.openSSH),
      "signs": .string(identity.signer.signsEveryEvent ? "every_answer" : "at_checkpoints"),
      "lines": .array([.string(line)]),
      "candidates": .array(KeyListing.all(defaults).map(\.json)),
    ]
  }

  private func makeKey(_ path: String) async throws {
    guard !ReportFiles.exists(path), !ReportFiles.exists(path + ".pub") else {
      throw ReportError(.refused, "\(path) exists and is not written over: name another file")
    }
    let principal = await identity.principal()
    let key = try SigningKeyFile.create(path: path, comment: principal)
    let line = Self.line(Identity(principal: principal, signer: key))
    if json {
      Console.write(json: [
        "made": .string(path), "key": .string(key.publicKey.fingerprint),
        "lines": .array([.string(line)]),
      ])
      return
    }
    Console.write("made    \(SafeText.line(path))")
    Console.write("key     \(key.publicKey.fingerprint)")
    Console.write("")
    Console.write("Line for a trust list; leave out the namespaces that the person may not use:")
    Console.write(line)
  }

  private func propose(_ path: String) throws {
    let principal = identity.signer ?? ""
    guard Principal.isValid(principal) else {
      throw ReportError(.usage, "\(principal) cannot stand as a signer")
    }
    let keys: GitLabKeys
    do {
      keys = try GitLabKeys(json: ReportBytes.read(path, limit: 16 << 20))
    } catch let fault as KeyFault {
      throw ReportError(.usage, "\(path): \(fault.message)")
    }
    let lines = GitLabImport.lines(keys, principal: principal, namespaces: Self.namespaces)
    if json {
      Console.write(json: ["lines": .array(lines.map { .string($0) })])
      return
    }
    for line in lines { Console.write(line) }
  }

  /// The trust-list line of a signer; of a certificate that of its authority.
  private static func line(_ identity: Identity) -> String {
    let authority = identity.signer.certificate?.authority
    return [
      identity.principal,
      (authority == nil ? "" : "cert-authority,") + "namespaces=\"\(namespaces)\"",
      (authority ?? identity.signer.publicKey).openSSH,
    ].joined(separator: " ")
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
