import Report

/// JSON with one value a line, two spaces a level; texts and numbers as the report writes them.
///
/// The same bytes as Python's `json.dumps(o, sort_keys=True, indent=2, ensure_ascii=True)`.
enum IndentedJSON {
  /// The value's text, with a newline at its end.
  static func encode(_ value: JSONValue) -> String {
    var bytes: [UInt8] = []
    append(value, depth: 0, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ value: JSONValue, depth: Int, to bytes: inout [UInt8]) {
    switch value {
    case .array(let values) where !values.isEmpty:
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        startLine(index, depth: depth + 1, in: &bytes)
        append(value, depth: depth + 1, to: &bytes)
      }
      startLine(0, depth: depth, in: &bytes)
      bytes.append(UInt8(ascii: "]"))
    case .object(let members) where !members.isEmpty:
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        startLine(index, depth: depth + 1, in: &bytes)
        CanonicalJSON.encode(.string(member.key), into: &bytes)
        bytes.append(contentsOf: ": ".utf8)
        append(member.value, depth: depth + 1, to: &bytes)
      }
      startLine(0, depth: depth, in: &bytes)
      bytes.append(UInt8(ascii: "}"))
    default:
      CanonicalJSON.encode(value, into: &bytes)
    }
  }

  private static func startLine(_ index: Int, depth: Int, in bytes: inout [UInt8]) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }
}
