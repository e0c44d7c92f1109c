import Checklist
import Report
import Signing

/// Key and principal where no option names them: variables, configuration, git, an own key.
struct IdentityDefaults {
  /// A key file that somebody named, and who did.
  struct NamedKey {
    let path: String
    let source: String
    /// A key that was named for Postflight must work; git's is only a proposal.
    let isBinding: Bool
  }

  let namedKey: NamedKey?
  let principal: String
  let principalSource: String

  static func read() async -> IdentityDefaults {
    let settings = Settings.read()
    var key: NamedKey? =
      if let path = Surroundings.value("POSTFLIGHT_KEY") {
        NamedKey(path: path, source: "POSTFLIGHT_KEY", isBinding: true)
      } else if let path = settings.key {
        NamedKey(path: path, source: Settings.path, isBinding: true)
      } else {
        nil
      }
    var principal: (name: String, source: String)? =
      if let value = Surroundings.value("POSTFLIGHT_SIGNER") {
        (value, "POSTFLIGHT_SIGNER")
      } else if let value = settings.signer {
        (value, Settings.path)
      } else {
        nil
      }
    if key == nil || principal == nil {
      let git = await GitSettings.read()
      key =
        key
        ?? git.signingKey.map {
          NamedKey(path: $0, source: "git's user.signingkey", isBinding: false)
        }
      principal = principal ?? git.email.map { ($0, "git's user.email") }
    }
    let (name, source) =
      principal ?? (Surroundings.user + "@" + Surroundings.host, "login and machine name")
    return IdentityDefaults(namedKey: key, principal: name, principalSource: source)
  }

  /// The signing key; without a usable named one, the own key, made on first use.
  func signingKey(principal: String) throws -> any Signer {
    if let named = namedKey {
      do {
        let signer = try SigningKeys.signer(Surroundings.expanded(named.path))
        guard named.isBinding || !signer.usesTerminal || Surroundings.canBeAsked else {
          throw ReportError(
            .usage, "it needs a passphrase or a touch, and nobody can be asked here")
        }
        return signer
      } catch let error as ReportError {
        if named.isBinding { throw error }
        Console.say(
          "\(named.source) \(named.path) is not used: \(error.message); signing with "
            + Surroundings.ownKey)
      }
    }
    if ReportFiles.exists(Surroundings.ownKey) {
      return try SigningKeys.signer(Surroundings.ownKey)
    }
    let key: Ed25519SigningKey
    do {
      key = try SigningKeyFile.create(path: Surroundings.ownKey, comment: principal)
    } catch {
      throw ReportError(
        .inputOutput,
        "\(error.message); no signing key was made: name one with --key, or mend that")
    }
    Console.say(
      "made a signing key, \(Surroundings.ownKey); it is self-asserted until somebody puts the "
        + "line that `postflight keys --allowed-signers` prints into a trust list")
    return key
  }

  /// Where the key comes from, in words.
  var keySource: String { namedKey?.source ?? "own key" }
}
