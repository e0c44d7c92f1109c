/// The keys that the verifier no longer trusts: one public key a line, or OpenSSH's KRL.
///
/// Of a KRL only the form and what it says of plain keys are read here; for all of it ask
/// `ssh-keygen` (`KeygenProgram.revokes`) and hand the answers to `add`.
public struct RevocationList: Sendable {
  private let keys: Set<PublicKey>
  private let binary: KeyRevocationFile?
  /// Keys and certificates that somebody else found revoked.
  private var others: Set<PublicKey> = []

  /// Whether the list is a KRL.
  public var isBinary: Bool { binary != nil }

  /// Reads a list; anything that cannot be read breaks it.
  public init(bytes: [UInt8]) throws(ListFault) {
    if bytes.starts(with: KeyRevocationFile.magic) {
      binary = try KeyRevocationFile(bytes)
      keys = []
      return
    }
    var keys: Set<PublicKey> = []
    for (number, text) in try ListLines.read(bytes) {
      var scanner = FieldScanner(text)
      guard let type = scanner.field(), let base64 = scanner.field() else {
        throw ListFault(line: number, message: "the line is no public key: ssh-ed25519 AAAA...")
      }
      do {
        let key = try PublicKey(type: type, base64: base64)
        keys.insert(try key.isCertificate ? Certificate(key).key : key)
      } catch {
        throw ListFault(line: number, message: error.message)
      }
    }
    self.keys = keys
    binary = nil
  }

  /// Takes down that a key or certificate is revoked.
  public mutating func add(_ key: PublicKey) {
    others.insert(key)
  }

  /// Whether the key is on the list, or the authority that vouches for it.
  public func revokes(_ key: PublicKey, _ certificate: Certificate? = nil) -> Bool {
    let all = [key] + (certificate.map { [$0.authority, $0.named] } ?? [])
    return all.contains {
      keys.contains($0) || others.contains($0) || binary?.revokes($0) == true
    }
  }
}
