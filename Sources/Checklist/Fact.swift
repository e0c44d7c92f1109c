/// Something about the environment that decides which steps apply and fills in commands.
public struct Fact: Sendable, Equatable {
  /// How a fact is answered.
  public enum Answer: Sendable, Equatable {
    /// One of these, by key.
    case choices([Choice])
    /// A typed value that matches this pattern as a whole.
    case pattern(String)
  }

  /// One possible answer.
  public struct Choice: Sendable, Equatable {
    /// What the report holds.
    public var key: String
    /// What a reader sees.
    public var label: String

    /// Makes a choice.
    public init(key: String, label: String) {
      self.key = key
      self.label = label
    }
  }

  /// The identifier, used in `when` and as `{{id}}` in commands.
  public var id: String
  /// The question.
  public var ask: String
  /// Longer text that says where to look the answer up, or nil.
  public var help: String?
  /// How the fact is answered.
  public var answer: Answer
  /// When the fact is asked at all.
  public var when: Condition

  /// Makes a fact.
  public init(
    id: String, ask: String, help: String? = nil, answer: Answer, when: Condition = .always
  ) {
    self.id = id
    self.ask = ask
    self.help = help
    self.answer = answer
    self.when = when
  }

  /// The choices, empty for a typed fact.
  public var choices: [Choice] {
    if case .choices(let choices) = answer { choices } else { [] }
  }
}
