import Report
import Signing
import TextGrid

/// What could sign on this machine: keys in the agent, in `~/.ssh`, the own one, those named.
enum KeyListing {
  /// One line a key: where it is, its fingerprint and kind, and why it may not sign.
  static func lines(_ defaults: IdentityDefaults) -> [String] {
    var held: [PublicKey] = []
    var rows: [String] = []
    if let agent = Surroundings.agent {
      do {
        for identity in try agent.identities() {
          held.append(identity.key)
          rows.append(row("agent", identity.key, note: identity.comment))
        }
        if held.isEmpty { rows.append("agent: no keys, or locked") }
      } catch {
        rows.append(error.message)
      }
    }
    let folder = Surroundings.home + "/.ssh"
    var paths = ReportFiles.names(in: folder).filter { $0.hasSuffix(".pub") }.map {
      folder + "/" + $0
    }
    paths.append(Surroundings.ownKey + ".pub")
    if let named = defaults.namedKey { paths.append(Surroundings.expanded(named.path)) }
    for path in Set(paths).sorted() {
      guard let key = publicKey(path) else { continue }
      let isHere = ReportFiles.exists(String(path.dropLast(path.hasSuffix("-cert.pub") ? 9 : 4)))
      rows.append(
        row(path, key, note: isHere || held.contains(key) ? "" : "its private half is not here"))
    }
    return rows.map(SafeText.line)
  }

  private static func publicKey(_ path: String) -> PublicKey? {
    guard path.hasSuffix(".pub"), let bytes = try? ReportBytes.read(path, limit: 65_536) else {
      return nil
    }
    return try? PublicKey(openSSHLine: String(decoding: bytes, as: UTF8.self))
  }

  private static func row(_ place: String, _ named: PublicKey, note: String) -> String {
    let certificate = named.isCertificate ? try? Certificate(openSSHLine: named.openSSH) : nil
    let key = certificate?.key ?? named
    let why = key.strictFault.map { "does not sign: \($0)" } ?? note
    return "\(place)  \(key.fingerprint)  \(named.type)" + (why.isEmpty ? "" : "  (\(why))")
  }
}
