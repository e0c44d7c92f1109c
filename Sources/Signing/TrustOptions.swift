/// The options of a line of a trust list.
struct TrustOptions {
  private(set) var isAuthority = false
  private(set) var namespaces: PatternList?
  private(set) var validAfter: Int64?
  private(set) var validBefore: Int64?

  /// A line without options.
  init() {}

  /// Reads the field; every option is known and stands there once, the fault is a sentence.
  init(_ field: ArraySlice<UInt8>) throws(KeyFault) {
    var rest = field
    while true {
      let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ",") }
      rest = rest[name.endIndex...]
      try take(name, &rest)
      guard let next = rest.popFirst() else { break }
      guard next == UInt8(ascii: ","), !rest.isEmpty else {
        throw KeyFault(message: "one comma stands between two options, and none after the last")
      }
    }
    if let validAfter, let validBefore, validBefore <= validAfter {
      throw KeyFault(message: "valid-before is not later than valid-after")
    }
  }

  private mutating func take(
    _ name: ArraySlice<UInt8>, _ rest: inout ArraySlice<UInt8>
  ) throws(KeyFault) {
    let name = String(decoding: name, as: UTF8.self)
    switch name.lowercased() {
    case "cert-authority":
      guard !isAuthority else { throw Self.repeated(name) }
      isAuthority = true
    case "namespaces":
      guard namespaces == nil else { throw Self.repeated(name) }
      namespaces = PatternList(try Self.value(of: name, &rest))
    case "valid-after":
      guard validAfter == nil else { throw Self.repeated(name) }
      validAfter = try Self.time(of: name, &rest)
    case "valid-before":
      guard validBefore == nil else { throw Self.repeated(name) }
      validBefore = try Self.time(of: name, &rest)
    default:
      throw KeyFault(
        message: "unknown option or kind of key \(QuotedText.quote(name)); the options are "
          + "namespaces, valid-after, valid-before and cert-authority")
    }
  }

  /// What stands in the quotes after `=`; `\"` is a quote.
  private static func value(
    of name: String, _ rest: inout ArraySlice<UInt8>
  ) throws(KeyFault) -> ArraySlice<UInt8> {
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    guard rest.starts(with: "=\"".utf8) else {
      throw KeyFault(message: "the value of \(name) stands in quotes: \(name)=\"...\"")
    }
    rest = rest.dropFirst(2)
    var value: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == quote { return value[...] }
      if byte == backslash, rest.first == quote {
        value.append(quote)
        rest = rest.dropFirst()
      } else {
        value.append(byte)
      }
    }
    throw KeyFault(message: "the quote after \(name)= is not closed")
  }

  private static func time(
    of name: String, _ rest: inout ArraySlice<UInt8>
  ) throws(KeyFault) -> Int64 {
    let text = try value(of: name, &rest)
    do {
      return try ListTime.seconds(text)
    } catch {
      switch error {
      case .hasNoZone:
        throw KeyFault(
          message: "the time \(QuotedText.quote(text)) of \(name) needs a Z at its end: "
            + "without it every machine reads it in its own time zone")
      case .isNoTime:
        throw KeyFault(
          message: "\(QuotedText.quote(text)) is no time for \(name): "
            + "write YYYYMMDDZ or YYYYMMDDHHMMSSZ")
      }
    }
  }

  private static func repeated(_ name: String) -> KeyFault {
    KeyFault(message: "the option \(name) stands there twice")
  }
}
