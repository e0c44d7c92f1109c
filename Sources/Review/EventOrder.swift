/// Which line may follow which: the order rules of the report, one state for writer and reader.
public struct EventOrder: Sendable {
  /// Whether the answers are ended.
  public private(set) var isSealed = false
  /// What came last; nil before the header.
  private var last: Event?
  private var count = 0
  /// Evidence lines that are not retracted.
  private var evidence: Set<Int> = []

  /// Starts before the header.
  public init() {}

  /// Takes the next event.
  ///
  /// - Parameter event: what the next line says.
  /// - Returns: nil when the line may stand here, else a sentence that says why not; the state
  ///   is then unchanged.
  public mutating func accept(_ event: Event) -> String? {
    if let fault = fault(of: event) { return fault }
    switch event {
    case .seal: isSealed = true
    case .reopen: isSealed = false
    case .evidence: evidence.insert(count)
    case .retract(let retraction): evidence.remove(retraction.of)
    default: break
    }
    last = event
    count += 1
    return nil
  }

  private func fault(of event: Event) -> String? {
    guard let last else {
      if case .header = event { return nil }
      return "the first line is not the header"
    }
    if count == 1 {
      guard case .session = event else { return "the second line is not a session" }
      return nil
    }
    if case .signature(let signature) = event {
      return fault(of: signature, after: last)
    }
    if case .intent = last { return "an intent is not followed by its signature" }
    switch event {
    case .header:
      return "a second header"
    case .session, .recovered:
      return nil
    case .fact, .answer, .evidence, .seal:
      return isSealed ? "the report is sealed: no \(event.type) line may come before a reopen" : nil
    case .retract(let retraction):
      guard !isSealed else {
        return "the report is sealed: no retract line may come before a reopen"
      }
      return evidence.contains(retraction.of)
        ? nil : "\(retraction.of) is not the seq of evidence that still counts"
    case .intent, .reopen:
      return isSealed ? nil : "the report is not sealed: no \(event.type) line may come"
    case .signature:
      return nil
    }
  }

  private func fault(of signature: SignatureLine, after last: Event) -> String? {
    if case .intent(let intent) = last {
      let wanted: SignatureLine.Namespace = intent.role == .review ? .review : .approve
      return signature.namespace == wanted
        ? nil : "the signature after this intent must be in the namespace \(wanted.rawValue)"
    }
    guard signature.namespace == .checkpoint else {
      return "a \(signature.namespace.rawValue) signature without its intent"
    }
    if last.needsSigner { return nil }
    if case .session = last { return nil }
    return "a checkpoint may not stand after a \(last.type) line"
  }
}
