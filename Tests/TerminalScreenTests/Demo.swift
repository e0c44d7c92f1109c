import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program that is run in terminals, and the log that it keeps of one run.
final class Demo: Sendable {
  struct Silence: Error, CustomStringConvertible {
    let description: String
  }

  /// How long anything may take before a test gives up: far more than any machine needs.
  static let patience: TimeInterval = 90

  /// The binary that was built with these tests.
  static let binary: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).standardizedFileURL
    return bundle.deletingLastPathComponent().appendingPathComponent("ScreenDemo").path
  }()

  /// Goes with this.
  let folder: String
  var logPath: String { folder + "/log" }

  init() throws {
    // Short, because a socket's path must be.
    folder = "/tmp/screen-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What the program sees of the world.
  func environment(_ more: [String: String] = [:]) -> [String: String] {
    let usual = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "TERM": "xterm-256color",
      "LC_ALL": "C.UTF-8", "SCREEN_DEMO_LOG": logPath, "SWIFT_BACKTRACE": "enable=no",
    ]
    return usual.merging(more) { $1 }.filter { !$0.value.isEmpty }
  }

  /// The lines of the log.
  var log: [String] {
    let text = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// The events so far, without what else is in the log.
  var events: [String] {
    log.filter { $0 != "drawn" && !$0.hasPrefix("open") }.map {
      $0.replacing("Terminal.Key.", with: "")
    }
  }

  var process: Int32? {
    log.first { $0.hasPrefix("open") }?.split(separator: " ").last.flatMap { Int32($0) }
  }

  /// Waits for a line of the log.
  func waitFor(_ line: String, times: Int = 1) throws {
    try Self.wait(
      "log line \(line)", seen: { self.log.joined(separator: "\n") },
      until: { self.log.count { $0.replacing("Terminal.Key.", with: "") == line } >= times })
  }

  /// Looks again and again until something is true.
  static func wait(_ what: String, seen: () -> String, until isDone: () throws -> Bool) throws {
    let deadline = Date() + patience
    while try !isDone() {
      guard Date() < deadline else { throw Silence(description: "no \(what) in:\n\(seen())") }
      poll(nil, 0, 15)
    }
  }
}
