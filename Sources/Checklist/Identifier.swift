/// Spellings that the formats share, judged byte by byte.
public enum Identifier {
  /// Whether a text is a step, section, fact or checklist identifier:
  /// `[a-z0-9][a-z0-9._-]{0,99}`.
  public static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 100, isLowerOrDigit(first) else { return false }
    return bytes.allSatisfy {
      isLowerOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: "-")
    }
  }

  /// Whether a value may stand in a command or be a choice's key:
  /// `[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}`.
  public static func isSafeInCommand(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 200, isAlphanumeric(first) else { return false }
    let others: [UInt8] = Array("._:/@-".utf8)
    return bytes.allSatisfy { isAlphanumeric($0) || others.contains($0) }
  }

  private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
