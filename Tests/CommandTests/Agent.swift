import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A real `ssh-agent` for a machine, which ends with this.
final class Agent: Sendable {
  private let machine: Machine
  private let process: Process
  let socket: String

  init(_ machine: Machine) throws {
    self.machine = machine
    // Short: a socket's path has to fit into 108 bytes.
    socket = "/tmp/pf-agent-" + UUID().uuidString.prefix(8)
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-agent")
    process.arguments = ["-D", "-a", socket]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let deadline = Date() + 60
    while !FileManager.default.fileExists(atPath: socket) {
      guard Date() < deadline else { throw Machine.Unexpected(description: "no agent") }
      poll(nil, 0, 5)
    }
  }

  deinit {
    // The threads of the tests block what would end it in a kinder way, and so does the agent then.
    kill(process.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(atPath: socket)
  }

  /// What points a program to it.
  var variables: [String: String] { ["SSH_AUTH_SOCK": socket] }

  /// Runs `ssh-add` in the working folder; a program answers what it asks.
  func add(_ arguments: String..., answer: String = "") throws {
    let asking = try machine.asking("echo '\(answer)'")
    let outcome = try machine.execute(
      "/usr/bin/ssh-add", arguments, with: asking.merging(variables) { $1 })
    guard outcome.status == 0 else { throw Machine.Unexpected(description: outcome.errors) }
  }
}

extension Machine {
  /// What has a script asked for passphrases.
  func asking(_ script: String) throws -> [String: String] {
    let program = root + "/answer-" + UUID().uuidString
    // By a program of its own: what is open for writing here may be open in programs that other tests
    // are just starting, and is then too busy to be run.
    let made = try execute(
      "/bin/sh",
      [
        "-c", #"printf '%s' "$1" > "$2" && chmod 700 "$2""#, "sh", "#!/bin/sh\n\(script)\n",
        program,
      ])
    guard made.status == 0 else { throw Machine.Unexpected(description: made.errors) }
    return ["SSH_ASKPASS": program, "SSH_ASKPASS_REQUIRE": "force"]
  }
}
