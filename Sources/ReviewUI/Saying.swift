/// What the reader is told: what happened, and which commands help now.
///
/// Line mode names the words of the commands, the full screen their keys.
public struct Saying: Sendable, Equatable {
  /// A command that helps.
  public struct Hint: Sendable, Equatable {
    /// Which command.
    public let act: Command.Act
    /// What is typed after its word, as prose: `and a reason`; empty for nothing.
    public let argument: String
    /// What it is good for: `to go on answering`.
    public let purpose: String

    /// Makes a hint.
    public init(_ act: Command.Act, typing argument: String = "", _ purpose: String) {
      self.act = act
      self.argument = argument
      self.purpose = purpose
    }
  }

  /// What happened, in sentences.
  public let text: String
  /// The commands that help, most needed first.
  public let hints: [Hint]

  /// Makes a saying.
  public init(_ text: String, _ hints: Hint...) {
    self.init(text, hints)
  }

  /// Makes a saying from any number of hints.
  public init(_ text: String, _ hints: [Hint]) {
    self.text = text
    self.hints = hints
  }

  /// As line mode says it: `Type reopen and a reason`, for example.
  public var inWords: String {
    joined("Type") { hint in
      let word = CommandTable.command(hint.act)?.words.first ?? hint.act.rawValue
      // Among several, a word that says itself what it does needs no purpose.
      let purpose = hints.count > 1 && hint.purpose == "to " + word ? "" : hint.purpose
      return [word, hint.argument, purpose].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// As the full screen says it: `Press R`, for example.
  public var withKeys: String {
    joined("Press") { hint in
      let palette = CommandTable.key(of: .palette)?.name ?? ""
      let label = CommandTable.command(hint.act)?.label ?? hint.act.rawValue
      let key = CommandTable.key(of: hint.act)?.name ?? "\(palette) and choose \(label)"
      return "\(key) \(hint.purpose)"
    }
  }

  private func joined(_ verb: String, _ phrase: (Hint) -> String) -> String {
    let parts = hints.map(phrase)
    guard let last = parts.last else { return text }
    let others = parts.dropLast().joined(separator: ", ")
    let or = parts.count > 2 ? ", or " : " or "
    let choice = others.isEmpty ? last : others + or + last
    return [text, "\(verb) \(choice)."].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
