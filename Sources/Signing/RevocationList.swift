/// The keys that the verifier no longer trusts: one public key a line.
public struct RevocationList: Sendable {
  private let keys: Set<PublicKey>

  /// Reads a list; a line that cannot be read breaks it.
  public init(bytes: [UInt8]) throws(ListFault) {
    guard !bytes.starts(with: "SSHKRL\n\0".utf8) else {
      throw ListFault(
        line: 1,
        message: "a KRL (OpenSSH's binary revocation list) is not read yet; "
          + "give a list of public keys, one a line")
    }
    var keys: Set<PublicKey> = []
    for (number, text) in try ListLines.read(bytes) {
      var scanner = FieldScanner(text)
      guard let type = scanner.field(), let base64 = scanner.field() else {
        throw ListFault(line: number, message: "the line is no public key: ssh-ed25519 AAAA...")
      }
      do {
        keys.insert(try PublicKey(type: type, base64: base64))
      } catch {
        throw ListFault(line: number, message: error.message)
      }
    }
    self.keys = keys
  }

  /// Whether the key is on the list.
  public func revokes(_ key: PublicKey) -> Bool {
    keys.contains(key)
  }
}
