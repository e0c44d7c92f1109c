import Review
import Signing
import TextGrid

/// Makes trust-list lines of the keys that GitLab tells, for a person to look through.
///
/// GitLab knows the keys of today and belongs to those who were reviewed: nothing of it counts before
/// somebody has compared the fingerprints.
enum GitLabImport {
  /// The lines, comments before each; keys that may not sign are left out, with the reason.
  ///
  /// - Parameters:
  ///   - keys: what GitLab told.
  ///   - principal: whose keys they are.
  ///   - namespaces: what they may sign, with commas between.
  /// - Returns: lines of a trust list.
  static func lines(_ keys: GitLabKeys, principal: String, namespaces: String) -> [String] {
    [
      "# The SSH keys of \(principal) as GitLab told them. Compare each fingerprint with the person",
      "# before anything is trusted by it, and take away the namespaces that the person may not use.",
    ]
      + keys.entries.flatMap { entry -> [String] in
        let name = "# key \(entry.id) \"\(SafeText.line(entry.title))\""
        do throws(KeyFault) {
          let (line, key) = try line(entry, principal: principal, namespaces: namespaces)
          return ["\(name), \(key.fingerprint)", line]
        } catch {
          return ["\(name) is left out: \(error.message)"]
        }
      }
  }

  private static func line(
    _ entry: GitLabKeys.Entry, principal: String, namespaces: String
  ) throws(KeyFault) -> (line: String, key: PublicKey) {
    guard entry.usage == "signing" || entry.usage == "auth_and_signing" else {
      throw KeyFault(
        message: entry.usage.map { "its usage type is \(SafeText.line($0)), not signing" }
          ?? "its usage type is not told")
    }
    let key = try PublicKey(openSSHLine: entry.line)
    if let fault = key.strictFault { throw KeyFault(message: fault) }
    var options = ["namespaces=\"\(namespaces)\""]
    if let created = entry.created { options.append("valid-after=\"\(try time(created))\"") }
    if let expires = entry.expires { options.append("valid-before=\"\(try time(expires))\"") }
    let line = "\(principal) \(options.joined(separator: ",")) \(key.openSSH)"
    do {
      _ = try TrustList(bytes: Array(line.utf8))
    } catch {
      throw KeyFault(message: error.message)
    }
    return (line, key)
  }

  /// `2026-11-23T12:00:00.123+01:00` as `20261123110000Z`; parts of seconds are dropped.
  static func time(_ text: String) throws(KeyFault) -> String {
    let fault = KeyFault(message: "it has a time that cannot be read")
    let rest = text.dropFirst(19).drop { $0 == "." || ($0.isASCII && $0.isNumber) }
    guard let local = Timestamp(text.prefix(19) + "Z") else { throw fault }
    var seconds = local.seconds
    if rest != "Z" {
      let digits = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
      guard rest.first == "+" || rest.first == "-", digits.count == 2,
        digits.allSatisfy({ $0.utf8.count == 2 }), let hours = Int64(digits[0]),
        let minutes = Int64(digits[1]), (0...23).contains(hours), (0...59).contains(minutes)
      else { throw fault }
      seconds += (rest.first == "+" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
    guard seconds >= 0 else { throw fault }
    return Timestamp(seconds: seconds).description.filter { $0.isNumber || $0 == "Z" }
  }
}
