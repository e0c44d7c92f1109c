/// A fault or a doubt in a checklist or answers file, with its place and its mend.
public struct Diagnostic: Sendable, Equatable {
  /// How much it weighs.
  public enum Level: String, Sendable {
    case error
    case warning
  }

  /// The file as the caller named it.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column in Unicode scalars, from 1.
  public var column: Int
  /// How much it weighs.
  public var level: Level
  /// What is wrong, and how to mend it; one line without control characters.
  public var message: String

  /// Makes a diagnostic.
  public init(file: String, line: Int, column: Int, level: Level, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.level = level
    self.message = message
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: error: message`, as compilers and editors expect it.
  public var description: String {
    "\(file):\(line):\(column): \(level.rawValue): \(message)"
  }
}
