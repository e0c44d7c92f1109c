/// A private key file that `ssh-keygen` signs with: encrypted, of another kind than Ed25519, or that
/// of a security key.
public struct KeygenSigner: Signer {
  /// What a person has to do while it signs.
  enum Need: Sendable {
    case nothing
    case passphrase
    case touch
  }

  /// The key that the signatures are by.
  public let publicKey: PublicKey
  /// The certificate that the signatures name.
  public let certificate: Certificate?
  private let program: KeygenProgram
  /// The private key, or the certificate beside it.
  private let path: String
  private let need: Need
  private let tell: @Sendable (String) -> Void

  init(
    program: KeygenProgram, path: String, key: PublicKey, certificate: Certificate?, need: Need,
    tell: @escaping @Sendable (String) -> Void
  ) {
    publicKey = key
    self.program = program
    self.path = path
    self.certificate = certificate
    self.need = need
    self.tell = tell
  }

  /// A key that asks nobody does.
  public var signsEveryEvent: Bool { need == .nothing && certificate == nil }
  /// A passphrase or a touch is asked for on it.
  public var usesTerminal: Bool { need != .nothing }

  /// Signs a message, and gives the binary form of the signature.
  public func sign(_ request: SigningRequest) throws(KeyFault) -> [UInt8] {
    switch need {
    case .nothing: break
    case .passphrase: tell("\(path) signs (\(request.namespace)): type its passphrase")
    case .touch: tell("\(path) signs (\(request.namespace)): touch the security key when it blinks")
    }
    let outcome = try program.run(
      ["-Y", "sign", "-q", "-n", request.namespace, "-f", path], input: request.message(),
      limit: need == .nothing ? .seconds(30) : .seconds(180))
    guard outcome.status == 0 else {
      throw KeyFault(message: "ssh-keygen: \(outcome.complaint)")
    }
    guard let blob = Self.withoutArmour(outcome.output) else {
      throw KeyFault(message: "ssh-keygen wrote no signature")
    }
    return try request.checked(blob, by: publicKey)
  }

  /// What stands in base64 between the first and the last line.
  static func withoutArmour(_ bytes: [UInt8]) -> [UInt8]? {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.count > 2, lines.first == "-----BEGIN SSH SIGNATURE-----",
      lines.last == "-----END SSH SIGNATURE-----"
    else { return nil }
    return Base64.decodeCanonical(lines.dropFirst().dropLast().joined())
  }
}
