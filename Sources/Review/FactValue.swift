/// The value of a fact; empty means not known.
public struct FactValue: Sendable, Equatable {
  /// The fact's identifier.
  public var fact: String
  /// A choice's key or a typed value.
  public var value: String

  /// Makes a value.
  public init(fact: String, value: String) {
    self.fact = fact
    self.value = value
  }

  /// Whether a text may be a fact's value: `[A-Za-z0-9._:/@%+,=-]{0,200}`.
  public static func isValid(_ text: String) -> Bool {
    let others: [UInt8] = Array("._:/@%+,=-".utf8)
    return text.utf8.count <= 200
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || others.contains(byte)
      }
  }
}
