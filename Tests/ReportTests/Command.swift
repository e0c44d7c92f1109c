import Foundation

/// Another program, run to its end.
enum Command {
  struct Outcome {
    let status: Int32
    let output: String
  }

  static func run(
    _ program: String, _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Outcome {
    let name = "output-" + UUID().uuidString
    try folder.write([], name)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C",
      "TZ": "Asia/Tokyo", "HOME": folder.path,
    ]
    let output = FileHandle(forWritingAtPath: folder.file(name))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try folder.read(name), as: UTF8.self))
  }
}
