/// A public key in OpenSSH's form, of any kind, also of those that may not sign here.
public struct PublicKey: Sendable {
  /// The binary form, as it stands inside signatures and, in base64, in `.pub` files.
  public let blob: [UInt8]
  /// The kind: `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256` and so on.
  public let type: String
  let parts: KeyParts

  /// Reads the binary form.
  ///
  /// The first field has to name a kind; for the kinds known here the others have to be there, with
  /// nothing after them. Whether the key may sign is another question: see `strictFault`.
  public init(blob: [UInt8]) throws(KeyFault) {
    var reader = WireReader(blob)
    guard let type = reader.name() else {
      throw KeyFault(message: "this is no SSH public key: it does not begin with a kind's name")
    }
    parts = try KeyParts(type: type, from: &reader, of: blob)
    guard !parts.isKnown || reader.isAtEnd else {
      throw KeyFault(message: "bytes follow the last field of the key")
    }
    self.blob = blob
    self.type = type
  }

  /// Reads the line of a `.pub` file: the kind, base64, and perhaps a comment.
  public init(openSSHLine: String) throws(KeyFault) {
    var bytes = Array(openSSHLine.utf8)[...]
    while let last = bytes.last, FieldScanner.isBlank(last) || last == 0x0a || last == 0x0d {
      bytes.removeLast()
    }
    if bytes.starts(with: "-----BEGIN".utf8) {
      throw KeyFault(
        message: "this is not the one-line form of a public key: give the .pub file of the key")
    }
    guard !bytes.contains(0x0a), !bytes.contains(0x0d) else {
      throw KeyFault(message: "one line with one public key is needed, here are several lines")
    }
    var scanner = FieldScanner(bytes)
    guard let type = scanner.field(), let text = scanner.field() else {
      throw KeyFault(message: "a public key is a line of its kind and base64: ssh-ed25519 AAAA...")
    }
    try self.init(type: type, base64: text)
  }

  /// Puts together what is known to fit.
  init(blob: [UInt8], type: String, parts: KeyParts) {
    self.blob = blob
    self.type = type
    self.parts = parts
  }

  /// Reads the two fields of a line.
  init(type: ArraySlice<UInt8>, base64: ArraySlice<UInt8>) throws(KeyFault) {
    guard let blob = Base64.decodeCanonical(String(decoding: base64, as: UTF8.self)) else {
      throw KeyFault(message: "the key after \(QuotedText.quote(type)) is not base64")
    }
    try self.init(blob: blob)
    guard type.elementsEqual(self.type.utf8) else {
      throw KeyFault(
        message: "the line says \(QuotedText.quote(type)), "
          + "the key in it \(QuotedText.quote(self.type))")
    }
  }

  /// `SHA256:` and 43 characters, as `ssh-keygen -l` prints it.
  public var fingerprint: String {
    var hash = SHA256State()
    hash.update(blob)
    return "SHA256:" + Base64.encode(hash.digest()).prefix { $0 != "=" }
  }

  /// The line for `.pub` files and trust lists, without a comment.
  public var openSSH: String {
    type + " " + Base64.encode(blob)
  }

  /// Whether this is a certificate for a key, see `Certificate`.
  public var isCertificate: Bool {
    if case .certificate = parts { true } else { false }
  }

  /// Why the strict profile does not let this key sign, in a sentence; nil if it does.
  public var strictFault: String? {
    do {
      _ = try VerificationKey(self)
      return nil
    } catch {
      return error.message
    }
  }
}

extension PublicKey: Hashable {
  /// Keys are equal when their bytes are; all else follows from those.
  public static func == (one: PublicKey, other: PublicKey) -> Bool {
    one.blob == other.blob
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(blob)
  }
}
