/// The characters that one place of a `ValuePattern` accepts.
struct ScalarSet: Sendable, Equatable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  init(_ scalar: Unicode.Scalar) {
    self.init([scalar.value...scalar.value])
  }

  /// Anything but a newline.
  static let any = ScalarSet([0x0A...0x0A], isNegated: true)

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  /// `\d`, `\w`, `\s` and their capitals, for ASCII only.
  static func shorthand(_ letter: Unicode.Scalar) -> ScalarSet? {
    switch letter {
    case "d": ScalarSet([0x30...0x39])
    case "w": ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    case "s": ScalarSet([0x09...0x0D, 0x20...0x20])
    case "D": ScalarSet([0x30...0x39], isNegated: true)
    case "W": ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A], isNegated: true)
    case "S": ScalarSet([0x09...0x0D, 0x20...0x20], isNegated: true)
    default: nil
    }
  }
}
