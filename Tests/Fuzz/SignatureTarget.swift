@testable import Signing

/// A signature in OpenSSH's binary form, and a public key in the same form.
enum SignatureTarget: FuzzTarget {
  static let name = "sshsig"
  static let message = Array("fuzz\n".utf8)
  static let namespace = "fuzz"

  static var seeds: [[UInt8]] {
    get throws { try SampleKeys.signatures.get() + SampleKeys.publicKeys.get() }
  }

  static func check(_ input: [UInt8]) throws {
    try checkKey(input)
    let signature: SSHSignature
    do {
      signature = try SSHSignature(blob: input)
    } catch {
      return try requireSentence(error.message)
    }
    try checkFields(of: signature, input)
    do {
      try signature.verify(digest: digest(signature.hashAlgorithm))
    } catch {
      return try requireSentence(error.message)
    }
    // Nobody who mutates has a private key.
    let known = try SampleKeys.signatures.get().compactMap { try? SSHSignature(blob: $0).publicKey }
    try require(known.contains(signature.publicKey), "a signature by a key that nobody has")
    try require(signature.namespace == namespace, "a signature for another namespace")
  }

  private static func checkKey(_ input: [UInt8]) throws {
    let key: PublicKey
    do {
      key = try PublicKey(blob: input)
    } catch {
      return try requireSentence(error.message)
    }
    try require(key.blob == input, "a key that is not its bytes")
    if let fault = key.strictFault { try requireSentence(fault) }
    try require(key.fingerprint.utf8.count == 50, "a fingerprint of another length")
    do {
      try require(try PublicKey(openSSHLine: key.openSSH) == key, "a key line is another key")
      if key.isCertificate { _ = try? Certificate(openSSHLine: key.openSSH) }
    } catch let fault as KeyFault {
      throw Broken(description: "a key's own line is not read: \(fault.message)")
    }
  }

  /// The fields fill the input and say what the reader says.
  private static func checkFields(of signature: SSHSignature, _ input: [UInt8]) throws {
    var reader = WireReader(input)
    guard reader.take(6) != nil, reader.uint32() == 1, let key = reader.string(),
      let namespace = reader.string(), let reserved = reader.string(), let hash = reader.string(),
      reader.string() != nil
    else { throw Broken(description: "a signature without one of its fields") }
    try require(reserved.isEmpty && reader.isAtEnd, "bytes that no field holds")
    try require(
      (signature.certificate?.named.blob ?? signature.publicKey.blob)[...] == input[key]
        && input[namespace].elementsEqual(signature.namespace.utf8)
        && input[hash].elementsEqual(signature.hashAlgorithm.rawValue.utf8),
      "a field that is read as something else")
    guard let certificate = signature.certificate else { return }
    if let fault = certificate.fault(principal: "ann", at: 1_790_000_000) {
      try requireSentence(fault)
    }
    try require(!certificate.authority.isCertificate, "an authority with an authority")
  }

  private static func digest(_ algorithm: HashAlgorithm) -> [UInt8] {
    switch algorithm {
    case .sha512:
      var state = SHA512State()
      state.update(message)
      return state.digest()
    case .sha256:
      var state = SHA256State()
      state.update(message)
      return state.digest()
    }
  }
}
