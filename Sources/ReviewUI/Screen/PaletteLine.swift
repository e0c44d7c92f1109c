/// A line of the palette: a command, a command with what was typed after it, or a step.
struct PaletteLine: Keyed, Sendable, Equatable {
  /// What Enter does with it.
  enum Use: Sendable, Equatable {
    case run(Command.Act)
    case carryOut(Command.Act, String)
    /// Goes to a step.
    case go(String)
  }

  /// What Enter is called with it.
  var enter: String {
    switch use {
    case .run, .carryOut: "run"
    case .go: "go there"
    }
  }

  let use: Use
  let keyNames: [String]
  let label: String
  let summary: String
  let keys: [KeyPress] = []
  let words: [String] = []

  init(_ use: Use, _ name: String, label: String, summary: String) {
    self.use = use
    keyNames = [name]
    self.label = label
    self.summary = summary
  }

  init(_ command: Command) {
    use = .run(command.act)
    let line = HelpLine(command)
    keyNames = line.keyNames
    label = line.label
    summary = line.summary
  }
}
