import Foundation

/// Python, which reads what is exported without our code.
enum Python {
  /// Whether it has a module.
  static func has(_ module: String) -> Bool {
    (try? run("import \(module)", on: ""))?.status == 0
  }

  /// Runs a program with an export on standard input, and gives what it prints.
  static func run(
    _ program: String, on input: String
  ) throws -> (status: Int32, output: String) {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "postflight-export-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
