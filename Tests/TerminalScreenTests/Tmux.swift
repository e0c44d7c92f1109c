import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A terminal that tests can look at: one pane of a tmux server of its own.
final class Tmux {
  /// A command that shows how the program ended; tmux does not always learn of it.
  static let tellingTheEnd = "\"$DEMO\"; echo \"left with $?\"; exec cat"

  let demo: Demo

  /// Starts a shell command in a pane.
  init(
    columns: Int = 80, rows: Int = 24, _ command: String = "exec \"$DEMO\"",
    with more: [String: String] = [:]
  ) throws {
    demo = try Demo()
    var arguments = ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
    for (name, value) in demo.environment(["DEMO": Demo.binary].merging(more) { $1 }) {
      arguments += ["-e", "\(name)=\(value)"]
    }
    // tmux has its own word on TERM.
    let type = more["TERM"] ?? "screen-256color"
    try run(arguments + ["export TERM='\(type)'; \(command)"])
  }

  deinit { _ = try? run(["kill-server"]) }

  /// What the pane shows, one string a row.
  var rows: [String] {
    get throws {
      try run(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }
  }

  func type(_ keys: String...) throws { try run(["send-keys"] + keys) }

  /// Bytes as they are, without waiting between them.
  func send(_ bytes: [UInt8]) throws {
    try run(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  func paste(_ text: String) throws {
    try run(["set-buffer", text])
    try run(["paste-buffer", "-p"])
  }

  func resize(_ columns: Int, _ rows: Int) throws {
    try run(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  func value(_ name: String) throws -> String {
    try run(["display-message", "-p", "#{\(name)}"]).trimmingCharacters(in: .newlines)
  }

  func waitFor(_ text: String) throws {
    try Demo.wait(
      "\"\(text)\"", seen: { (try? rows.joined(separator: "\n")) ?? "?" },
      until: { try rows.contains { $0.contains(text) } })
  }

  func waitFor(_ name: String, _ wanted: String) throws {
    try Demo.wait(
      "\(name) = \(wanted)", seen: { (try? value(name)) ?? "?" },
      until: { try value(name) == wanted })
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    let path = demo.folder + "/out"
    // Foundation's Process would wait for the server, which the first command leaves behind.
    let client = try Child(
      ["/usr/bin/env", "tmux", "-u", "-f", "/dev/null", "-S", demo.folder + "/tmux"] + arguments,
      demo.environment(["SCREEN_DEMO_LOG": ""]), input: "/dev/null", output: path)
    let status = client.waitForEnd()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let text = String(decoding: bytes, as: UTF8.self)
    guard status == 0 else {
      throw Demo.Silence(description: "tmux \(arguments.first ?? ""): \(text)")
    }
    return text
  }
}
