import Foundation

/// A real `ssh-agent` in a folder of its own, which ends with this.
final class Agent: Sendable {
  struct Failure: Error {
    let text: String
  }

  let socket: String
  private let process: Process
  private let environment: [String: String]
  private let folder: String

  init(in folder: String) throws {
    self.folder = folder
    // Short: a socket's path has to fit into 108 bytes.
    socket = "/tmp/pf-agent-" + UUID().uuidString.prefix(8)
    environment = ["SSH_AUTH_SOCK": socket, "PATH": "/usr/bin:/bin", "HOME": folder, "LC_ALL": "C"]
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-agent")
    process.arguments = ["-D", "-a", socket]
    process.environment = ["PATH": "/usr/bin:/bin"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let deadline = Date() + 60
    while !FileManager.default.fileExists(atPath: socket) {
      guard Date() < deadline else { throw Failure(text: "the agent does not start") }
      poll(nil, 0, 5)
    }
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(atPath: socket)
  }

  /// Ends it now.
  func stop() {
    // The threads of the tests block what would end it in a kinder way, and so does the agent then.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: socket)
  }

  /// Runs `ssh-add` in the folder; an answer to what it asks comes from a program.
  func add(_ arguments: String..., answer: String? = nil) throws {
    var variables = environment
    if let answer {
      let program = folder + "/answer-" + UUID().uuidString
      try Program.write("#!/bin/sh\necho '\(answer)'\n", to: program)
      variables["SSH_ASKPASS"] = program
      variables["SSH_ASKPASS_REQUIRE"] = "force"
    }
    let add = Process()
    add.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-add")
    add.arguments = arguments
    add.environment = variables
    add.currentDirectoryURL = URL(fileURLWithPath: folder)
    add.standardInput = FileHandle.nullDevice
    add.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    add.standardError = errors
    try add.run()
    add.waitUntilExit()
    guard add.terminationStatus == 0 else {
      let text = errors.fileHandleForReading.readDataToEndOfFile()
      throw Failure(text: String(decoding: text, as: UTF8.self))
    }
  }
}
