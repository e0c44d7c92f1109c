/// Which characters take the same columns in every terminal.
enum ClusterCertainty {
  /// The most scalars of a character that are shown: enough for every emoji, too few for a tower
  /// of accents.
  static let scalarLimit = 16

  /// A character as a cell keeps it: not endless, and without a joiner that would pull in what
  /// stands in the next cell.
  static func bounded(_ character: Character) -> Character {
    let scalars = character.unicodeScalars
    guard scalars.count > 1 else { return character }
    var kept = Array(scalars.prefix(scalarLimit))
    guard kept.count < scalars.count || isJoiner(kept[kept.count - 1]) else { return character }
    while kept.count > 1, isJoiner(kept[kept.count - 1]) { kept.removeLast() }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: kept)
    return String(text).first ?? character
  }

  /// Whether terminals agree about a character's columns, on its own and beside others.
  ///
  /// They do about one visible scalar with plain combining marks. They do not about what old ones
  /// add up by code point and new ones draw as a whole: flags, keycaps, skin tones, joined emoji,
  /// variation selectors, conjuncts, conjoining Hangul, and marks with nothing to stand on.
  static func isCertain(_ character: Character) -> Bool {
    var isFirst = true
    for scalar in character.unicodeScalars {
      let isPlain = isFirst ? isPlainBase(scalar) : isPlainMark(scalar)
      guard isPlain else { return false }
      isFirst = false
    }
    return true
  }

  private static func isPlainBase(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: return true
    case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF: return false  // Conjoining Hangul.
    case 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF: return false  // Halves of flags, skin tones.
    default: break
    }
    switch scalar.properties.generalCategory {
    case .spacingMark, .nonspacingMark, .enclosingMark, .format, .control: return false
    case .unassigned, .privateUse, .surrogate: return false
    default: return true
    }
  }

  private static func isPlainMark(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.generalCategory == .nonspacingMark
      && !properties.isVariationSelector && !properties.isDefaultIgnorableCodePoint
      && properties.canonicalCombiningClass != .virama
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{200D}" }
}
