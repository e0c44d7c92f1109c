/// SSH's `mpint` (RFC 4251, section 5), held to one spelling and to numbers above zero.
enum PositiveInteger {
  /// The digits without the zero byte that keeps the sign clear; nil if the number is negative,
  /// zero or longer than it need be.
  static func magnitude(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = bytes.first, first < 0x80 else { return nil }
    guard first == 0 else { return bytes }
    let rest = bytes.dropFirst()
    guard let second = rest.first, second >= 0x80 else { return nil }
    return rest
  }

  /// How many bits the digits of `magnitude` have.
  static func bitCount(_ magnitude: ArraySlice<UInt8>) -> Int {
    guard let first = magnitude.first else { return 0 }
    return magnitude.count * 8 - first.leadingZeroBitCount
  }
}
