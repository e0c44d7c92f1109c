/// How many columns of a terminal a text takes.
///
/// libc's `wcwidth` answers by locale and knows no grapheme clusters, so the layout has its own
/// rules: the same text takes the same columns on every machine and in every test. They give the
/// columns that a terminal with current Unicode data uses; an older one may draw a rare cluster
/// narrower, which is why the frame is drawn in runs that start at a known column.
public enum DisplayWidth {
  /// The columns of one grapheme cluster: 0, 1 or 2.
  ///
  /// The widths of the cluster's scalars are added up, to 2 at most: `e` with a combining accent
  /// takes 1, a pair of regional indicators (a flag) 2, a family joined by zero width joiners 2.
  /// A variation selector that asks for the emoji form makes an emoji 2 wide (heart, keycaps);
  /// the selector for the text form makes nothing narrower. Control characters count 0: text is
  /// made safe with ``SafeText`` before it is measured.
  public static func of(_ character: Character) -> Int {
    var width = 0
    var base: Unicode.Scalar?
    for scalar in character.unicodeScalars {
      if scalar == "\u{FE0F}", let base, base.properties.isEmoji { return 2 }
      width += columns(of: scalar)
      if width >= 2 { return 2 }
      base = scalar
    }
    return width
  }

  /// The columns of a text that stands on one line.
  public static func of(_ text: String) -> Int {
    if text.isPrintableASCII { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a scalar on its own.
  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2FF: return 1  // The soft hyphen is shown, as terminals do.
    case 0x00...0x1F, 0x7F...0x9F: return 0
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0  // Hangul vowels and finals join the initial.
    case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x110BD, 0x110CD:
      return 1  // Format characters by category, yet signs that are seen.
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
    default: return WideRanges.contains(scalar) ? 2 : 1
    }
  }
}

extension String {
  /// Whether the text has nothing but ASCII from space to tilde: the common case, told fast.
  var isPrintableASCII: Bool {
    utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }
}
