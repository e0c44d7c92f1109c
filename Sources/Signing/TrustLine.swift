/// A line of a trust list: who may sign with which key, what for and when.
struct TrustLine: Sendable {
  /// The names on a line of a plain key, compared byte by byte; an authority's are patterns.
  private let principals: [ArraySlice<UInt8>]
  /// The key of an authority vouches for certificates and signs nothing itself.
  let isAuthority: Bool
  let namespaces: PatternList?
  let validAfter: Int64?
  let validBefore: Int64?
  let key: PublicKey

  /// Reads a line without its end and the blanks around it; the fault is a sentence.
  init(_ line: ArraySlice<UInt8>) throws(KeyFault) {
    var scanner = FieldScanner(line)
    let names = try Self.principals(&scanner)
    guard let first = scanner.quotedField() else {
      throw KeyFault(
        message: scanner.rest.contains(UInt8(ascii: "\""))
          ? "a quote is not closed"
          : "the line has no key: PRINCIPALS [OPTIONS] ssh-ed25519 AAAA...")
    }
    guard let second = scanner.field() else {
      throw KeyFault(
        message: Self.isKeyType(names.first ?? [])
          ? "the line has no principal before its key" : "the line has no key")
    }
    var options = TrustOptions()
    if let plain = try? PublicKey(type: first, base64: second) {
      key = plain
    } else if Self.isKeyType(first) {
      key = try PublicKey(type: first, base64: second)
    } else {
      options = try TrustOptions(first)
      guard let third = scanner.field() else {
        throw KeyFault(message: "the line has no key after its options")
      }
      key = try PublicKey(type: second, base64: third)
    }
    isAuthority = options.isAuthority
    namespaces = options.namespaces
    validAfter = options.validAfter
    validBefore = options.validBefore
    principals = names
    guard isAuthority || !names.contains(where: Self.isPattern) else {
      throw KeyFault(
        message: "a principal with *, ? or ! lets a key sign in many names: write the name out; "
          + "only cert-authority lines may have patterns")
    }
  }

  /// Whether the line is for this principal.
  func names(_ principal: String) -> Bool {
    isAuthority
      ? PatternList(principals).matches(principal.utf8)
      : principals.contains { $0.elementsEqual(principal.utf8) }
  }

  /// The first field, in quotes or not, at its commas.
  private static func principals(
    _ scanner: inout FieldScanner
  ) throws(KeyFault) -> [ArraySlice<UInt8>] {
    let quote = UInt8(ascii: "\"")
    guard var field = scanner.quotedField() else {
      throw KeyFault(message: "the quotes around the principals are not closed")
    }
    if field.first == quote, field.last == quote, field.count > 1 {
      field = field.dropFirst().dropLast()
    }
    guard !field.contains(quote) else {
      throw KeyFault(message: "quotes stand around all principals of a line or nowhere")
    }
    let names = field.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard names.allSatisfy({ !$0.isEmpty }) else {
      throw KeyFault(message: "a principal is empty: one comma stands between two names")
    }
    return names
  }

  /// Whether a field that is followed by no readable key was still meant as the kind of one.
  private static func isKeyType(_ field: ArraySlice<UInt8>) -> Bool {
    guard !field.contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "\"") }) else {
      return false
    }
    return ["ssh-", "ecdsa-", "sk-", "rsa-"].contains { field.starts(with: $0.utf8) }
  }

  private static func isPattern(_ name: ArraySlice<UInt8>) -> Bool {
    name.contains { "*?!".utf8.contains($0) }
  }
}
