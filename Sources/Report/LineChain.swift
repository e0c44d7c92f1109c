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
  mutating func sign(
    _ namespace: SignatureLine.Namespace, with signer: any Signer, to bytes: inout [UInt8]
  ) throws(ReportError) -> Entry {
    let blob: [UInt8]
    do {
      blob = try signer.sign(namespace: namespace.rawValue, sha512: sha512.digest())
    } catch {
      throw ReportError(.inputOutput, "the key \(signer.publicKey.fingerprint) did not sign")
    }
    let line = SignatureLine(
      namespace: namespace, sshsig: Base64.encode(blob), key: signer.publicKey.fingerprint)
    return append(.signature(line), at: lastTime, to: &bytes)
  }
}
