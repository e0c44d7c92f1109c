/// What `answer --from` takes: facts and answers in a file, checked as a whole.
public struct AnswersFile: Sendable, Equatable {
  /// One answer to one step.
  public struct Entry: Sendable, Equatable {
    /// The step's identifier.
    public var step: String
    /// `pass`, `fail`, `not_applicable` or `not_checked`.
    public var outcome: String
    /// Free text, may be empty.
    public var comment: String
    /// The value to write down, may be empty.
    public var record: String
    /// What follows a `fail`, or nil.
    public var plan: Plan?
    /// The line of the step's name, from 1.
    public var line: Int
    /// The column of the step's name, from 1.
    public var column: Int
  }

  /// What is done about a `fail`.
  public struct Plan: Sendable, Equatable {
    /// `fix` or `accept`.
    public var kind: String
    /// Who sees to it.
    public var owner: String
    /// The day by which, `YYYY-MM-DD`.
    public var until: String
    /// Why so.
    public var reason: String
  }

  /// One value of one fact.
  public struct FactValue: Sendable, Equatable {
    /// The fact's identifier.
    public var fact: String
    /// A choice's key, or a typed value; empty says that it is not known.
    public var value: String
    /// The line of the fact's name, from 1.
    public var line: Int
    /// The column of the fact's name, from 1.
    public var column: Int
  }

  /// The facts, in the order of the file.
  public var facts: [FactValue] = []
  /// The answers, in the order of the file.
  public var answers: [Entry] = []

  /// The longest text of an answer, in bytes.
  public static let textLimit = 64 * 1_024

  /// Reads an answers file and checks all of it.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - set: the checklists that it answers.
  /// - Returns: the file, or nil when there is an error; and every diagnostic in line order.
  public static func read(
    _ source: ChecklistSource, against set: ChecklistSet
  ) -> (AnswersFile?, [Diagnostic]) {
    var faults = FaultList(path: source.path)
    guard let document = SourceDocument.read(source, rules: .full, faults: &faults) else {
      return (nil, faults.sorted)
    }
    let decoder = AnswersDecoder(document: document, set: set, faults: faults)
    let diagnostics = decoder.reader.faults.sorted
    return (decoder.reader.faults.hasErrors ? nil : decoder.file, diagnostics)
  }
}
