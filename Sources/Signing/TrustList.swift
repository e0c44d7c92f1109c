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

  /// Reads a list.
  ///
  /// A key of a kind or size that the strict profile refuses breaks nothing and signs nothing.
  public init(bytes: [UInt8]) throws(ListFault) {
    var lines: [PublicKey: [TrustLine]] = [:]
    for (number, text) in try ListLines.read(bytes) {
      let line: TrustLine
      do {
        line = try TrustLine(text)
      } catch {
        throw ListFault(line: number, message: error.message)
      }
      // Authorities vouch for certificates, which are not read yet.
      guard !line.isAuthority, line.key.strictFault == nil else { continue }
      lines[line.key, default: []].append(line)
    }
    self.lines = lines
  }

  /// Whether one line lets the key sign in a principal's name, for a namespace, at a time in Unix
  /// seconds; the ends of a period belong to it.
  public func judge(
    key: PublicKey, principal: String, namespace: String, at seconds: Int64
  ) -> Verdict {
    guard let candidates = lines[key] else { return .unknownKey }
    let named = candidates.filter { line in
      line.principals.contains { $0.elementsEqual(principal.utf8) }
    }
    guard !named.isEmpty else {
      return .notPermitted(
        "the trust list has the key, but not for the principal \(QuotedText.quote(principal))")
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
        "the trust list has the key of \(QuotedText.quote(principal)) only from a later time on")
    }
    guard began.contains(where: { line in line.validBefore.map { seconds <= $0 } ?? true }) else {
      return .notPermitted(
        "the period of the key of \(QuotedText.quote(principal)) in the trust list was over")
    }
    return .trusted
  }
}
