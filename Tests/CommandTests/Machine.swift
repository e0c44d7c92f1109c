import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A machine of its own: home, XDG folders and a working folder that go when this does, and the
/// real binary with a bare environment and a fixed time.
final class Machine: Sendable {
  struct Outcome {
    let status: Int32
    /// Whether a signal ended it.
    let wasKilled: Bool
    let bytes: [UInt8]
    let errors: String

    var output: String { String(decoding: bytes, as: UTF8.self) }
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  struct Unexpected: Error, CustomStringConvertible {
    let description: String
  }

  static let now = "2026-11-20T10:00:00Z"

  /// The binary that was built with these tests.
  static let binary: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).standardizedFileURL
    return bundle.deletingLastPathComponent().appendingPathComponent("postflight").path
  }()

  /// The package's folder.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  let root: String
  /// Where commands run.
  let work: String
  let environment: [String: String]

  init() throws {
    root = NSTemporaryDirectory() + "postflight-tests-" + UUID().uuidString
    work = root + "/work"
    for name in ["work", "home", "config", "data", "state"] {
      try FileManager.default.createDirectory(
        atPath: root + "/" + name, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
    environment = [
      "HOME": root + "/home", "XDG_CONFIG_HOME": root + "/config", "XDG_DATA_HOME": root + "/data",
      "XDG_STATE_HOME": root + "/state", "PATH": "/usr/local/bin:/usr/bin:/bin",
      "POSTFLIGHT_NOW": Self.now, "POSTFLIGHT_SIGNER": "ann@example.com",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    Self.ignoreBrokenPipes
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  /// Runs postflight to its end.
  @discardableResult
  func run(
    _ arguments: String..., input: String = "", with more: [String: String] = [:],
    in folder: String? = nil
  ) throws -> Outcome {
    try execute(Self.binary, arguments, input: input, with: more, in: folder)
  }

  /// Runs any program to its end.
  @discardableResult
  func execute(
    _ program: String, _ arguments: [String], input: String = "", with more: [String: String] = [:],
    in folder: String? = nil
  ) throws -> Outcome {
    let unique = root + "/" + UUID().uuidString
    defer {
      for name in [".in", ".out", ".err"] {
        try? FileManager.default.removeItem(atPath: unique + name)
      }
    }
    try Data(input.utf8).write(to: URL(fileURLWithPath: unique + ".in"))
    for name in [".out", ".err"] {
      _ = FileManager.default.createFile(atPath: unique + name, contents: nil)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = environment.merging(more) { $1 }.filter { !$0.value.isEmpty }
    process.currentDirectoryURL = URL(fileURLWithPath: folder ?? work)
    let handles = [
      FileHandle(forReadingAtPath: unique + ".in"), FileHandle(forWritingAtPath: unique + ".out"),
      FileHandle(forWritingAtPath: unique + ".err"),
    ]
    process.standardInput = handles[0]
    process.standardOutput = handles[1]
    process.standardError = handles[2]
    try process.run()
    process.waitUntilExit()
    for handle in handles { try handle?.close() }
    return Outcome(
      status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: unique + ".out"))),
      errors: String(
        decoding: try Data(contentsOf: URL(fileURLWithPath: unique + ".err")), as: UTF8.self))
  }

  /// A path in the working folder.
  func path(_ name: String) -> String { name.hasPrefix("/") ? name : work + "/" + name }

  func write(_ text: String, _ name: String) throws {
    try write(Array(text.utf8), name)
  }

  func write(_ bytes: [UInt8], _ name: String) throws {
    let file = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  func setMode(_ mode: Int, _ name: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
  }

  /// The names in the working folder.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: work).sorted()
  }

  /// Makes a key with ssh-keygen; its public half as one line.
  @discardableResult
  func makeKey(_ name: String, _ more: String...) throws -> String {
    let kind = more.isEmpty ? ["-t", "ed25519"] : more
    let isProtected = kind.contains("-N")
    let outcome = try execute(
      "/usr/bin/ssh-keygen",
      ["-q", "-C", "test", "-f", path(name)] + (isProtected ? [] : ["-N", ""]) + kind)
    guard outcome.status == 0 else { throw Unexpected(description: outcome.errors) }
    return try text(name + ".pub")
  }

  /// The trust-list line of whoever signs with these options.
  func trustLine(_ arguments: String...) throws -> String {
    let outcome = try execute(Self.binary, ["keys", "--allowed-signers"] + arguments)
    guard outcome.status == 0 else { throw Unexpected(description: outcome.errors) }
    return outcome.output
  }

  // A program that ends while it is written to must not end the tests.
  private static let ignoreBrokenPipes: Void = { signal(SIGPIPE, SIG_IGN) }()
}
