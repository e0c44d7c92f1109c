/// Which characters no text of a checklist or answers file may hold, and how to show the others.
///
/// Control characters can drive a terminal; bidirectional ones can make a text read otherwise
/// than it is stored; the Unicode line and paragraph separators break a line on some screens.
enum TextSafety {
  /// The longest text, in scalars, that a message quotes.
  static let quotedLength = 60

  /// The first scalar that a text may not hold, or nil.
  ///
  /// Newline and tab are allowed.
  static func firstUnsafe(in text: String) -> Unicode.Scalar? {
    // A single pass over bytes decides for nearly every text: only these bytes can begin one.
    let suspicious = text.utf8.contains { byte in
      (byte < 0x20 && byte != 0x0A && byte != 0x09) || byte == 0x7F || byte == 0xC2
        || byte == 0xD8 || byte == 0xE2 || byte == 0xEF
    }
    guard suspicious else { return nil }
    return text.unicodeScalars.first(where: isUnsafe)
  }

  /// Whether a scalar is a control or bidirectional character other than newline and tab.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFEFF: true
    default: false
    }
  }

  /// `U+001B`, for a message.
  static func name(of scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// A text in quotes on one line, shortened, with unsafe characters spelled out.
  static func quoted(_ text: String) -> String {
    "'" + safe(text, limit: quotedLength) + "'"
  }

  /// A text on one line, shortened to `limit` scalars, with unsafe characters spelled out.
  static func safe(_ text: String, limit: Int) -> String {
    var result = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == limit { return result + "…" }
      if scalar == "\n" || scalar == "\t" || isUnsafe(scalar) {
        result += "<" + name(of: scalar) + ">"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
