import Foundation

/// `check-jsonschema`, which knows nothing of our code.
enum JSONSchema {
  static let isThere: Bool = (try? run(["--version"]))?.status == 0

  /// The places of the files that a schema refuses; one run for all, since each takes a second to
  /// begin.
  static func refused(_ texts: [String], by schema: URL) throws -> Set<Int> {
    let files = FileManager.default.temporaryDirectory.appending(
      path: "postflight-schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: files) }
    let paths = try texts.enumerated().map { number, text in
      let file = files.appending(path: "\(number).yaml")
      try Data(text.utf8).write(to: file)
      return file.path
    }
    let (status, output) = try run(
      ["--schemafile", schema.path, "--output-format", "json"] + paths)
    let told = try JSONSerialization.jsonObject(with: output) as? [String: Any]
    guard let told, (told["status"] as? String == "ok") == (status == 0) else {
      throw Unexpected(output: String(decoding: output, as: UTF8.self))
    }
    let faults = ["errors", "parse_errors"].flatMap { told[$0] as? [[String: Any]] ?? [] }
    return Set(
      faults.compactMap { fault in
        (fault["filename"] as? String).flatMap { paths.firstIndex(of: $0) }
      })
  }

  struct Unexpected: Error {
    var output: String
  }

  private static func run(_ arguments: [String]) throws -> (status: Int32, output: Data) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["check-jsonschema"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
