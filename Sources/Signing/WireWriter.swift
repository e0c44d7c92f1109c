/// Writes the fields of SSH's binary forms (RFC 4251, section 5) one after the other.
struct WireWriter {
  /// What was written so far.
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Bytes as they are, without a length.
  mutating func raw(_ content: some Sequence<UInt8>) {
    bytes.append(contentsOf: content)
  }

  /// Four bytes, the most significant first.
  mutating func uint32(_ value: UInt32) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// A length and the bytes.
  mutating func string(_ content: some Collection<UInt8>) {
    uint32(UInt32(truncatingIfNeeded: content.count))
    bytes.append(contentsOf: content)
  }

  /// A length and the bytes of a text.
  mutating func string(_ text: String) {
    string(text.utf8)
  }
}
