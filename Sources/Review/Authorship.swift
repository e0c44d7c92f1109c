/// Who wrote which lines, and whose signature covered them first.
public struct Authorship: Sendable {
  /// Lines whose first covering signature is by somebody else.
  public struct ForeignCover: Sendable, Equatable {
    /// The signature line's place.
    public let seq: Int
    /// Whose lines they are.
    public let owner: String
    /// Who signed.
    public let signer: String
  }

  /// Principals who wrote a fact, answer, evidence or retract line.
  public private(set) var writers: Set<String> = []
  /// Fingerprints of the keys of the sessions in which such lines stand.
  public private(set) var writerKeys: Set<String> = []
  /// Signatures that were first to cover the lines of somebody else.
  public private(set) var foreignCovers: [ForeignCover] = []
  /// Places of signatures that were the first to cover lines that somebody answers for.
  public private(set) var firstCovers: Set<Int> = []
  /// The place of the first line that no signature covers yet, or nil;
  /// the header's to begin with.
  public private(set) var firstUncovered: Int? = 0
  /// Principals with lines that no signature covers yet.
  public private(set) var uncovered: Set<String> = []
  private var pendingSigner: String?

  mutating func note(_ entry: Entry, session: Session?) {
    if case .signature = entry.event {
      cover(at: entry.seq, by: pendingSigner ?? session?.signer ?? "")
      pendingSigner = nil
      firstUncovered = nil
      return
    }
    if firstUncovered == nil { firstUncovered = entry.seq }
    if case .intent(let intent) = entry.event { pendingSigner = intent.signer }
    guard let session else { return }
    if entry.event.needsSigner { uncovered.insert(session.signer) }
    if entry.event.isContent {
      writers.insert(session.signer)
      writerKeys.insert(session.key)
    }
  }

  private mutating func cover(at seq: Int, by signer: String) {
    if !uncovered.isEmpty { firstCovers.insert(seq) }
    for owner in uncovered.sorted() where owner != signer {
      foreignCovers.append(ForeignCover(seq: seq, owner: owner, signer: signer))
    }
    uncovered = []
  }
}
