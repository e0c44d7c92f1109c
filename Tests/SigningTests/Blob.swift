@testable import Signing

/// The fields of a signature, to be changed one by one.
struct Blob {
  var version: UInt32 = 1
  var key: [UInt8]
  var namespace = Array("postflight-review".utf8)
  var reserved: [UInt8] = []
  var hash = Array("sha512".utf8)
  var format: [UInt8]
  var signature: [UInt8]
  var trailer: [UInt8] = []
  var tail: [UInt8] = []

  init(key: [UInt8], format: String, signature: [UInt8]) {
    self.key = key
    self.format = Array(format.utf8)
    self.signature = signature
  }

  init?(_ bytes: [UInt8]) {
    var reader = WireReader(bytes)
    guard reader.take(6) != nil, let version = reader.uint32(), let key = reader.string(),
      let namespace = reader.string(), let reserved = reader.string(), let hash = reader.string(),
      let last = reader.string()
    else { return nil }
    tail = Array(bytes[reader.rest])
    var inner = WireReader(bytes, in: last)
    guard let format = inner.string(), let signature = inner.string() else { return nil }
    self.version = version
    self.key = Array(bytes[key])
    self.namespace = Array(bytes[namespace])
    self.reserved = Array(bytes[reserved])
    self.hash = Array(bytes[hash])
    self.format = Array(bytes[format])
    self.signature = Array(bytes[signature])
    trailer = Array(bytes[inner.rest])
  }

  var bytes: [UInt8] {
    var inner = WireWriter()
    inner.string(format)
    inner.string(signature)
    inner.raw(trailer)
    var whole = WireWriter()
    whole.raw("SSHSIG".utf8)
    whole.uint32(version)
    whole.string(key)
    whole.string(namespace)
    whole.string(reserved)
    whole.string(hash)
    whole.string(inner.bytes)
    whole.raw(tail)
    return whole.bytes
  }

  /// What a strict reader says of it for a message; nil if it holds.
  func fault(for message: [UInt8]) -> String? { Self.fault(of: bytes, for: message) }

  static func fault(of bytes: [UInt8], for message: [UInt8]) -> String? {
    do throws(SSHSignature.Fault) {
      let signature = try SSHSignature(blob: bytes)
      try signature.verify(digest: digest(of: message, signature.hashAlgorithm))
      return nil
    } catch {
      return error.message
    }
  }

  static func digest(of message: [UInt8], _ algorithm: HashAlgorithm = .sha512) -> [UInt8] {
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

  /// Strings one after the other, as the fields of a key are.
  static func strings(_ fields: [UInt8]...) -> [UInt8] {
    var writer = WireWriter()
    for field in fields { writer.string(field) }
    return writer.bytes
  }

  /// The strings that `strings` put one after the other, as far as they can be read.
  static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var reader = WireReader(bytes)
    var fields: [[UInt8]] = []
    while let field = reader.string() { fields.append(Array(bytes[field])) }
    return fields
  }
}
