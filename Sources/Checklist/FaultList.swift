/// Collects what is wrong with one file, bounded, so that a hostile file cannot fill memory.
struct FaultList: Sendable {
  /// How many diagnostics of one level one file may cause.
  static let limit = 1_000

  let path: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var hasErrors = false
  private var counts: [Diagnostic.Level: Int] = [:]
  /// Places whose fault has been told; anything else there is only its consequence.
  private var silenced: Set<Position> = []

  init(path: String) {
    self.path = path
  }

  /// Adds an error: what is wrong, and the mend.
  mutating func error(_ position: Position, _ message: @autoclosure () -> String) {
    add(.error, position, message)
  }

  /// Adds a warning.
  mutating func warning(_ position: Position, _ message: @autoclosure () -> String) {
    add(.warning, position, message)
  }

  /// Whether further errors change nothing.
  var isFull: Bool { counts[.error, default: 0] > Self.limit }

  /// Tells nothing further about a place.
  mutating func silence(_ position: Position) {
    silenced.insert(position)
  }

  /// The diagnostics in the order of the file; of one place, in the order found.
  var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset)
        < (right.element.line, right.element.column, right.offset)
    }.map(\.element)
  }

  /// The message is made only when there is room: to look for the nearest known word a million
  /// times would take minutes.
  private mutating func add(
    _ level: Diagnostic.Level, _ position: Position, _ message: () -> String
  ) {
    if !silenced.isEmpty, silenced.contains(position) { return }
    if level == .error { hasErrors = true }
    // Warnings have room of their own, so that they neither hide an error nor become one.
    let count = counts[level, default: 0]
    guard count <= Self.limit else { return }
    counts[level] = count + 1
    let noun = level == .error ? "faults" : "warnings"
    diagnostics.append(
      Diagnostic(
        file: path, line: position.line, column: position.column, level: level,
        message: count == Self.limit
          ? "more than \(Self.limit) \(noun); mend these first" : message()))
  }
}
