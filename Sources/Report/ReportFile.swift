public import Review
import Signing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A report open for writing: locked, read strictly, and appended to one event at a time.
///
/// An event is in `review` only after its fsync. After any error nothing more is appended; what
/// was to be written stays in memory and `continueElsewhere(at:)` saves it.
public final class ReportFile {
  /// Where the report lies.
  public private(set) var location: ReportPath
  /// The state after the last line that is on the disk.
  public private(set) var review: Review
  /// The lines that were there when the report was opened, for undo; empty for a new one.
  public let openedWith: [Entry]
  /// What a person should be told of the opening: permissions tightened, a tail cut off.
  public private(set) var notices: [String]
  /// Why the last event is not on the disk; nil while all is saved.
  public private(set) var failure: ReportError?
  private let identity: Identity
  private var file: SystemFile
  private var chain: LineChain
  /// What a person keeps to tell later whether the file went backwards: of what is on the disk.
  public private(set) var receipt: Receipt
  /// All lines, those that an error kept from the disk too.
  private var bytes: [UInt8]
  private var unsaved: [Entry] = []
  private var hasSession: Bool
  private var toldOfClock = false
  /// Asked while a signature waits for a person or a device; true gives it up.
  public var isStopped: () -> Bool = { false }
  /// What a crash left, to be cut off and told of with the next write.
  var pendingRecovery: TailRecovery.Cut?

  init(
    location: ReportPath, file: SystemFile, identity: Identity, review: Review,
    chain: LineChain, bytes: [UInt8], openedWith: [Entry] = [], hasSession: Bool = false,
    notices: [String] = []
  ) {
    self.location = location
    self.file = file
    self.identity = identity
    self.review = review
    self.chain = chain
    receipt = Receipt(report: review.header.report, seq: chain.seq - 1, digest: chain.digest)
    self.bytes = bytes
    self.openedWith = openedWith
    self.hasSession = hasSession
    self.notices = notices
  }

  /// Hands each notice out once.
  public func takeNotices() -> [String] {
    defer { notices = [] }
    return notices
  }

  /// The report's evidence folder.
  public var evidence: EvidenceFolder { EvidenceFolder(path: location.evidenceFolder) }

  /// Takes a copy out of the evidence folder that is not recorded after all; one that a line
  /// names stays.
  public func discard(_ item: Evidence) {
    guard !review.evidence.values.joined().contains(where: { $0.evidence.sha256 == item.sha256 })
    else { return }
    evidence.remove(item)
  }

  /// Who writes.
  public var principal: String { identity.principal }

  /// The fingerprint of the key that signs.
  public var key: String { identity.signer.publicKey.fingerprint }

  /// Writes events, each with its checkpoint, in one write; a session line comes first when this
  /// is the first of the session.
  ///
  /// - Parameters:
  ///   - events: what happened, in order.
  ///   - now: the clock; the later of it and the last line's time is written.
  /// - Returns: every line written, on the disk and folded into `review`.
  /// - Throws: `refused` when a rule says no and nothing was written; `inputOutput` when the disk
  ///   failed, and from then on.
  @discardableResult
  public func append(_ events: [Event], at now: Timestamp) throws(ReportError) -> [Entry] {
    try check(events)
    noteClock(now)
    var out: [UInt8] = []
    var next = chain
    var entries = recovery(&next, at: now, to: &out)
    if !hasSession {
      entries.append(next.append(.session(session), at: now, to: &out))
    }
    for event in events {
      entries.append(next.append(event, at: now, to: &out))
      if identity.signer.signsEveryEvent || event.type == "seal" {
        entries.append(try sign(.checkpoint, &next, to: &out))
      }
    }
    try write(out, entries, then: next)
    return entries
  }

  /// Whether answers are on the disk that no signature covers yet, because the key signs on pause
  /// and on exit.
  public var waitsForCheckpoint: Bool {
    !identity.signer.signsEveryEvent && failure == nil && !review.authorship.uncovered.isEmpty
  }

  /// Whether each event is signed at once.
  public var signsEveryEvent: Bool { identity.signer.signsEveryEvent }

  /// Whether signing asks for a passphrase or a touch on the terminal.
  public var signsOnTerminal: Bool { identity.signer.usesTerminal }

  /// Signs what no signature covers yet; nothing when there is none of it.
  ///
  /// - Returns: every line written.
  /// - Throws: when the key does not sign, or the disk fails.
  @discardableResult
  public func checkpoint(at now: Timestamp) throws(ReportError) -> [Entry] {
    guard waitsForCheckpoint else { return [] }
    var out: [UInt8] = []
    var next = chain
    var entries: [Entry] = []
    if !hasSession { entries.append(next.append(.session(session), at: now, to: &out)) }
    entries.append(try sign(.checkpoint, &next, to: &out))
    try write(out, entries, then: next)
    return entries
  }

  /// Writes an intent and its signature in one write, and no session.
  ///
  /// - Returns: every line written.
  @discardableResult
  public func sign(_ intent: Intent, at now: Timestamp) throws(ReportError) -> [Entry] {
    if let fault = signFault(intent) { throw ReportError(.refused, fault) }
    try checkTexts(.intent(intent))
    noteClock(now)
    var out: [UInt8] = []
    var next = chain
    let namespace: SignatureLine.Namespace = intent.role == .review ? .review : .approve
    var entries = recovery(&next, at: now, to: &out)
    entries.append(next.append(.intent(intent), at: now, to: &out))
    entries.append(try sign(namespace, &next, to: &out))
    try write(out, entries, then: next)
    return entries
  }

  /// Writes that a tail was cut off, a session and its checkpoint in one write.
  func beginSessionAfterRecovery(at now: Timestamp) throws(ReportError) {
    var out: [UInt8] = []
    var next = chain
    var entries = recovery(&next, at: now, to: &out)
    entries.append(next.append(.session(session), at: now, to: &out))
    entries.append(try sign(.checkpoint, &next, to: &out))
    try write(out, entries, then: next)
  }

  private func sign(
    _ namespace: SignatureLine.Namespace, _ next: inout LineChain, to out: inout [UInt8]
  ) throws(ReportError) -> Entry {
    try next.sign(
      namespace, with: identity.signer, after: bytes, to: &out, isStopped: isStopped)
  }

  private func recovery(
    _ next: inout LineChain, at now: Timestamp, to out: inout [UInt8]
  ) -> [Entry] {
    pendingRecovery.map { [next.append(.recovered($0.recovery), at: now, to: &out)] } ?? []
  }

  /// Why this signer may not sign now, or nil.
  public func signFault(_ intent: Intent) -> String? {
    guard review.isSealed else { return "the report is not sealed: seal it first" }
    for owner in review.authorship.uncovered.sorted() where owner != identity.principal {
      return "lines of \(owner) are not signed yet: \(owner) has to resume the report first"
    }
    if let fault = review.roleFault(intent.role, signer: intent.signer, key: key) { return fault }
    let own = review.roleSignatures.last {
      !$0.isVoid && $0.intent.role == intent.role
        && ($0.intent.signer == intent.signer || $0.key == key)
    }
    if let own, own.intent.decision == intent.decision {
      return "\(own.intent.signer) signed this already, on line \(own.seq + 1)"
    }
    let standing = review.standing()
    if intent.decision == .approved, standing.reviews.count < standing.requiredReviews {
      return "an approval counts only after the review: "
        + "\(standing.reviews.count) of \(standing.requiredReviews) review signatures are there"
    }
    return nil
  }

  /// Saves all lines, unsaved ones too, in a new file, copies the evidence beside it and goes on
  /// there; a notice tells of evidence that could not be copied.
  ///
  /// - Parameters:
  ///   - path: where the report goes; the name must not be taken.
  ///   - tend: called before each slice of evidence; when it throws, no more evidence is copied.
  /// - Returns: the lines that were not saved before.
  /// - Throws: why there is no new file; all is as it was then.
  public func continueElsewhere(
    at path: String,
    tend: (EvidenceCopy) throws(ReportError) -> Void = { (_) throws(ReportError) in }
  ) throws(ReportError) -> [Entry] {
    let place = ReportPath(path)
    file = try ReportOpening.create(place, holding: bytes)
    let former = evidence
    location = place
    failure = nil
    settle(unsaved)
    bringEvidence(from: former, tend)
    defer { unsaved = [] }
    return unsaved
  }

  private func bringEvidence(
    from former: EvidenceFolder, _ tend: (EvidenceCopy) throws(ReportError) -> Void
  ) {
    let standing = review.evidence.values.joined().filter {
      $0.retraction == nil && $0.evidence.source == .file
    }
    let left = Set(standing.map(\.evidence.sha256)).sorted().filter { digest in
      let copy = try? evidence.add(former.path + "/" + digest, step: "", tend: tend)
      return copy?.sha256 != digest
    }
    guard !left.isEmpty else { return }
    notices.append(
      "\(left.count == 1 ? "a copy" : "\(left.count) copies") of evidence could not be taken "
        + "along: see that all files of \(former.path) come to \(evidence.path)")
  }

  private var session: Session {
    Session(signer: identity.principal, key: key, host: identity.host)
  }

  private func check(_ events: [Event]) throws(ReportError) {
    var order = review.order
    if !hasSession { _ = order.accept(.session(session)) }
    for event in events {
      if let fault = order.accept(event) { throw ReportError(.refused, fault) }
      try checkTexts(event)
    }
  }

  private func checkTexts(_ event: Event) throws(ReportError) {
    guard event.typedTexts.allSatisfy({ $0.utf8.count <= FormatLimits.typedText }) else {
      throw ReportError(
        .refused, "not saved: a text may hold 64 KiB; attach long text as a file instead")
    }
  }

  private func noteClock(_ now: Timestamp) {
    guard !toldOfClock, chain.lastTime.seconds - now.seconds > 300 else { return }
    toldOfClock = true
    notices.append(
      "the clock of this machine stands at \(now), before the report's last line at "
        + "\(chain.lastTime): that time is used until the clock has passed it")
  }

  private func write(
    _ out: [UInt8], _ entries: [Entry], then next: LineChain
  ) throws(ReportError) {
    if let failure { throw failure }
    try checkLines(out, lines: next.seq)
    if let cut = pendingRecovery {
      notices.append(try cut.perform())
      pendingRecovery = nil
    }
    bytes.append(contentsOf: out)
    chain = next
    if entries.contains(where: { $0.event == .session(session) }) { hasSession = true }
    if let trouble = put(out) {
      unsaved = entries
      let error = ReportError(.inputOutput, "not saved: \(location.path): \(trouble)")
      failure = error
      throw error
    }
    settle(entries)
  }

  /// Brings lines to the disk; what went wrong, or nil.
  private func put(_ out: [UInt8]) -> String? {
    if let trouble = strangeHand(size: bytes.count - out.count) { return trouble }
    do {
      try file.write(out)
      try file.synchronize()
    } catch {
      return "\(error.text). Everything before is on the disk; nothing more is written there"
    }
    return strangeHand(size: bytes.count)
  }

  /// What somebody else did to the file meanwhile: lines in a file without its name are lost.
  private func strangeHand(size: Int) -> String? {
    guard file.isNamed(location.path) else {
      return "it was moved, replaced or removed while it was open; nothing more is written there"
    }
    guard let status = try? file.status(), status.size == size else {
      return "another program changed it while it was open; nothing more is written there"
    }
    return nil
  }

  private func checkLines(_ out: [UInt8], lines: Int) throws(ReportError) {
    for line in out.split(separator: 0x0A) {
      guard line.count + 1 <= FormatLimits.line else {
        throw ReportError(
          .refused, "not saved: a line may hold 1 MiB; attach long text as a file instead")
      }
    }
    do {
      try Line.check(out)
    } catch {
      throw ReportError(.refused, "not saved: \(error.message)")
    }
    if bytes.count + out.count > FormatLimits.file || lines > FormatLimits.lines {
      throw ReportError(
        .refused, "not saved: the report is full (64 MiB, 200,000 lines): start another")
    }
  }

  /// All lines so far are on the disk, these last.
  private func settle(_ entries: [Entry]) {
    for entry in entries { _ = review.apply(entry) }
    receipt = Receipt(report: receipt.report, seq: chain.seq - 1, digest: chain.digest)
  }
}
