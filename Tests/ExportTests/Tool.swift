import Foundation

/// Programs of others that read what is exported without our code.
enum Tool {
  /// Whether a program can be started.
  static func has(_ name: String) -> Bool {
    (try? run(["sh", "-c", "command -v \(name)"], on: ""))?.status == 0
  }

  /// Runs a program with an export on standard input and in a file, whose path stands for each
  /// `{}` in its arguments, and gives what it prints.
  static func run(
    _ arguments: [String], on input: String
  ) throws -> (status: Int32, output: String) {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "postflight-export-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "export")
    try Data(input.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments.map { $0 == "{}" ? file.path : $0 }
    process.currentDirectoryURL = folder
    process.standardInput = try FileHandle(forReadingFrom: file)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// The path of a schema among the tests.
  static func schema(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Schemas")
      .appending(path: name).path
  }
}
