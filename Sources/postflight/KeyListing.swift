import Report
import Signing
import TextGrid

/// What could sign on this machine: keys in the agent, in `~/.ssh`, the own one, those named.
struct KeyListing {
  /// A file, `agent`, or nothing.
  let place: String
  /// Fingerprint and kind; nil where no key is.
  let key: (fingerprint: String, type: String)?
  /// Why it may not sign, or where it is from.
  let note: String

  /// One line: where it is, its fingerprint and kind, and why it may not sign.
  var line: String {
    guard let key else { return SafeText.line(place.isEmpty ? note : "\(place): \(note)") }
    return SafeText.line(
      "\(place)  \(key.fingerprint)  \(key.type)" + (note.isEmpty ? "" : "  (\(note))"))
  }

  /// The same for programs.
  var json: JSONValue {
    .object(of: [
      "place": .string(place), "key": key.map { .string($0.fingerprint) } ?? .null,
      "type": key.map { .string($0.type) } ?? .null, "note": .string(note),
    ])
  }

  /// Every key that is found.
  static func all(_ defaults: IdentityDefaults) -> [KeyListing] {
    var held: [PublicKey] = []
    var rows: [KeyListing] = []
    if let agent = Surroundings.agent {
      do {
        for identity in try agent.identities() {
          held.append(identity.key)
          rows.append(row("agent", identity.key, note: identity.comment))
        }
        if held.isEmpty {
          rows.append(KeyListing(place: "agent", key: nil, note: "no keys, or locked"))
        }
      } catch {
        rows.append(KeyListing(place: "", key: nil, note: error.message))
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
    return rows
  }

  private static func publicKey(_ path: String) -> PublicKey? {
    guard path.hasSuffix(".pub"), let bytes = try? ReportBytes.read(path, limit: 65_536) else {
      return nil
    }
    return try? PublicKey(openSSHLine: String(decoding: bytes, as: UTF8.self))
  }

  private static func row(_ place: String, _ named: PublicKey, note: String) -> KeyListing {
    let certificate = named.isCertificate ? try? Certificate(openSSHLine: named.openSSH) : nil
    let key = certificate?.key ?? named
    let why = key.strictFault.map { "does not sign: \($0)" } ?? note
    return KeyListing(place: place, key: (key.fingerprint, named.type), note: why)
  }
}
