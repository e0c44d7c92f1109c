/// What makes an Ed25519 key or signature the only one of its kind.
///
/// All numbers are 32 bytes, the least significant first. BoringSSL takes any 32 bytes for a key,
/// also points of small order, under which one signature fits every message.
enum Ed25519Rules {
  /// 2^255 - 19, the prime of the field.
  private static let prime: [UInt8] = [0xed] + Array(repeating: 0xff, count: 30) + [0x7f]

  /// 2^252 + 27742317777372353535851937790883648493, the order of the group.
  private static let order: [UInt8] =
    [
      0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
      0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    ] + Array(repeating: 0, count: 15) + [0x10]

  /// The heights of the points of small order, also those written as numbers not below the prime.
  private static let smallOrder: [[UInt8]] = [
    Array(repeating: 0, count: 32),
    [1] + Array(repeating: 0, count: 31),
    [0xec] + Array(repeating: 0xff, count: 30) + [0x7f],
    prime,
    [0xee] + Array(repeating: 0xff, count: 30) + [0x7f],
    [
      0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0,
      0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
      0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39,
      0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
      0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f,
      0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
      0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6,
      0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
  ]

  /// Why a point may not be a key; nil if it may.
  static func fault(ofPoint point: ArraySlice<UInt8>) -> String? {
    guard point.count == 32, let last = point.last else {
      return "an Ed25519 key has 32 bytes, this one has \(point.count)"
    }
    var height = Array(point)
    height[31] = last & 0x7f
    if smallOrder.contains(height) {
      return "the Ed25519 key is a point of small order: one signature would fit every message"
    }
    if !isBelow(height[...], prime) {
      return "the Ed25519 key is not written in its shortest form (y is not below 2^255 - 19)"
    }
    return nil
  }

  /// Why the bytes of a signature are not the only ones that would do; nil if they are.
  static func fault(ofSignature signature: ArraySlice<UInt8>) -> String? {
    guard signature.count == 64 else {
      return "an Ed25519 signature has 64 bytes, this one has \(signature.count)"
    }
    guard isBelow(signature.suffix(32), order) else {
      return "the Ed25519 signature was altered (S is not below the order of the group)"
    }
    return nil
  }

  private static func isBelow(_ number: ArraySlice<UInt8>, _ bound: [UInt8]) -> Bool {
    for (digit, limit) in zip(number.reversed(), bound.reversed()) where digit != limit {
      return digit < limit
    }
    return false
  }
}
