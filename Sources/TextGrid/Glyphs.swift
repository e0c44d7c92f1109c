/// The signs that screens are made of, for terminals with and without Unicode.
///
/// Every sign takes one column, but for the ellipsis of the ASCII set. No sign is an emoji.
public struct Glyphs: Sendable, Equatable {
  /// A rule across.
  public let horizontal: Character
  /// A rule down.
  public let vertical: Character
  /// Where a rule down hangs from a rule across.
  public let teeDown: Character
  /// Where a rule down ends on a rule across.
  public let teeUp: Character
  /// Where two rules cross.
  public let cross: Character
  /// The outcome pass.
  public let pass: Character
  /// The outcome fail.
  public let fail: Character
  /// The outcome not applicable.
  public let notApplicable: Character
  /// No outcome yet.
  public let notChecked: Character
  /// Before the item in focus.
  public let pointer: Character
  /// Something is above.
  public let up: Character
  /// Something is below.
  public let down: Character
  /// From one state to another.
  public let arrow: Character
  /// Between words of a line.
  public let dot: Character
  /// The done part of a bar.
  public let barFull: Character
  /// The open part of a bar.
  public let barEmpty: Character
  /// After text that was cut.
  public let ellipsis: String

  /// For terminals that show Unicode.
  public static let unicode = Glyphs(
    horizontal: "─", vertical: "│", teeDown: "┬", teeUp: "┴", cross: "┼", pass: "✓", fail: "✗",
    notApplicable: "-", notChecked: ".", pointer: ">", up: "↑", down: "↓", arrow: "→", dot: "·",
    barFull: "#", barEmpty: ".", ellipsis: "…")

  /// For all others.
  public static let ascii = Glyphs(
    horizontal: "-", vertical: "|", teeDown: "+", teeUp: "+", cross: "+", pass: "+", fail: "X",
    notApplicable: "-", notChecked: ".", pointer: ">", up: "^", down: "v", arrow: ">", dot: "-",
    barFull: "#", barEmpty: ".", ellipsis: "...")

  /// A bar between brackets: `[######......]`.
  ///
  /// It is full only when all is done, and empty only when nothing is.
  /// - Parameters:
  ///   - done: How much is done.
  ///   - total: How much there is.
  ///   - width: The columns, brackets included; nothing is drawn below three.
  /// - Returns: The bar, `width` columns wide.
  public func bar(done: Int, of total: Int, width: Int) -> String {
    let room = min(width, Frame.limit) - 2
    guard room > 0 else { return "" }
    let share = total > 0 ? Double(min(max(done, 0), total)) / Double(total) : 0
    var full = Int((share * Double(room)).rounded())
    if done > 0, total > 0 { full = max(full, min(1, room - 1)) }
    if done < total { full = min(full, room - 1) }
    let filled = String(repeating: barFull, count: full)
    return "[" + filled + String(repeating: barEmpty, count: room - full) + "]"
  }

  /// A text cut to a width, with an ellipsis when something is missing.
  public func shortened(_ text: String, to width: Int) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    let mark = DisplayWidth.of(ellipsis) <= width ? ellipsis : ""
    return TextWrap.cut(text, to: width - DisplayWidth.of(mark)) + mark
  }
}
