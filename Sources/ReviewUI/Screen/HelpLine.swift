/// A line of help: a command of the table, or keys that act in one place only.
struct HelpLine: Keyed, Sendable, Equatable {
  /// What Enter does with it.
  enum Use: Sendable, Equatable {
    case run(Command.Act)
    case press(KeyPress)
    case nothing
  }

  let use: Use
  let keys: [KeyPress]
  let keyNames: [String]
  let label: String
  let summary: String
  let words: [String]

  /// A command, without the keys that do something else where the reader stands.
  init(_ command: Command, without taken: Set<KeyPress> = []) {
    use = .run(command.act)
    keys = command.keys.filter { !taken.contains($0) }
    let word = command.words.first.map { [":" + $0] } ?? []
    keyNames = command.keys.isEmpty ? word : keys.map(\.name)
    label = command.label
    summary = command.summary
    words = command.words
  }

  /// Keys that act in one place only; of several that do different things, none is pressed.
  init(_ own: OwnKey) {
    use = own.name == nil ? own.keys.first.map { .press($0) } ?? .nothing : .nothing
    keys = own.keys
    keyNames = own.name.map { [$0] } ?? own.keys.map(\.name)
    label = own.label
    summary = own.summary
    words = []
  }

  var canRun: Bool { use != .nothing }
}
