/// RSA keys beyond 8192 bits, where BoringSSL stops; OpenSSH and the reports go to 16,384.
///
/// Only the public half of RSA is here, on numbers that everyone may know, so it need not take the
/// same time for all of them. Numbers are digits of 64 bits, the least significant first.
struct WideRSA: Sendable {
  /// The bytes of the modulus, and so of every signature.
  let byteCount: Int
  private let modulus: [UInt64]
  private let exponent: UInt64
  /// Minus one over the lowest digit of the modulus, in digits.
  private let inverse: UInt64

  /// Takes the digits of both numbers; nil if the modulus is even or the exponent beyond 33 bits,
  /// which is also BoringSSL's bound.
  init?(modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>) {
    guard let lowest = modulus.last, lowest & 1 == 1, exponent.count <= 5 else { return nil }
    self.exponent = exponent.reduce(0) { $0 << 8 | UInt64($1) }
    guard (3..<(1 << 33)).contains(self.exponent) else { return nil }
    byteCount = modulus.count
    self.modulus = Self.digits(modulus)
    // Newton's iteration doubles the bits that are right, from the three that n itself has.
    let digit = self.modulus[0]
    inverse = 0 &- (0..<5).reduce(digit) { guess, _ in guess &* (2 &- digit &* guess) }
  }

  /// Whether the signature is one of PKCS #1 version 1.5 over a digest of SHA-512.
  func isValid(_ signature: ArraySlice<UInt8>, sha512 digest: [UInt8]) -> Bool {
    isValid(signature, over: Self.header(hash: 3, digest.count) + digest)
  }

  /// Whether the signature is one of PKCS #1 version 1.5 over a digest of SHA-256.
  func isValid(_ signature: ArraySlice<UInt8>, sha256 digest: [UInt8]) -> Bool {
    isValid(signature, over: Self.header(hash: 1, digest.count) + digest)
  }

  /// What stands before a digest (RFC 8017, section 9.2, note 1): the hash by its number.
  private static func header(hash: UInt8, _ count: Int) -> [UInt8] {
    let count = UInt8(truncatingIfNeeded: count)
    return [0x30, 17 + count, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04]
      + [0x02, hash, 0x05, 0x00, 0x04, count]
  }

  private func isValid(_ signature: ArraySlice<UInt8>, over content: [UInt8]) -> Bool {
    let number = Self.digits(signature)
    guard signature.count == byteCount, Self.isBelow(number, modulus) else { return false }
    let ending = [0] + content
    let padding = byteCount - 2 - ending.count
    guard padding >= 8 else { return false }
    let expected = [0, 1] + Array(repeating: 0xff, count: padding) + ending
    return power(number) == Self.digits(expected[...])
  }

  /// The number to the power of the exponent, by Montgomery's multiplication.
  private func power(_ number: [UInt64]) -> [UInt64] {
    // In Montgomery's form one is 2^(64 * digits): the highest bit of the modulus, doubled on. Two to
    // the power of the same exponent in that form is the factor that brings numbers into it.
    let width = 64 * modulus.count
    let highest = 63 - modulus[modulus.count - 1].leadingZeroBitCount
    var square = [UInt64](repeating: 0, count: modulus.count - 1) + [1 << UInt64(highest)]
    for _ in highest..<64 { square = reduced(doubled: square) }
    for bit in (0..<(Int.bitWidth - width.leadingZeroBitCount)).reversed() {
      square = product(square, square)
      if width >> bit & 1 == 1 { square = reduced(doubled: square) }
    }
    let base = product(number, square)
    var result = base
    for bit in (0..<(63 - exponent.leadingZeroBitCount)).reversed() {
      result = product(result, result)
      if exponent >> UInt64(bit) & 1 == 1 { result = product(result, base) }
    }
    return product(result, [1] + Array(repeating: 0, count: modulus.count - 1))
  }

  /// Twice a number below the modulus, below the modulus again.
  private func reduced(doubled number: [UInt64]) -> [UInt64] {
    var result = number
    var carry: UInt64 = 0
    for index in result.indices {
      let top = result[index] >> 63
      result[index] = result[index] << 1 | carry
      carry = top
    }
    if carry == 1 || !Self.isBelow(result, modulus) { subtractModulus(&result) }
    return result
  }

  /// Both numbers' product divided by 2^(64 * digits), below the modulus.
  private func product(_ one: [UInt64], _ other: [UInt64]) -> [UInt64] {
    let count = modulus.count
    // The lowest digit becomes zero in every round, so the next one begins a digit higher.
    var sum = [UInt64](repeating: 0, count: 2 * count + 1)
    for (start, digit) in one.enumerated() {
      Self.add(other, times: digit, to: &sum, from: start)
      Self.add(modulus, times: sum[start] &* inverse, to: &sum, from: start)
    }
    var result = Array(sum[count..<(2 * count)])
    if sum[2 * count] != 0 || !Self.isBelow(result, modulus) { subtractModulus(&result) }
    return result
  }

  private func subtractModulus(_ number: inout [UInt64]) {
    var borrow: UInt64 = 0
    for (index, digit) in zip(number.indices, modulus) {
      let (first, below) = number[index].subtractingReportingOverflow(digit)
      let (second, belowAgain) = first.subtractingReportingOverflow(borrow)
      number[index] = second
      borrow = below || belowAgain ? 1 : 0
    }
  }

  /// Adds a multiple of a number at a digit of the sum and carries on to the digit above.
  private static func add(
    _ number: [UInt64], times factor: UInt64, to sum: inout [UInt64], from start: Int
  ) {
    let number = number.span
    var sum = sum.mutableSpan
    var carry: UInt64 = 0
    for index in number.indices {
      // Cannot overflow: the largest digits make 2^128 - 1.
      let digits =
        UInt128(factor) &* UInt128(number[index]) &+ UInt128(sum[start + index]) &+ UInt128(carry)
      sum[start + index] = UInt64(truncatingIfNeeded: digits)
      carry = UInt64(truncatingIfNeeded: digits >> 64)
    }
    var index = start + number.count
    while carry != 0, index < sum.count {
      let (digit, over) = sum[index].addingReportingOverflow(carry)
      sum[index] = digit
      carry = over ? 1 : 0
      index += 1
    }
  }

  private static func isBelow(_ one: [UInt64], _ other: [UInt64]) -> Bool {
    for (left, right) in zip(one.reversed(), other.reversed()) where left != right {
      return left < right
    }
    return false
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
    var digits: [UInt64] = []
    digits.reserveCapacity((bytes.count + 7) / 8)
    var end = bytes.endIndex
    while end > bytes.startIndex {
      let start = max(bytes.startIndex, end - 8)
      digits.append(bytes[start..<end].reduce(0) { $0 << 8 | UInt64($1) })
      end = start
    }
    return digits
  }
}
