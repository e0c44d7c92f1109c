/// One question of a review, with the guidance to answer it.
public struct Step: Sendable, Equatable {
  /// One thing to do to find the answer.
  public struct Check: Sendable, Equatable {
    /// What to do, in words.
    public var action: String
    /// A read-only command with `{{fact}}` placeholders, or nil.
    ///
    /// Shown, never run.
    public var command: String?
    /// When this line of guidance applies.
    public var when: Condition

    /// Makes a line of guidance.
    public init(action: String, command: String? = nil, when: Condition = .always) {
      self.action = action
      self.command = command
      self.when = when
    }
  }

  /// A value to write down with the answer.
  public struct Record: Sendable, Equatable {
    /// What the value may be.
    public enum Kind: String, Sendable, CaseIterable {
      case text
      case number
      case date
    }

    /// What is asked for.
    public var label: String
    /// What the value may be.
    public var kind: Kind

    /// Makes a record field.
    public init(label: String, kind: Kind) {
      self.label = label
      self.kind = kind
    }
  }

  /// How much evidence a `pass` needs.
  public enum EvidenceNeed: String, Sendable, CaseIterable {
    case none
    case recommended
    case required
  }

  /// The identifier, unique over all files of a review.
  public var id: String
  /// A short claim that holds when all is well.
  public var title: String
  /// The question; yes means pass.
  public var ask: String
  /// What is lost otherwise.
  public var why: String
  /// How to find out, in order; at least one.
  public var check: [Check]
  /// What a pass looks like.
  public var expect: String
  /// How to put it right.
  public var fix: String
  /// How bad a FAIL is.
  public var severity: Severity
  /// The smallest profile that holds the step.
  public var level: Profile
  /// When the step applies.
  public var when: Condition
  /// A value to write down, or nil.
  public var record: Record?
  /// How much evidence a `pass` needs.
  public var evidence: EvidenceNeed
  /// Days after which an answer is expired, or nil for never.
  public var validForDays: Int?
  /// Where the guidance comes from.
  public var references: [Reference]
  /// Statements of the source that this step carries out.
  public var covers: [String]

  /// Makes a step.
  public init(
    id: String, title: String, ask: String, why: String, check: [Check], expect: String,
    fix: String, severity: Severity, level: Profile, when: Condition = .always,
    record: Record? = nil, evidence: EvidenceNeed = .none, validForDays: Int? = nil,
    references: [Reference] = [], covers: [String] = []
  ) {
    self.id = id
    self.title = title
    self.ask = ask
    self.why = why
    self.check = check
    self.expect = expect
    self.fix = fix
    self.severity = severity
    self.level = level
    self.when = when
    self.record = record
    self.evidence = evidence
    self.validForDays = validForDays
    self.references = references
    self.covers = covers
  }
}
