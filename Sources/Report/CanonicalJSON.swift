/// The one spelling of a line: what Python prints with `sort_keys=True`,
/// `separators=(",", ":")` and `ensure_ascii=True`.
///
/// Own code, because no library writes this form and the usual readers take duplicate keys.
public enum CanonicalJSON {
  /// Why bytes are not one canonical value.
  struct Fault: Error, Equatable {
    /// Offset of the byte where reading stopped.
    let offset: Int
    let message: String
  }

  /// The largest integer: 2^53 - 1.
  static let largestInteger = 9_007_199_254_740_991

  /// Appends a value's canonical bytes.
  public static func encode(_ value: JSONValue, into bytes: inout [UInt8]) {
    switch value {
    case .null:
      bytes.append(contentsOf: "null".utf8)
    case .boolean(let flag):
      bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .integer(let number):
      bytes.append(contentsOf: String(number).utf8)
    case .string(let text):
      encode(text, into: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        encode(value, into: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        encode(member.key, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        encode(member.value, into: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// Reads one value that fills the bytes and whose canonical bytes they are.
  static func decode(_ bytes: ArraySlice<UInt8>, depthLimit: Int) throws(Fault) -> JSONValue {
    var reader = JSONReader(bytes: bytes, depthLimit: depthLimit)
    let value = try reader.value(depth: 1)
    guard reader.isAtEnd else { throw reader.fault("text after the value") }
    var again: [UInt8] = []
    again.reserveCapacity(bytes.count)
    encode(value, into: &again)
    var same = 0
    while same < min(again.count, bytes.count), again[same] == bytes[bytes.startIndex + same] {
      same += 1
    }
    guard same == again.count, same == bytes.count else {
      throw Fault(offset: same, message: "not in canonical form")
    }
    return value
  }

  private static func encode(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      // What needs no escape is copied at one go.
      var start = 0
      var place = 0
      while place < utf8.count {
        if isPlain(utf8[place]) {
          place += 1
          continue
        }
        bytes.append(contentsOf: utf8[start..<place])
        start = place
        while start < utf8.count, !isPlain(utf8[start]) { start += 1 }
        for unit in String(decoding: utf8[place..<start], as: UTF8.self).utf16 {
          encodeEscape(unit, into: &bytes)
        }
        place = start
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte of UTF-8 is a character that stands for itself.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte <= 0x7E && byte != 0x22 && byte != 0x5C
  }

  private static func encodeEscape(_ unit: UInt16, into bytes: inout [UInt8]) {
    bytes.append(0x5C)
    switch unit {
    case 0x22, 0x5C: bytes.append(UInt8(unit))
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(UInt8(ascii: "u"))
      for shift in [12, 8, 4, 0] as [UInt16] {
        bytes.append(hexDigits[Int(unit >> shift & 15)])
      }
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
