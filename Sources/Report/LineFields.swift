import Review

/// The fields of one object of a line, taken out by name and kind.
struct LineFields {
  /// Why fields are not those of the format.
  struct Fault: Error, Equatable {
    let message: String
  }

  private var fields: [String: JSONValue] = [:]

  /// Checks that an object has exactly the fields named.
  init(_ value: JSONValue, of owner: String, exactly names: [String]) throws(Fault) {
    guard case .object(let members) = value else { throw Fault(message: "\(owner) is no object") }
    for member in members {
      guard names.contains(where: { $0.utf8.elementsEqual(member.key.utf8) }) else {
        throw Fault(message: "\(owner) has no field \(Self.quoted(member.key))")
      }
      fields[member.key] = member.value
    }
    for name in names where fields[name] == nil {
      throw Fault(message: "\(owner) lacks the field \(name)")
    }
  }

  func text(_ name: String) throws(Fault) -> String {
    guard case .string(let text)? = fields[name] else {
      throw Fault(message: "\(name) is no text")
    }
    return text
  }

  func filledText(_ name: String) throws(Fault) -> String {
    let text = try text(name)
    guard !text.isEmpty else { throw Fault(message: "\(name) is empty") }
    return text
  }

  /// A text that a test lets through.
  func text(
    _ name: String, _ wanted: String, where isValid: (String) -> Bool
  ) throws(Fault) -> String {
    let text = try text(name)
    guard isValid(text) else { throw Fault(message: "\(name) is not \(wanted)") }
    return text
  }

  func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, of type: Word.Type
  ) throws(Fault) -> Word where Word.RawValue == String {
    let text = try text(name)
    guard let word = type.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) })
    else {
      let words = type.allCases.map(\.rawValue).joined(separator: ", ")
      throw Fault(message: "\(name) is none of \(words)")
    }
    return word
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(Fault) -> Int {
    guard case .integer(let number)? = fields[name] else {
      throw Fault(message: "\(name) is no whole number")
    }
    guard range.contains(number) else {
      throw Fault(
        message: "\(name) is not between \(range.lowerBound) and \(range.upperBound)")
    }
    return number
  }

  func count(_ name: String) throws(Fault) -> Int {
    try integer(name, in: 0...CanonicalJSON.largestInteger)
  }

  func sha256(_ name: String) throws(Fault) -> String {
    try text(name, "64 lower-case hex digits", where: Self.isSHA256)
  }

  func array(_ name: String) throws(Fault) -> [JSONValue] {
    guard case .array(let values)? = fields[name] else {
      throw Fault(message: "\(name) is no array")
    }
    return values
  }

  func value(_ name: String) -> JSONValue { fields[name] ?? .null }

  func isNull(_ name: String) -> Bool { fields[name] == .null }

  static func isSHA256(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy(isLowerHex)
  }

  static func isLowerHex(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  /// A key as a message may hold it: short, printable.
  static func quoted(_ key: String) -> String {
    let isPlain = key.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return isPlain && key.utf8.count <= 40 ? "\"\(key)\"" : "of this name"
  }
}
