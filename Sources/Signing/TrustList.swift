/// The keys that the verifier trusts, in the form of OpenSSH's `allowed_signers`, read strictly.
///
/// OpenSSH skips a line that it cannot read; here such a line breaks the list, since the line might
/// have been the one that restricts a key.
public struct TrustList: Sendable {
  /// What the list says of a signature.
  public enum Verdict: Sendable, Equatable {
    case trusted
    /// No line has the key, or it is one that the strict profile refuses.
    case unknownKey
    /// Lines have the key, but none fits; why not, in a sentence.
    case notPermitted(String)
  }

  /// The lines of each key that may sign.
  private let lines: [PublicKey: [TrustLine]]
  /// The lines of each authority that may vouch for keys.
  private let authorities: [PublicKey: [TrustLine]]

  /// Reads a list.
  ///
  /// A key of a kind or size that the strict profile refuses breaks nothing and signs nothing.
  public init(bytes: [UInt8]) throws(ListFault) {
    var lines: [PublicKey: [TrustLine]] = [:]
    var authorities: [PublicKey: [TrustLine]] = [:]
    for (number, text) in try ListLines.read(bytes) {
      let line: TrustLine
      do {
        line = try TrustLine(text)
      } catch {
        throw ListFault(line: number, message: error.message)
      }
      guard line.key.strictFault == nil else { continue }
      if line.isAuthority {
        authorities[line.key, default: []].append(line)
      } else {
        lines[line.key, default: []].append(line)
      }
    }
    self.lines = lines
    self.authorities = authorities
  }

  /// Whether one line lets the key sign in a principal's name, for a namespace, at a time in Unix
  /// seconds; the ends of a period belong to it.
  ///
  /// When the signature names a certificate for the key, the lines of its authority count and those
  /// of the key do not, as in OpenSSH.
  public func judge(
    key: PublicKey, certificate: Certificate? = nil, principal: String, namespace: String,
    at seconds: Int64
  ) -> Verdict {
    guard let candidates = certificate.map({ authorities[$0.authority] }) ?? lines[key] else {
      return .unknownKey
    }
    let what = certificate == nil ? "key" : "authority"
    let named = candidates.filter { $0.names(principal) }
    guard !named.isEmpty else {
      return .notPermitted(
        "the trust list has the \(what), but not for the principal \(QuotedText.quote(principal))")
    }
    let fitting = named.filter { $0.namespaces?.matches(namespace.utf8) ?? true }
    guard !fitting.isEmpty else {
      return .notPermitted(
        "the trust list does not let \(QuotedText.quote(principal)) sign for "
          + QuotedText.quote(namespace))
    }
    let began = fitting.filter { line in line.validAfter.map { $0 <= seconds } ?? true }
    guard !began.isEmpty else {
      return .notPermitted(
        "the trust list has the \(what) of \(QuotedText.quote(principal)) only from a later time on"
      )
    }
    guard began.contains(where: { line in line.validBefore.map { seconds <= $0 } ?? true }) else {
      return .notPermitted(
        "the period of the \(what) of \(QuotedText.quote(principal)) in the trust list was over")
    }
    if let fault = certificate?.fault(principal: principal, at: seconds) {
      return .notPermitted(fault)
    }
    return .trusted
  }
}
