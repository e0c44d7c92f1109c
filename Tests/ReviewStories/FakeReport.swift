package import Review
package import ReviewUI

/// A report in memory that answers effects as the real one does, and fails when it is told to.
package final class FakeReport: EffectHandler {
  package static let start = Timestamp(seconds: 1_795_514_400)

  /// Every line that is on the "disk", without the header.
  package private(set) var entries: [Entry] = []
  /// The fold of `entries`, apart from what the state under test holds.
  package private(set) var review: Review
  /// Every effect that was asked for.
  package private(set) var effects: [Effect] = []
  /// What the disk says to the next write, and to all later ones.
  package var breaksWith: String?
  /// Who writes; a change starts a session.
  package var person: ReviewState.Reviewer {
    didSet { hasSession = false }
  }
  /// Files that can be taken as evidence, with their sizes.
  package var files = ["restore.log": 1234]
  private var failure: String?
  private var unsaved: [Entry] = []
  private var hasSession = false
  private var taken: Set<String> = []

  package init(_ review: Review, person: ReviewState.Reviewer = Sample.ann) throws {
    self.review = review
    self.person = person
    beginSession()
    settle()
  }

  package var headDigest: String {
    let digits = String(review.lastSeq)
    return String(repeating: "0", count: 64 - digits.count) + digits
  }

  package func perform(_ effect: Effect) -> Action {
    effects.append(effect)
    switch effect {
    case .append(let events):
      return append(events)
    case .takeEvidence(let path, let step):
      guard let size = files[path] else {
        return .refused("the evidence \(path) cannot be read: No such file or directory")
      }
      return .evidenceTaken(evidence(path, size, step, .file))
    case .takeText(let name, let text, let step):
      return .evidenceTaken(evidence(name, text.utf8.count, step, .text(text)))
    case .sign(let intent):
      if let failure { return .notSaved(failure) }
      guard review.isSealed else { return .refused("the report is not sealed: seal it first") }
      add(.intent(intent))
      add(signature(intent.role == .review ? .review : .approve))
      return written()
    case .saveElsewhere(let path):
      guard taken.insert(path).inserted else { return .refused("\(path) exists") }
      breaksWith = nil
      failure = nil
      return .savedElsewhere(path: path, settle())
    }
  }

  private func append(_ events: [Event]) -> Action {
    if let failure { return .notSaved(failure) }
    var order = review.order
    if !hasSession { _ = order.accept(.session(session)) }
    for event in events {
      if let fault = order.accept(event) { return .refused(fault) }
    }
    if !hasSession { beginSession() }
    for event in events {
      add(event)
      add(signature(.checkpoint))
    }
    return written()
  }

  private func written() -> Action {
    if let breaksWith {
      failure = breaksWith
      return .notSaved(breaksWith)
    }
    return .saved(settle())
  }

  @discardableResult
  private func settle() -> [Entry] {
    defer { unsaved = [] }
    for entry in unsaved { _ = review.apply(entry) }
    entries += unsaved
    return unsaved
  }

  private func add(_ event: Event) {
    let seq = review.lastSeq + unsaved.count + 1
    var time: Timestamp? = Timestamp(seconds: Self.start.seconds + Int64(seq) * 60)
    if case .signature = event { time = nil }
    unsaved.append(Entry(seq: seq, time: time, event: event))
  }

  private func beginSession() {
    hasSession = true
    add(.session(session))
  }

  private var session: Session { Session(signer: person.principal, key: person.key, host: "") }

  private func signature(_ namespace: SignatureLine.Namespace) -> Event {
    .signature(SignatureLine(namespace: namespace, sshsig: "AAAA", key: person.key))
  }

  private func evidence(
    _ name: String, _ size: Int, _ step: String, _ source: Evidence.Source
  ) -> Evidence {
    Evidence(
      step: step, name: name, sha256: String(repeating: "a", count: 64), size: size,
      mediaType: "text/plain", source: source)
  }
}
