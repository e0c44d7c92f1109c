/// The `pattern` of a typed fact: a regular expression that matches a whole value.
///
/// The subset is small (see `fault(in:)`) and has an own matcher: it follows all ways through the
/// pattern at once (Thompson), so its time is the length of the value times that of the pattern
/// whatever they are. Swift's `Regex` backtracks, is not `Sendable`, and knows a larger syntax
/// than the format promises.
public struct ValuePattern: Sendable {
  /// The longest pattern and the longest value, in bytes.
  static let limit = 200
  /// Steps of a program; more takes a pattern like `(…){200}` of a long group.
  static let programLimit = 10_000

  /// One step of the program.
  enum Instruction: Sendable {
    case scalar(ScalarSet)
    case split(Int, Int)
    case match
  }

  private let program: [Instruction]

  /// Compiles a pattern; nil for one outside the subset.
  public init?(_ pattern: String) {
    guard let program = try? Self.compile(pattern) else { return nil }
    self.program = program
  }

  /// Whether the pattern matches the value as a whole; a value over 200 bytes matches nothing.
  public func matches(_ value: String) -> Bool {
    guard value.utf8.count <= Self.limit else { return false }
    var current: [Int] = []
    var marks = [Int](repeating: -1, count: program.count)
    var stack: [Int] = []
    /// Adds an instruction and those it splits into, each once a position.
    func add(_ start: Int, _ position: Int, to list: inout [Int]) {
      stack.append(start)
      while let next = stack.popLast() {
        guard marks[next] != position else { continue }
        marks[next] = position
        if case .split(let first, let second) = program[next] {
          stack.append(second)
          stack.append(first)
        } else {
          list.append(next)
        }
      }
    }
    add(0, 0, to: &current)
    for (position, scalar) in value.unicodeScalars.enumerated() {
      var next: [Int] = []
      for place in current {
        if case .scalar(let set) = program[place], set.contains(scalar) {
          add(place + 1, position + 1, to: &next)
        }
      }
      current = next
      if current.isEmpty { return false }
    }
    return current.contains { if case .match = program[$0] { true } else { false } }
  }

  /// Why a pattern cannot be used, and the mend; nil when it can.
  ///
  /// Allowed: characters, `.`, classes `[a-z]` `[^a-z]`, `\d \w \s` and their capitals (ASCII),
  /// a backslash before punctuation, groups `( )` and `(?: )`, `|`, the repetitions `* + ?`
  /// `{m}` `{m,}` `{m,n}` up to 200, `^` at the start and `$` at the end. Refused: look-around,
  /// back-references, a repetition of a group that holds a repetition (`?` repeats nothing), and
  /// patterns over 200 bytes.
  public static func fault(in pattern: String) -> String? {
    do throws(Fault) {
      _ = try compile(pattern)
      return nil
    } catch {
      return error.message
    }
  }

  /// Why a pattern is refused.
  struct Fault: Error {
    var message: String
  }

  private static func compile(_ pattern: String) throws(Fault) -> [Instruction] {
    guard pattern.utf8.count <= limit else {
      throw Fault(message: "it is over \(limit) bytes; shorten it")
    }
    var parser = PatternParser(pattern)
    let piece = try parser.parse()
    var program: [Instruction] = []
    try emit(piece, into: &program)
    program.append(.match)
    return program
  }

  private static func emit(
    _ piece: PatternParser.Piece, into program: inout [Instruction]
  ) throws(Fault) {
    guard program.count <= programLimit else {
      throw Fault(message: "it repeats too much; use smaller numbers in '{ }'")
    }
    switch piece {
    case .scalar(let set): program.append(.scalar(set))
    case .sequence(let pieces):
      for piece in pieces { try emit(piece, into: &program) }
    case .choice(let pieces):
      try emitChoice(pieces[...], into: &program)
    case .repeated(let piece, let least, let most):
      for _ in 0..<least { try emit(piece, into: &program) }
      guard let most else {
        // Again and again: split(body, out), body, split(body, out).
        let start = program.count
        program.append(.split(start + 1, 0))
        try emit(piece, into: &program)
        program.append(.split(start + 1, program.count + 1))
        program[start] = .split(start + 1, program.count)
        return
      }
      var open: [Int] = []
      for _ in least..<max(least, most) {
        open.append(program.count)
        program.append(.match)
        try emit(piece, into: &program)
      }
      for place in open { program[place] = .split(place + 1, program.count) }
    }
  }

  private static func emitChoice(
    _ pieces: ArraySlice<PatternParser.Piece>, into program: inout [Instruction]
  ) throws(Fault) {
    var ends: [Int] = []
    for (index, piece) in pieces.enumerated() {
      guard index < pieces.count - 1 else {
        try emit(piece, into: &program)
        continue
      }
      let start = program.count
      program.append(.match)
      try emit(piece, into: &program)
      ends.append(program.count)
      program.append(.match)
      program[start] = .split(start + 1, program.count)
    }
    for place in ends { program[place] = .split(program.count, program.count) }
  }
}
