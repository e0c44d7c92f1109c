import Review
import Signing

/// The end of a report from which further lines are made: place, digests and time.
struct LineChain {
  private(set) var seq: Int
  private(set) var lastTime: Timestamp
  private var sha256: SHA256State
  private var sha512: SHA512State

  /// Starts before the header.
  init() {
    seq = 0
    lastTime = Timestamp(seconds: -62_135_596_800)
    sha256 = SHA256State()
    sha512 = SHA512State()
  }

  /// Goes on after a report that was read.
  init(after reading: ReportReading) {
    seq = reading.entries.count
    lastTime = reading.review?.lastTime ?? Timestamp(seconds: 0)
    sha256 = reading.sha256
    sha512 = reading.sha512
  }

  /// Lower-case hex SHA-256 of all bytes so far.
  var digest: String { Hex.encode(sha256.digest()) }

  /// Makes the next line; a time earlier than the last one is replaced by the last one.
  mutating func append(_ event: Event, at time: Timestamp, to bytes: inout [UInt8]) -> Entry {
    lastTime = max(lastTime, time)
    var stamp: Timestamp? = lastTime
    if case .signature = event { stamp = nil }
    let entry = Entry(seq: seq, time: stamp, event: event)
    let start = bytes.count
    Line(entry: entry, prev: digest).encode(into: &bytes)
    sha256.update(bytes[start...])
    sha512.update(bytes[start...])
    seq += 1
    return entry
  }

  /// Makes a signature line over all bytes so far.
  ///
  /// - Parameters:
  ///   - namespace: what it is for.
  ///   - signer: who signs.
  ///   - before: the bytes on the disk, which those in `bytes` follow.
  ///   - bytes: where the line goes.
  ///   - isStopped: asked while somebody is waited for.
  /// - Returns: the line.
  /// - Throws: when the key does not sign; nothing was made then.
  mutating func sign(
    _ namespace: SignatureLine.Namespace, with signer: any Signer, after before: [UInt8] = [],
    to bytes: inout [UInt8], isStopped: @escaping () -> Bool = { false }
  ) throws(ReportError) -> Entry {
    let blob: [UInt8]
    do {
      let new = bytes
      blob = try signer.sign(
        SigningRequest(
          namespace: namespace.rawValue, digest: sha512.digest(), message: { before + new },
          isStopped: isStopped))
    } catch {
      throw ReportError(
        .inputOutput,
        "the key did not sign"
          + ((error as? KeyFault).map { ": \($0.message)" } ?? ""))
    }
    let line = SignatureLine(
      namespace: namespace, sshsig: Base64.encode(blob), key: signer.publicKey.fingerprint)
    return append(.signature(line), at: lastTime, to: &bytes)
  }
}
