import Foundation
import Testing

@testable import Report

/// The one spelling of a value, against Python's printer and reader.
struct CanonicalJSONTests {
  private static func bytes(_ value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    CanonicalJSON.encode(value, into: &bytes)
    return bytes
  }

  private static func decode(_ text: String, depth: Int = 4) -> JSONValue? {
    try? CanonicalJSON.decode(Array(text.utf8)[...], depthLimit: depth)
  }

  private static func randomText(_ random: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    let ranges: [ClosedRange<UInt32>] = [
      0...0x1F, 0x20...0x7E, 0x20...0x7E, 0x22...0x22, 0x5C...0x5C, 0x7F...0xA0, 0xD7F0...0xD7FF,
      0xE000...0xE010, 0x2020...0x2030, 0xFFF0...0xFFFF, 0x1_0000...0x1_0010, 0x1_F600...0x1_F64F,
      0x10_FFF0...0x10_FFFF, 0x300...0x310,
    ]
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
        text.append(scalar)
      }
    }
    return String(text)
  }

  private static func randomValue(_ random: inout SeededGenerator, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth < 4 ? 6 : 3), using: &random) {
    case 0: return .null
    case 1:
      let bits = Int.random(in: 0...53, using: &random)
      return .integer(Int.random(in: 0...(1 << bits) - 1, using: &random))
    case 2: return .string(randomText(&random))
    case 3:
      return .array(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          randomValue(&random, depth: depth + 1)
        })
    default:
      var members: [String: JSONValue] = [:]
      for index in 0..<Int.random(in: 0...5, using: &random) {
        // Python sorts by code point, which is the order of UTF-8 bytes.
        members[randomText(&random) + "\(index)"] = randomValue(&random, depth: depth + 1)
      }
      return .object(of: members)
    }
  }

  /// Prints each line of a file again and leaves the lines that came out as other bytes.
  private static let printer = """
    import json, sys
    for number, line in enumerate(open(sys.argv[1], "rb").read().split(b"\\n")[:-1]):
        value = json.loads(line)
        again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        if again.encode() != line:
            print(number, line, again)
    print("read", number + 1)
    """

  @Test func pythonPrintsTheSame() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 1)
    var file: [UInt8] = []
    for _ in 0..<3000 {
      let value = Self.randomValue(&random, depth: 1)
      let line = Self.bytes(value)
      #expect(try CanonicalJSON.decode(line[...], depthLimit: 4) == value)
      file += line + [0x0A]
    }
    try folder.write(file, "values")
    let outcome = try Command.run(
      "/usr/bin/env", ["python3", "-c", Self.printer, "values"], in: folder)
    #expect(outcome.output == "read 3000\n")
    #expect(outcome.status == 0)
  }

  @Test(arguments: [
    "0", "1", "9007199254740991", "\"\"", "[]", "{}", "null", "[[[[]]]]", "{\"a\":{\"b\":[{}]}}",
    "{\"\":0,\"A\":0,\"a\":0,\"aa\":0,\"b\":0}", "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\"",
    "\"\\ud83d\\ude80\\uffff\\u00e9\"", "\"/\"", "[0,null,\"x\"]",
  ])
  func canonicalTextComesBack(text: String) throws {
    let value = try #require(Self.decode(text))
    #expect(Self.bytes(value) == Array(text.utf8))
  }

  @Test(arguments: [
    "", " ", "0 ", " 0", "\n", "[0, 1]", "{\"a\": 0}", "{ }", "[ ]", "{\"a\":0,}", "[0,]", "[,]",
    "{,}", "{\"a\"}", "{\"a\":}", "{a:0}", "{\"b\":0,\"a\":0}", "{\"a\":0,\"a\":0}", "[0",
    "{\"a\":0",
    "\"a", "\"\\", "\"\\u", "\"\\u00", "\"\\u0041\"", "\"\\u00E9\"", "\"\\u000a\"", "\"\\/\"",
    "\"\\x\"", "\"é\"", "\"\u{7F}\"", "\"\t\"", "\"\u{0}\"", "\"\\u0022\"", "\"\\u005c\"",
    "\"\\ud83d\"", "\"\\ude80\"", "\"\\ud83dx\"", "\"\\ud83d\\n\"", "\"\\ud83d\\ud83d\"",
    "\"\\ude80\\ud83d\"", "\"\\ud83d\\u0041\"", "00", "01", "-0", "-1", "+1", "1.0", "1e3", "1E3",
    "0.0", "1.", ".5", "9007199254740992", "99999999999999999999999999", "0x10", "NaN", "Infinity",
    "true", "false", "nul", "Null", "nulll", "null,", "0,0", "[]]", "{}{}", "\"\"\"", "'a'",
    "[[[[[]]]]]", "{\"a\":{\"b\":[{\"c\":[]}]}}", "\u{FEFF}0", "[0\u{A0}]",
    "{\"\\u00e9\":0,\"a\":0}", "{\"\\ud83d\\ude80\":0,\"\\uffff\":0}",
  ])
  func everythingElseIsRefused(text: String) {
    #expect(Self.decode(text) == nil)
  }

  @Test(arguments: [
    [0xFF], [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
  ])
  func bytesThatAreNoTextAreRefused(bytes: [UInt8]) {
    #expect((try? CanonicalJSON.decode(bytes[...], depthLimit: 4)) == nil)
  }

  @Test(arguments: [
    ("\"a\\", 3), ("\"\\u", 3), ("\"\\u00", 5), ("\"\\ud83d", 7), ("\"\\ud83d\\", 8), ("[\"\\", 3),
    ("", 0),
    ("\"\\x\"", 2), ("\"a\\ud83dx", 8), ("[0,", 3), ("{\"a\"", 4), ("nul", 3), ("\"\\u00g0\"", 5),
  ])
  func aFaultIsToldWhereItStands(text: String, offset: Int) {
    let fault = #expect(throws: CanonicalJSON.Fault.self) {
      try CanonicalJSON.decode(Array(text.utf8)[...], depthLimit: 4)
    }
    #expect(fault?.offset == offset, "\(fault?.message ?? "")")
  }

  @Test func deepNestingIsRefusedWithoutFollowingIt() {
    for opening in ["[", "{\"a\":"] {
      #expect(Self.decode(String(repeating: opening, count: 200_000)) == nil)
    }
    #expect(Self.decode("[[]]", depth: 1) == nil)
    #expect(Self.decode("[[]]", depth: 2) != nil)
  }

  @Test func keysThatLookAlikeAreDifferent() {
    // One character for Swift, two spellings for the format.
    let text = "{\"e\\u0301\":0,\"\\u00e9\":1}"
    #expect(Self.decode(text).map(Self.bytes) == Array(text.utf8))
  }

  @Test func aSliceIsReadFromItsOwnStart() throws {
    let bytes = Array("xx[1]yy".utf8)
    #expect(try CanonicalJSON.decode(bytes[2..<5], depthLimit: 4) == .array([.integer(1)]))
    #expect(throws: CanonicalJSON.Fault(offset: 1, message: "a key is missing here")) {
      try CanonicalJSON.decode(Array("xx{1}".utf8)[2...], depthLimit: 4)
    }
  }
}
