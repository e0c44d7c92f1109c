/// A strict reader of JSON text: no white space, sorted keys, whole numbers, limited nesting.
struct JSONReader {
  private let bytes: ArraySlice<UInt8>
  private let depthLimit: Int
  private var position: Int

  init(bytes: ArraySlice<UInt8>, depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  func fault(_ message: String) -> CanonicalJSON.Fault {
    CanonicalJSON.Fault(offset: position - bytes.startIndex, message: message)
  }

  mutating func value(depth: Int) throws(CanonicalJSON.Fault) -> JSONValue {
    switch peek {
    case UInt8(ascii: "{"):
      return try object(depth: depth)
    case UInt8(ascii: "["):
      return try array(depth: depth)
    case UInt8(ascii: "\""):
      return .string(try string())
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .integer(try integer())
    case UInt8(ascii: "n"):
      for byte in "null".utf8 { try expect(byte, "null is misspelt") }
      return .null
    case UInt8(ascii: "-"):
      throw fault("a negative number: only 0 and larger whole numbers are allowed")
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      throw fault("true and false do not occur in a report")
    default:
      throw fault("not a JSON value")
    }
  }

  private var peek: UInt8 {
    position < bytes.endIndex ? bytes[position] : 0
  }

  private mutating func expect(
    _ byte: UInt8, _ message: @autoclosure () -> String
  ) throws(CanonicalJSON.Fault) {
    guard position < bytes.endIndex, bytes[position] == byte else { throw fault(message()) }
    position += 1
  }

  private mutating func object(depth: Int) throws(CanonicalJSON.Fault) -> JSONValue {
    guard depth <= depthLimit else { throw fault("nested deeper than \(depthLimit)") }
    position += 1
    var members: [JSONValue.Member] = []
    if peek == UInt8(ascii: "}") {
      position += 1
      return .object([])
    }
    while true {
      guard peek == UInt8(ascii: "\"") else { throw fault("a key is missing here") }
      let start = position
      let key = try string()
      if let last = members.last?.key, !last.utf8.lexicographicallyPrecedes(key.utf8) {
        position = start
        throw fault(
          last.utf8.elementsEqual(key.utf8)
            ? "the key stands twice" : "the keys are not sorted by byte")
      }
      try expect(UInt8(ascii: ":"), "a colon is missing here")
      members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
      if peek == UInt8(ascii: ",") {
        position += 1
        continue
      }
      try expect(UInt8(ascii: "}"), "the object is not ended here")
      return .object(members)
    }
  }

  private mutating func array(depth: Int) throws(CanonicalJSON.Fault) -> JSONValue {
    guard depth <= depthLimit else { throw fault("nested deeper than \(depthLimit)") }
    position += 1
    var values: [JSONValue] = []
    if peek == UInt8(ascii: "]") {
      position += 1
      return .array([])
    }
    while true {
      values.append(try value(depth: depth + 1))
      if peek == UInt8(ascii: ",") {
        position += 1
        continue
      }
      try expect(UInt8(ascii: "]"), "the array is not ended here")
      return .array(values)
    }
  }

  private mutating func integer() throws(CanonicalJSON.Fault) -> Int {
    let start = position
    var number = 0
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek) {
      number = number * 10 + Int(peek - UInt8(ascii: "0"))
      guard number <= CanonicalJSON.largestInteger else {
        throw fault("a number larger than 2^53 - 1")
      }
      position += 1
    }
    if bytes[start] == UInt8(ascii: "0"), position > start + 1 {
      throw fault("a number with a leading zero")
    }
    if [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(peek) {
      throw fault("a number that is not whole")
    }
    return number
  }

  private mutating func string() throws(CanonicalJSON.Fault) -> String {
    position += 1
    // The common case has no escape: the bytes are the text.
    var text: [UInt8] = []
    var start = position
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        let rest = bytes[start..<position - 1]
        return String(decoding: text.isEmpty ? rest : (text + rest)[...], as: UTF8.self)
      }
      guard byte == UInt8(ascii: "\\") else { continue }
      text.append(contentsOf: bytes[start..<position - 1])
      let scalar = try escape()
      if scalar.isASCII {
        text.append(UInt8(scalar.value))
      } else {
        text.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
      start = position
    }
    throw fault("a text is not ended")
  }

  private mutating func escape() throws(CanonicalJSON.Fault) -> Unicode.Scalar {
    guard position < bytes.endIndex else { throw fault("a text is not ended") }
    let scalar: Unicode.Scalar?
    switch peek {
    case UInt8(ascii: "\""): scalar = "\""
    case UInt8(ascii: "\\"): scalar = "\\"
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{c}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "u"): scalar = nil
    default: throw fault("an escape that does not exist")
    }
    position += 1
    if let scalar { return scalar }
    return try unicodeEscape()
  }

  /// What stands after `\u`: one unit of UTF-16, or two with a second `\u` between.
  private mutating func unicodeEscape() throws(CanonicalJSON.Fault) -> Unicode.Scalar {
    let unit = try hexUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(unit) else { throw fault("an unpaired surrogate") }
    try expect(UInt8(ascii: "\\"), "an unpaired surrogate")
    try expect(UInt8(ascii: "u"), "an unpaired surrogate")
    let trail = try hexUnit()
    guard UTF16.isTrailSurrogate(trail),
      let scalar = Unicode.Scalar(
        0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00))
    else { throw fault("an unpaired surrogate") }
    return scalar
  }

  private mutating func hexUnit() throws(CanonicalJSON.Fault) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch peek {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = peek - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = peek - UInt8(ascii: "a") + 10
      default: throw fault("an escape that is not four lower-case hex digits")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
