/// Spellings of names in a report, judged byte by byte.
public enum Principal {
  /// Whether a text may name a signer: `[A-Za-z0-9_][A-Za-z0-9._%+@:/=~-]{0,254}`.
  public static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 255,
      isAlphanumeric(first) || first == UInt8(ascii: "_")
    else { return false }
    let others: [UInt8] = Array("._%+@:/=~-".utf8)
    return bytes.allSatisfy { isAlphanumeric($0) || others.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
