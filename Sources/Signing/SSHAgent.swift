/// A client of an SSH agent (`PROTOCOL.agent`, RFC 9987), as far as listing and signing go.
///
/// What the agent says is read strictly and within limits; every wait has an end.
public struct SSHAgent: Sendable {
  /// A key that the agent has.
  public struct Identity: Sendable {
    /// The key, or a certificate.
    public let key: PublicKey
    /// What its owner called it; printable ASCII.
    public let comment: String
  }

  private enum Message {
    static let list: UInt8 = 11
    static let sign: UInt8 = 13
  }

  /// OpenSSH's own limit.
  private static let sizeLimit: UInt32 = 256 << 10
  /// SHA-2 with 512 bits, for RSA keys; without it they sign with SHA-1.
  private static let sha512Flag: UInt32 = 4

  /// The path of the agent's socket.
  public let socket: String
  private let answerLimit: Duration
  private let personLimit: Duration

  /// Names an agent by its socket; nothing is done with it yet.
  ///
  /// - Parameters:
  ///   - socket: the path, what `SSH_AUTH_SOCK` holds.
  ///   - answerLimit: how long the list of keys may take.
  ///   - personLimit: how long a confirmation or a touch may take.
  public init(
    socket: String, answerLimit: Duration = .seconds(10), personLimit: Duration = .seconds(60)
  ) {
    self.socket = socket
    self.answerLimit = answerLimit
    self.personLimit = personLimit
  }

  /// The keys that the agent has; such that cannot be read are left out.
  public func identities() throws(KeyFault) -> [Identity] {
    let answer = try ask([Message.list], within: answerLimit) { false }
    do {
      return try AgentAnswer(bytes: answer).identities()
    } catch {
      throw fault(error.text)
    }
  }

  /// Has bytes signed; what comes back is a kind and a signature, not checked yet.
  func sign(
    _ bytes: [UInt8], with key: PublicKey, isRSA: Bool, isStopped: () -> Bool
  ) throws(KeyFault) -> [UInt8] {
    var request = WireWriter(capacity: 13 + key.blob.count + bytes.count)
    request.raw([Message.sign])
    request.string(key.blob)
    request.string(bytes)
    request.uint32(isRSA ? Self.sha512Flag : 0)
    let answer = try ask(request.bytes, within: personLimit, isStopped)
    do {
      return try AgentAnswer(bytes: answer).signature()
    } catch {
      throw fault(error.text)
    }
  }

  /// Sends a message and waits for the answer to it.
  private func ask(
    _ message: [UInt8], within limit: Duration, _ isStopped: () -> Bool
  ) throws(KeyFault) -> [UInt8] {
    var frame = WireWriter(capacity: 4 + message.count)
    frame.string(message)
    do {
      let connection = try LocalConnection(to: socket, within: limit)
      try connection.send(frame.bytes, isStopped)
      let head = try connection.receive(4, isStopped)
      let length = head.reduce(0) { $0 << 8 | UInt32($1) }
      guard (1...Self.sizeLimit).contains(length) else {
        throw fault("sent an answer of \(length) bytes")
      }
      return try connection.receive(Int(length), isStopped)
    } catch let failure as LocalConnection.Failure {
      throw fault(failure.text)
    } catch {
      throw error as? KeyFault ?? fault("cannot be asked")
    }
  }

  private func fault(_ what: String) -> KeyFault {
    KeyFault(message: "the agent at \(QuotedText.quote(socket)) \(what)")
  }
}
