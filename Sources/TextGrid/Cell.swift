/// One column of one row of a ``Frame``.
public struct Cell: Equatable, Sendable {
  /// What a cell holds of its character.
  public enum Part: UInt8, Sendable {
    /// All of it.
    case whole
    /// The left half of a wide one.
    case left
    /// The right half; the character itself is in the cell before.
    case right
  }

  /// The character; a space in the right half of a wide one.
  public let character: Character
  /// Its role.
  public internal(set) var style: Style
  /// Which part of the character this is.
  public let part: Part
  /// Whether terminals disagree about the columns of the character.
  ///
  /// Such a character is drawn on its own, with the cursor moved before what comes next.
  public let isIsolated: Bool

  /// A space.
  static func blank(_ style: Style) -> Cell {
    Cell(character: " ", style: style, part: .whole, isIsolated: false)
  }
}
