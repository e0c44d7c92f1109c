/// A regular file in a tar archive, the same bytes on every machine: no owner, one mode.
///
/// Source: POSIX.1-2017, `pax`, "ustar Interchange Format" and "pax Interchange Format".
public struct TarEntry: Sendable, Equatable {
  /// Where it is unpacked to, folders with `/`.
  public let path: String
  /// Number of bytes.
  public let size: Int
  /// Seconds since 1970.
  public let modified: Int64

  /// Describes a file.
  public init(path: String, size: Int, modified: Int64) {
    self.path = path
    self.size = size
    self.modified = modified
  }

  private static let block = 512

  /// What stands before the file's bytes; a name or size that ustar cannot say has a pax header.
  public var header: [UInt8] {
    var records: [UInt8] = []
    let place = Self.split(path)
    if place == nil { records += Self.record("path", path) }
    if size > Self.largest(digits: 11) { records += Self.record("size", String(size)) }
    var bytes: [UInt8] = []
    if !records.isEmpty {
      bytes += Self.ustar(
        Name(prefix: [], last: Array("PaxHeaders".utf8)), size: records.count, modified: modified,
        kind: UInt8(ascii: "x"))
      bytes += records + Self.padding(after: records.count)
    }
    // Who cannot read the pax header sees a part of the name.
    let cut = path.utf8.suffix(100).map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }
    return bytes
      + Self.ustar(
        place ?? Name(prefix: [], last: cut), size: size, modified: modified,
        kind: UInt8(ascii: "0"))
  }

  /// What stands after the file's bytes.
  public var padding: [UInt8] { Self.padding(after: size) }

  /// What stands at the end of an archive.
  public static var end: [UInt8] { Array(repeating: 0, count: 2 * block) }

  private struct Name {
    let prefix: [UInt8]
    let last: [UInt8]
  }

  // The longest last part that fits, so that short names stand whole in the first field.
  private static func split(_ path: String) -> Name? {
    let bytes = Array(path.utf8)
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
    if bytes.count <= 100 { return Name(prefix: [], last: bytes) }
    guard
      let slash = bytes.indices.dropLast().first(where: { index in
        bytes[index] == UInt8(ascii: "/") && bytes.count - index - 1 <= 100
      }), (1...155).contains(slash)
    else { return nil }
    return Name(prefix: Array(bytes[..<slash]), last: Array(bytes[(slash + 1)...]))
  }

  /// `LENGTH KEY=VALUE\n`, where the length counts itself.
  private static func record(_ key: String, _ value: String) -> [UInt8] {
    let rest = Array(" \(key)=\(value)\n".utf8)
    var length = rest.count + 1
    while String(length).utf8.count + rest.count != length { length += 1 }
    return Array(String(length).utf8) + rest
  }

  private static func ustar(
    _ name: Name, size: Int, modified: Int64, kind: UInt8
  ) -> [UInt8] {
    let time = Int(min(max(modified, 0), Int64(largest(digits: 11))))
    var bytes: [UInt8] = []
    bytes += field(name.last, 100)
    bytes += number(0o644, 8) + number(0, 8) + number(0, 8)
    bytes += number(size > largest(digits: 11) ? 0 : size, 12) + number(time, 12)
    bytes += Array(repeating: UInt8(ascii: " "), count: 8)
    bytes.append(kind)
    bytes += field([], 100)
    bytes += Array("ustar\u{0}00".utf8)
    bytes += field([], 64) + number(0, 8) + number(0, 8)
    bytes += field(name.prefix, 155)
    bytes += field([], block - bytes.count)
    let sum = bytes.reduce(0) { $0 + Int($1) }
    bytes.replaceSubrange(148..<156, with: number(sum, 7) + [UInt8(ascii: " ")])
    return bytes
  }

  private static func padding(after count: Int) -> [UInt8] {
    Array(repeating: 0, count: (block - count % block) % block)
  }

  private static func field(_ bytes: [UInt8], _ width: Int) -> [UInt8] {
    bytes + Array(repeating: 0, count: width - bytes.count)
  }

  /// Octal digits, zeros in front, NUL behind.
  private static func number(_ value: Int, _ width: Int) -> [UInt8] {
    let digits = Array(String(value, radix: 8).utf8)
    return Array(repeating: UInt8(ascii: "0"), count: width - 1 - digits.count) + digits + [0]
  }

  private static func largest(digits: Int) -> Int { 1 << (3 * digits) - 1 }
}
