import TextGrid

/// Something outside that takes time, and how far it is.
public struct Work: Sendable, Equatable {
  /// What it is.
  public enum Kind: Sendable, Equatable {
    /// A file with this name is copied as evidence.
    case copy(String)
    /// The copy of a file with this name is compared with the report.
    case comparison(String)
    /// The report is read and verified.
    case report
    /// An agent signs, and may ask somebody for a word or a touch.
    case signature
  }

  /// What it is.
  public let kind: Kind
  /// Bytes so far, or an amount of lines.
  public let done: Int
  /// The same for all of it.
  public let total: Int

  /// Says how far something is.
  public init(_ kind: Kind, done: Int, total: Int) {
    self.kind = kind
    self.done = done
    self.total = total
  }

  /// What a reader who sees no bar is told before it begins; nil for what is soon done.
  public var notice: String? {
    guard case .copy = kind, total >= 64_000_000 else { return nil }
    return "Reading \(noun), \(grouped(total / 1_000_000)) MB. Ctrl-C cancels."
  }

  /// What came of it when it was cancelled, as the reason of a refusal.
  public var cancelled: String {
    switch kind {
    case .copy: "reading \(noun) was cancelled and nothing of it was kept"
    case .comparison, .report: "reading the report was cancelled"
    case .signature: "nothing was signed"
    }
  }

  /// How far it is, in a width; the name is cut, never the figures.
  func sentence(_ glyphs: Glyphs, width: Int) -> String {
    let megabytes =
      "\(grouped(done / 1_000_000)) of \(grouped(max(1, total / 1_000_000))) MB, Esc cancels"
    let (lead, figures) =
      switch kind {
      case .copy: (noun, " " + megabytes)
      case .comparison: ("Comparing " + noun, " " + megabytes)
      case .report:
        ("Reading the report", ", \(done * 100 / max(1, total)) %, Esc cancels")
      case .signature:
        ("Waiting for the agent to sign: it may ask for a touch", ", Esc cancels")
      }
    return glyphs.shortened(lead, to: max(0, width - figures.utf8.count)) + figures
  }

  private var noun: String {
    switch kind {
    case .copy(let name), .comparison(let name): SafeText.line(name)
    case .report, .signature: "the report"
    }
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
