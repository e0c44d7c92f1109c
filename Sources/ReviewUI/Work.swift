import TextGrid

/// Something outside that takes time, and how far it is.
public struct Work: Sendable, Equatable {
  /// The name of the file that is copied as evidence.
  public let name: String
  /// Bytes copied so far.
  public let done: Int
  /// Bytes in all.
  public let total: Int

  /// Says how far a copy is.
  public init(name: String, done: Int, total: Int) {
    self.name = name
    self.done = done
    self.total = total
  }

  /// What a reader who sees no bar is told before it begins; nil for what is soon done.
  public var notice: String? {
    guard total >= 64_000_000 else { return nil }
    return "Reading \(SafeText.line(name)), \(grouped(total / 1_000_000)) MB. Ctrl-C cancels."
  }

  /// What the reader is told who cancelled it, as the reason of a refusal.
  public var cancelled: String {
    "reading \(SafeText.line(name)) was cancelled and nothing of it was kept"
  }

  /// How far it is, in a width; the name is cut, never the figures.
  func sentence(_ glyphs: Glyphs, width: Int) -> String {
    let megabytes = (done / 1_000_000, max(1, total / 1_000_000))
    let figures = " \(grouped(megabytes.0)) of \(grouped(megabytes.1)) MB, Esc cancels"
    return glyphs.shortened(SafeText.line(name), to: max(0, width - figures.utf8.count)) + figures
  }
}

/// A number with commas between thousands.
func grouped(_ number: Int) -> String {
  var digits = String(number)[...]
  var groups: [Substring] = []
  while digits.count > 3 {
    groups.append(digits.suffix(3))
    digits = digits.dropLast(3)
  }
  groups.append(digits)
  return groups.reversed().joined(separator: ",")
}
