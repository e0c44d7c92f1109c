/// What an agent answered, read strictly.
struct AgentAnswer {
  /// Why it is no answer, to be said of the agent.
  struct Fault: Error {
    let text: String
  }

  private static let failure: UInt8 = 5
  private static let identities: UInt8 = 12
  private static let signature: UInt8 = 14
  /// OpenSSH's own limit.
  private static let countLimit: UInt32 = 2048

  let bytes: [UInt8]

  /// Reads a list of keys; such that cannot be read are left out.
  func identities() throws(Fault) -> [SSHAgent.Identity] {
    var reader = WireReader(bytes)
    guard bytes.first == Self.identities, reader.take(1) != nil, let count = reader.uint32()
    else { throw Fault(text: "does not tell its keys") }
    guard count <= Self.countLimit else { throw Fault(text: "says that it has \(count) keys") }
    var found: [SSHAgent.Identity] = []
    for _ in 0..<count {
      guard let blob = reader.string(), let comment = reader.string() else {
        throw Fault(text: "sent a list of keys that is cut off")
      }
      guard let key = try? PublicKey(blob: Array(bytes[blob])) else { continue }
      let plain = bytes[comment].prefix(200).map { (0x20...0x7e).contains($0) ? $0 : 0x3f }
      found.append(
        SSHAgent.Identity(key: key, comment: String(decoding: plain, as: UTF8.self)))
    }
    guard reader.isAtEnd else { throw Fault(text: "sent more than its keys") }
    return found
  }

  /// Reads a kind and a signature, which nobody has checked yet.
  func signature() throws(Fault) -> [UInt8] {
    guard bytes != [Self.failure] else {
      throw Fault(
        text: "refused to sign: it is locked (ssh-add -X unlocks it), the key is no longer in it, "
          + "or somebody said no")
    }
    var reader = WireReader(bytes)
    guard bytes.first == Self.signature, reader.take(1) != nil, let signature = reader.string(),
      reader.isAtEnd
    else { throw Fault(text: "did not send a signature") }
    return Array(bytes[signature])
  }
}
