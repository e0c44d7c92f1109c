import Checklist
public import Review
public import Signing

/// A report read strictly: form, proof and meaning, each layer over the whole file.
///
/// `faults` is empty only when all three layers found nothing; only then is there a review.
public struct ReportReading: Sendable {
  /// A signature that holds, with whom it says it is by.
  public struct CheckedSignature: Sendable {
    /// The signature line's `seq`.
    public let seq: Int
    /// What it is for.
    public let namespace: SignatureLine.Namespace
    /// The principal: the intent's for a role signature, else the session's.
    public let signer: String
    /// The key that signed.
    public let key: PublicKey
    /// The certificate for that key, if the signature names one.
    public let certificate: Certificate?
    /// False for a security key that was not touched.
    public let isTouched: Bool
    /// The time at which it is judged.
    public let time: Timestamp
  }

  /// What keeps the report from being read; empty when it can be.
  public internal(set) var faults: [Fault] = []
  /// The bytes after the last complete line, if any.
  public internal(set) var tornTail: TornTail?
  /// The state of the review; nil when there are faults.
  public internal(set) var review: Review?
  /// Every signature in order, all of them right.
  public internal(set) var signatures: [CheckedSignature] = []
  /// The lines, in order.
  public internal(set) var entries: [Entry] = []
  /// Byte range of each complete line without its LF.
  var lines: [Range<Int>] = []
  /// Lower-case hex SHA-256 of all bytes before each line.
  var prefixDigests: [String] = []
  /// Digests of all complete lines, to go on from.
  var sha256 = SHA256State()
  var sha512 = SHA512State()

  /// Reads a report's bytes through the layers form, proof and meaning.
  ///
  /// - Parameters:
  ///   - bytes: the report.
  ///   - known: checklists that were read before, for whoever reads many reports.
  public init(_ bytes: [UInt8], known: KnownChecklists? = nil) {
    self.init(bytes, known: known) { _, _ in }
  }

  /// The same, with a look around now and then: a large report takes seconds.
  ///
  /// - Parameters:
  ///   - bytes: the report.
  ///   - known: checklists that were read before.
  ///   - tend: told how much of how much is done, each line counting twice; what it throws ends the reading.
  /// - Throws: what `tend` throws.
  public init<Stop: Error>(
    _ bytes: [UInt8], known: KnownChecklists? = nil,
    tend: (_ done: Int, _ total: Int) throws(Stop) -> Void
  ) throws(Stop) {
    let split = SplitReport(bytes)
    tornTail = split.tornTail
    lines = split.lines
    faults = split.faults
    guard faults.isEmpty else { return }
    try readForm(bytes, tend)
    guard faults.isEmpty else { return }
    try readProof(bytes, tend)
    guard faults.isEmpty else { return }
    readMeaning(known)
  }

  /// Lower-case hex SHA-256 of all bytes through the line with a `seq`, or nil.
  public func headDigest(atSeq seq: Int) -> String? {
    guard seq >= 0, seq < lines.count else { return nil }
    return seq + 1 < lines.count ? prefixDigests[seq + 1] : Hex.encode(sha256.digest())
  }

  /// Number of bytes of the complete lines.
  public var length: Int { lines.last.map { $0.upperBound + 1 } ?? 0 }

  // Layer 2: every line by itself, then in its place, then times in order.
  private mutating func readForm<Stop: Error>(
    _ bytes: [UInt8], _ tend: (_ done: Int, _ total: Int) throws(Stop) -> Void
  ) throws(Stop) {
    entries.reserveCapacity(lines.count)
    prefixDigests.reserveCapacity(lines.count)
    var order = EventOrder()
    var lastTime: Timestamp?
    for (index, range) in lines.enumerated() {
      if index % 256 == 0 { try tend(index, 2 * lines.count) }
      let line: Line
      do {
        line = try Line.decode(bytes[range])
      } catch {
        faults.append(Fault(.malformed, line: index + 1, error.message))
        continue
      }
      entries.append(line.entry)
      prefixDigests.append(line.prev)
      // After a line that cannot be read, the places of the others say nothing.
      guard faults.isEmpty else { continue }
      if let fault = order.accept(line.entry.event) {
        faults.append(Fault(.malformed, line: index + 1, fault))
      }
      if let time = line.entry.time {
        if let last = lastTime, time < last {
          faults.append(
            Fault(.malformed, line: index + 1, "the time runs back: \(time) after \(last)"))
        }
        lastTime = time
      }
    }
  }

  // Layer 3: the chain, embedded digests, every signature. After the first break of the chain all
  // later lines are wrong as well, so only the first is told.
  private mutating func readProof<Stop: Error>(
    _ bytes: [UInt8], _ tend: (_ done: Int, _ total: Int) throws(Stop) -> Void
  ) throws(Stop) {
    var session: Session?
    var intent: Intent?
    var time = Timestamp(seconds: 0)
    for index in entries.indices {
      if index % 32 == 0 { try tend(lines.count + index, 2 * lines.count) }
      if entries[index].seq != index {
        faults.append(
          Fault(.broken, line: index + 1, "seq is \(entries[index].seq), not \(index)"))
        return
      }
      if prefixDigests[index] != Hex.encode(sha256.digest()) {
        faults.append(
          Fault(
            .broken, line: index + 1,
            "prev is not the SHA-256 of the lines before: something before this line was changed,"
              + " added or taken out"))
        return
      }
      time = entries[index].time ?? time
      switch entries[index].event {
      case .header(let header):
        checkEmbeddedDigests(of: header)
      case .session(let value):
        session = value
      case .intent(let value):
        intent = value
      case .evidence(let evidence):
        checkEmbeddedDigest(of: evidence, line: index + 1)
      case .signature(let signature):
        guard
          let checked = check(signature, at: index, session: session, intent: intent, time: time)
        else { return }
        signatures.append(checked)
        intent = nil
      default: break
      }
      let range = lines[index]
      sha256.update(bytes[range.lowerBound...range.upperBound])
      sha512.update(bytes[range.lowerBound...range.upperBound])
    }
  }

  private mutating func checkEmbeddedDigests(of header: Header) {
    for file in header.checklists where Self.sha256(of: file.text) != file.sha256 {
      faults.append(
        Fault(.broken, line: 1, "the checklist \(file.name) does not have the SHA-256 it names"))
    }
  }

  private mutating func checkEmbeddedDigest(of evidence: Evidence, line: Int) {
    let text: String
    switch evidence.source {
    case .file: return
    case .text(let value): text = value
    case .command(let output, _, _): text = output
    }
    if Self.sha256(of: text) != evidence.sha256 || text.utf8.count != evidence.size {
      faults.append(
        Fault(.broken, line: line, "the evidence text does not have the SHA-256 and size it names"))
    }
  }

  private mutating func check(
    _ line: SignatureLine, at seq: Int, session: Session?, intent: Intent?, time: Timestamp
  ) -> CheckedSignature? {
    do {
      let signature = try SSHSignature(blob: Base64.decodeCanonical(line.sshsig) ?? [])
      guard signature.namespace.utf8.elementsEqual(line.namespace.rawValue.utf8) else {
        throw SSHSignature.Fault(message: "the signature is for another namespace than its line")
      }
      try signature.verify(
        digest: signature.hashAlgorithm == .sha512 ? sha512.digest() : sha256.digest())
      let fingerprint = signature.publicKey.fingerprint
      if intent == nil, let session, session.key != fingerprint {
        throw SSHSignature.Fault(
          message: "the checkpoint is by the key \(fingerprint), not by that of the session")
      }
      var completed = line
      completed.key = fingerprint
      entries[seq].event = .signature(completed)
      return CheckedSignature(
        seq: seq, namespace: line.namespace, signer: intent?.signer ?? session?.signer ?? "",
        key: signature.publicKey, certificate: signature.certificate,
        isTouched: signature.isTouched, time: time)
    } catch let fault as SSHSignature.Fault {
      faults.append(Fault(.broken, line: seq + 1, "the signature does not hold: \(fault.message)"))
    } catch {
      faults.append(Fault(.broken, line: seq + 1, "the signature does not hold"))
    }
    return nil
  }

  private static func sha256(of text: String) -> String {
    var state = SHA256State()
    state.update(Array(text.utf8))
    return Hex.encode(state.digest())
  }
}
