import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A real terminal: a tmux server of its own with one pane of 80 by 24, and a machine of its own.
final class Tmux {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static let isInstalled = program != nil
  static let missing: Comment = "tmux is not installed: the terminal is not tested"

  /// How long anything may take before the test gives up: far more than any machine needs.
  static let patience = 120.0

  static let binary = URL(fileURLWithPath: CommandLine.arguments[0]).standardizedFileURL
    .deletingLastPathComponent().appendingPathComponent("postflight").path

  /// What `$EDITOR` is in the terminal.
  var editor = "vi"

  /// More variables for what runs in the terminal and beside it.
  var variables: [String: String] = [:]

  let root = NSTemporaryDirectory() + "postflight-terminal-" + UUID().uuidString
  private var socket = ""
  /// Where postflight runs.
  lazy var work = root + "/work"

  init() throws {
    for name in ["work", "home", "config", "data", "state"] {
      try FileManager.default.createDirectory(
        atPath: root + "/" + name, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
  }

  deinit {
    stopServer()
    try? FileManager.default.removeItem(atPath: root)
  }

  /// Starts postflight in a new pane.
  ///
  /// tmux may miss the exit status of a pane's process, so a shell writes it down; another one
  /// writes down the process that postflight becomes.
  func start(terminal: String = "screen", _ arguments: String...) throws {
    try start(terminal: terminal, arguments)
  }

  /// Starts postflight in a new pane.
  func start(terminal: String = "screen", _ arguments: [String]) throws {
    for name in ["pid", "ended"] { try? FileManager.default.removeItem(atPath: root + "/" + name) }
    let script = """
      trap : INT
      sh -c 'echo $$ > "$0/pid"; exec "$@"' "$0" "$@"
      echo $? > "$0/ended.new"
      mv "$0/ended.new" "$0/ended"
      """
    try open(["sh", "-c", script, root, Self.binary] + arguments, terminal: terminal)
  }

  /// Starts an interactive shell in a new pane, in which `postflight` is this one, and waits until
  /// it asks for a command.
  func startShell() throws {
    // No script to be run: whatever is started meanwhile may still have it open for writing.
    let start = "sh -c 'echo $$ > \"\(root)/pid\"; exec \"$0\" \"$@\"' '\(Self.binary)'"
    let lines = "PS1='\(Self.prompt) '\nalias postflight=\(quoted(start))\n"
    try Data(lines.utf8).write(to: URL(fileURLWithPath: root + "/bashrc"))
    try open(["bash", "--noprofile", "--rcfile", root + "/bashrc", "-i"])
    try expectPrompt(Self.prompt)
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// What the shell asks with.
  static let prompt = "ready>"

  /// Runs a program in the pane of a new server.
  private func open(_ words: [String], terminal: String = "screen") throws {
    // A server that was told to go may still hold its socket: the next one gets its own.
    stopServer()
    socket = "postflight-" + UUID().uuidString
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    try tmux(
      ["-f", "/dev/null", "start-server", ";", "set-option", "-g", "remain-on-exit", "on", ";"]
        + ["set-option", "-g", "history-limit", "20000", ";"]
        + ["new-session", "-d", "-x", "80", "-y", "24", "-c", work, "env", "-i"] + variables
        + ["TERM=\(terminal)", "EDITOR=\(editor)"] + words)
  }

  /// Types a line and the Enter key.
  func type(_ line: String) throws {
    if !line.isEmpty { try tmux("send-keys", "-l", line) }
    try press("Enter")
  }

  /// Presses a key by tmux's name for it.
  func press(_ key: String) throws {
    try tmux("send-keys", key)
  }

  /// Types characters without the Enter key.
  func keys(_ text: String) throws {
    try tmux("send-keys", "-l", text)
  }

  /// Gives the window another size.
  func resize(_ columns: Int, _ rows: Int) throws {
    try tmux("resize-window", "-x", String(columns), "-y", String(rows))
  }

  /// Waits until a text stands on the screen.
  func expectVisible(_ wanted: String) throws {
    try wait("\"\(wanted)\" on the screen") {
      try self.visible().contains { $0.contains(wanted) }
    }
  }

  /// Pastes a text as a terminal does.
  func paste(_ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: root + "/paste"))
    try tmux("load-buffer", root + "/paste")
    try tmux("paste-buffer", "-p")
  }

  /// All that the pane shows and has shown, wrapped lines joined.
  func screen() throws -> String {
    try tmux("capture-pane", "-p", "-J", "-S", "-")
  }

  /// The 24 lines that are on the screen.
  func visible() throws -> [String] {
    try tmux("capture-pane", "-p").split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// Waits until a text has been shown so many times.
  func expect(_ wanted: String, times: Int = 1) throws {
    try wait("\"\(wanted)\"") { try self.screen().ranges(of: wanted).count >= times }
  }

  /// Waits until the last line that is not empty ends with this prompt.
  func expectPrompt(_ prompt: String) throws {
    try wait("the prompt \"\(prompt)\"") {
      try self.screen().split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) }
        .map { $0.trimmingCharacters(in: .whitespaces).hasSuffix(prompt) } ?? false
    }
  }

  /// Sends a signal to postflight.
  func send(_ signal: Int32) throws {
    guard let pid = number(in: "pid"), pid > 1 else { throw Failure(description: "no process") }
    kill(pid, signal)
  }

  /// Waits for the end: the exit code, or minus SIGKILL.
  func finish() throws -> Int32 {
    try wait("the end") { self.number(in: "ended") != nil }
    let status = number(in: "ended") ?? 0
    return status == 128 + SIGKILL ? -SIGKILL : status
  }

  private func number(in name: String) -> Int32? {
    let text = try? String(contentsOfFile: root + "/" + name, encoding: .utf8)
    return text.flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// Closes the terminal window.
  func closeWindow() throws {
    try tmux("kill-server")
  }

  /// Runs postflight beside the terminal.
  func run(_ arguments: String..., input: String = "") throws -> (status: Int32, output: String) {
    try execute(Self.binary, arguments, input: input)
  }

  /// Runs postflight beside the terminal.
  func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    try execute(Self.binary, arguments)
  }

  /// Puts a file into the working folder.
  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: work + "/" + name))
  }

  /// Makes a key in the working folder.
  func makeKey(_ name: String) throws {
    let arguments = ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name]
    let made = try execute("/usr/bin/ssh-keygen", arguments)
    guard made.status == 0 else { throw Failure(description: made.output) }
  }

  /// Waits for something to become true.
  func wait(_ what: String, until isTrue: () throws -> Bool) throws {
    let deadline = Date() + Self.patience
    while try !isTrue() {
      guard Date() < deadline else {
        throw Failure(description: "no \(what) on:\n\((try? screen()) ?? "nothing")")
      }
      // Room for others between two looks; nothing depends on how long it is.
      poll(nil, 0, 20)
    }
  }

  private var environment: [String: String] {
    [
      "HOME": root + "/home", "XDG_CONFIG_HOME": root + "/config", "XDG_DATA_HOME": root + "/data",
      "XDG_STATE_HOME": root + "/state", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
      "POSTFLIGHT_NOW": "2026-11-20T10:00:00Z", "POSTFLIGHT_SIGNER": "ann@example.com",
    ].merging(variables) { $1 }
  }

  private func stopServer() {
    guard !socket.isEmpty else { return }
    _ = try? tmux("kill-server")
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    guard let program = Self.program else { throw Failure(description: "no tmux") }
    let (status, output) = try execute(program, ["-L", socket] + arguments)
    guard status == 0 else { throw Failure(description: "tmux \(arguments): \(output)") }
    return output
  }

  /// Runs any program beside the terminal.
  func execute(
    _ program: String, _ arguments: [String], input: String = "", with more: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let name = root + "/" + UUID().uuidString
    defer {
      try? FileManager.default.removeItem(atPath: name + ".in")
      try? FileManager.default.removeItem(atPath: name + ".out")
    }
    try Data(input.utf8).write(to: URL(fileURLWithPath: name + ".in"))
    _ = FileManager.default.createFile(atPath: name + ".out", contents: nil)
    let status = try spawn(
      [program] + arguments, with: more, input: name + ".in", output: name + ".out")
    return (status, try String(contentsOfFile: name + ".out", encoding: .utf8))
  }

  // Foundation's Process takes a child for running as long as any descendant is: the server of tmux
  // is one. This waits for the child alone.
  private func spawn(
    _ words: [String], with more: [String: String], input: String, output: String
  ) throws -> Int32 {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // The threads of the tests block signals; what they start must not.
    #if canImport(Glibc)
      var attributes = posix_spawnattr_t()
    #else
      var attributes: posix_spawnattr_t?
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let arguments = (["sh", "-c", "cd \"$0\" && exec \"$@\"", work] + words).map { strdup($0) }
    let variables = environment.merging(more) { $1 }.map { strdup("\($0.key)=\($0.value)") }
    defer { for pointer in arguments + variables { free(pointer) } }
    var pid: pid_t = 0
    let fault = posix_spawn(
      &pid, "/bin/sh", &actions, &attributes, arguments + [nil], variables + [nil])
    guard fault == 0 else { throw Failure(description: "\(words[0]): \(fault)") }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }
}
