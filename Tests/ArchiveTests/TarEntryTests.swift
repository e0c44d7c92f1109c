import Archive
import Foundation
import Testing

/// What Python's tarfile and GNU tar read in archives of these entries.
@Suite struct TarEntryTests {
  private func archive(_ files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    files.flatMap { file in
      let entry = TarEntry(path: file.path, size: file.bytes.count, modified: 1_790_000_000)
      return entry.header + file.bytes + entry.padding
    } + TarEntry.end
  }

  private func run(_ program: String, _ arguments: [String], _ bytes: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "tar-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: output, as: UTF8.self)
  }

  private static let reader = """
    import io, json, sys, tarfile
    tar = tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read()), mode="r:", errorlevel=2)
    print(json.dumps([[m.name, m.size, m.mode, m.uid, m.gid, m.uname, int(m.mtime), m.isreg(),
      tar.extractfile(m).read().decode("latin-1")] for m in tar.getmembers()]))
    """

  static let names: [String] = [
    "a", "a/b.txt", String(repeating: "n", count: 100), String(repeating: "n", count: 101),
    String(repeating: "d", count: 155) + "/" + String(repeating: "n", count: 100),
    String(repeating: "d", count: 156) + "/" + String(repeating: "n", count: 100),
    String(repeating: "d", count: 200) + "/" + String(repeating: "e", count: 200) + "/f",
    "prüfung/日本語.log", String(repeating: "ü", count: 60), "with space and 'quotes'",
    // The record's length needs a digit more than it would without itself.
    String(repeating: "x", count: 988) + "ü", String(repeating: "x", count: 83) + "é",
  ]

  @Test(arguments: names) func aNameOfAnyLengthAndScriptIsReadAsItWas(name: String) throws {
    let bytes = archive([(name, Array("content".utf8)), ("next", [])])
    #expect(bytes.count % 512 == 0)
    let members = try JSONSerialization.jsonObject(
      with: Data(run("python3", ["-c", Self.reader], bytes).utf8))
    let expected: [[Any]] = [
      [name, 7, 0o644, 0, 0, "", 1_790_000_000, true, "content"],
      ["next", 0, 0o644, 0, 0, "", 1_790_000_000, true, ""],
    ]
    #expect((members as? NSArray) == expected as NSArray)
    let listed = try run(
      "tar", ["--quoting-style=literal", "--full-time", "-tvf", "-"], bytes)
    #expect(
      listed.split(separator: "\n").map { $0.replacing(/\ +/, with: " ") } == [
        "-rw-r--r-- 0/0 7 2026-09-21 14:13:20 \(name)", "-rw-r--r-- 0/0 0 2026-09-21 14:13:20 next",
      ])
  }

  @Test(arguments: [0, 1, 511, 512, 513, 1024]) func contentIsPaddedToABlock(count: Int) throws {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    let program = """
      import io, sys, tarfile
      tar = tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read()))
      print([tar.extractfile(m).read() == bytes(i % 256 for i in range(\(count))) for m in tar])
      """
    let output = try run("python3", ["-c", program], archive([("a", content), ("b", content)]))
    #expect(output == "[True, True]\n")
  }

  @Test(arguments: [1 << 33 - 1, 1 << 33, 1 << 50]) func aSizeOfAnyLengthIsReadAsItWas(
    size: Int
  ) throws {
    let program = """
      import io, sys, tarfile
      print(tarfile.open(fileobj=io.BytesIO(sys.stdin.buffer.read())).next().size)
      """
    let header = TarEntry(path: "big", size: size, modified: 0).header
    #expect(header.count == (size < 1 << 33 ? 512 : 3 * 512))
    #expect(try run("python3", ["-c", program], header) == "\(size)\n")
  }

  @Test(arguments: [(-5, 0), (1 << 40, 0o777_7777_7777)])
  func aTimeThatUstarCannotSayIsTheNearest(time: Int64, told: Int64) {
    #expect(
      TarEntry(path: "a", size: 0, modified: time).header
        == TarEntry(path: "a", size: 0, modified: told).header)
  }
}
