/// Reads the fields of SSH's binary forms (RFC 4251, section 5) one after the other.
///
/// It hands out ranges of the bytes it was given, so nothing is copied. Every length is checked
/// against what is left before it is used.
struct WireReader {
  private let bytes: [UInt8]
  private let end: Int
  /// Where the next field begins.
  private(set) var position: Int

  init(_ bytes: [UInt8]) {
    self.init(bytes, in: bytes.indices)
  }

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { position == end }

  /// What is left.
  var rest: Range<Int> { position..<end }

  /// The next `count` bytes, whatever they are.
  mutating func take(_ count: Int) -> Range<Int>? {
    guard count >= 0, count <= end - position else { return nil }
    let range = position..<(position + count)
    position += count
    return range
  }

  /// Four bytes, the most significant first.
  mutating func uint32() -> UInt32? {
    guard let range = take(4) else { return nil }
    return bytes[range].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Eight bytes, the most significant first.
  mutating func uint64() -> UInt64? {
    guard let range = take(8) else { return nil }
    return bytes[range].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A length and as many bytes; the range is of the bytes alone.
  mutating func string() -> Range<Int>? {
    guard let length = uint32() else { return nil }
    return take(Int(length))
  }

  /// A string of printable ASCII without blanks, as names of kinds are; at most 64 long (RFC 4251,
  /// section 6).
  mutating func name() -> String? {
    guard let range = string(), (1...64).contains(range.count) else { return nil }
    guard bytes[range].allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }
}
