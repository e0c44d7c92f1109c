import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keys that ask for something, from the full screen.
@Suite(.enabled(if: Tmux.isInstalled, Tmux.missing))
struct SigningStoryTests {
  /// A key with a passphrase in the working folder.
  private func makeLockedKey(_ terminal: Tmux) throws {
    let made = Process()
    made.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-keygen")
    made.arguments = ["-q", "-t", "ed25519", "-N", "secret words", "-C", "k", "-f", "key"]
    made.currentDirectoryURL = URL(fileURLWithPath: terminal.work)
    try made.run()
    made.waitUntilExit()
    #expect(made.terminationStatus == 0)
    try terminal.write(ReviewStoryTests.checklist, "small.yaml")
    let line = try String(contentsOfFile: terminal.work + "/key.pub", encoding: .utf8)
    try terminal.write("ann@example.com \(line)", "trusted")
  }

  /// Makes a report with a key that asks for a passphrase, and answers its first step.
  private func answerOneStep(_ terminal: Tmux) throws {
    try makeLockedKey(terminal)
    try terminal.start(
      ["run", "./small.yaml", "--environment", "prod", "--key", "key"])
    // A report is never without a signature: it is made with one.
    try terminal.expectPrompt("Enter passphrase:")
    try terminal.type("secret words")
    try terminal.expectVisible("Fact 1 of 1: provider")
    try terminal.press("2")
    try terminal.expectVisible("1.1  The job runs")
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass. Saved.")
  }

  private func status(_ terminal: Tmux) throws -> Int32 {
    try terminal.run("verify", ReviewStoryTests.report, "--allowed-signers", "trusted").status
  }

  /// The frame without its first row, where a clock stands, and without what is said below.
  private func frame(_ terminal: Tmux) throws -> [String] {
    Array(try terminal.visible().dropFirst().prefix(20))
  }

  @Test func aPassphraseIsAskedForWithTheScreenPutAway() throws {
    let terminal = try Tmux()
    try answerOneStep(terminal)
    // The seal asks: a wrong answer leaves all as it was.
    try terminal.press("S")
    try terminal.expectVisible("Seal?")
    try terminal.press("y")
    try terminal.expectVisible("Enter passphrase:")
    try terminal.type("wrong")
    try terminal.expectVisible("did not sign")
    try terminal.expectVisible(" ? keys")
    let visible = try terminal.visible().joined(separator: "\n")
    #expect(!visible.contains("passphrase for"), "\(visible)")
    try terminal.press("C-l")
    try terminal.expectVisible(" ? keys")
    #expect(try status(terminal) == 11)
    try terminal.press("S")
    try terminal.expectVisible("Seal?")
    try terminal.press("y")
    try terminal.expectVisible("Enter passphrase:")
    try terminal.type("secret words")
    try terminal.expectVisible("SEALED")
    #expect(try status(terminal) == 10)
    let sealed = try frame(terminal)
    // What was typed and asked is not left anywhere on it.
    #expect(!sealed.contains { $0.contains("passphrase") || $0.contains("secret") })
    try terminal.press("C-l")
    try terminal.wait("the same frame") { try frame(terminal) == sealed }
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    #expect(try status(terminal) == 10)
  }

  @Test func whatAKeyHasNotSignedIsSignedOnPauseAndOnLeaving() throws {
    let terminal = try Tmux()
    try answerOneStep(terminal)
    #expect(try status(terminal) == 11)
    try terminal.press("q")
    try terminal.expectPrompt("Enter passphrase:")
    try terminal.type("wrong")
    #expect(try terminal.finish() == 74)
    try terminal.expect("saved and not signed yet")
    #expect(try status(terminal) == 11)
    try terminal.start(["resume", ReviewStoryTests.report, "--key", "key"])
    try terminal.expectVisible("1.2  A restore was tried")
    try terminal.press("q")
    try terminal.expectPrompt("Enter passphrase:")
    try terminal.type("secret words")
    #expect(try terminal.finish() == 0)
    #expect(try status(terminal) == 10)
  }

  @Test func anAgentThatAsksFirstIsWaitedForAndCanBeGivenUp() throws {
    let terminal = try Tmux()
    try terminal.makeKey("key")
    try terminal.write(ReviewStoryTests.checklist, "small.yaml")
    let line = try String(contentsOfFile: terminal.work + "/key.pub", encoding: .utf8)
    try terminal.write("ann@example.com \(line)", "trusted")
    try terminal.write(line, "public")
    let agent = try AskingAgent(in: terminal.work)
    terminal.variables = ["SSH_AUTH_SOCK": agent.socket]
    try agent.add("key")
    try terminal.start(["run", "./small.yaml", "--environment", "prod", "--key", "public"])
    try terminal.expectVisible("Fact 1 of 1: provider")
    try terminal.press("2")
    try terminal.expectVisible("1.1  The job runs")
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass. Saved.")
    try agent.hold()
    try terminal.press("S")
    try terminal.expectVisible("Seal?")
    try terminal.press("y")
    try terminal.expectVisible("Waiting for the agent to sign")
    try terminal.press("Escape")
    try terminal.expectVisible("did not sign")
    try terminal.expectVisible("1.1  The job runs")
    #expect(try status(terminal) == 11)
    agent.release()
    try terminal.press("S")
    try terminal.expectVisible("Seal?")
    try terminal.press("y")
    try terminal.expectVisible("SEALED")
    #expect(try status(terminal) == 10)
    let sealed = try frame(terminal)
    #expect(!sealed.contains { $0.contains("Waiting") })
    try terminal.press("C-l")
    try terminal.wait("the same frame") { try frame(terminal) == sealed }
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
  }
}

/// A real `ssh-agent` that asks a program before each use of a key; the program waits while it is
/// held.
private final class AskingAgent {
  let socket = "/tmp/pf-agent-" + UUID().uuidString.prefix(8)
  private let folder: String
  private let process = Process()

  init(in folder: String) throws {
    self.folder = folder
    let script = """
      #!/bin/sh
      [ -e '\(folder)/hold' ] && cat '\(folder)/pipe'
      exit 0

      """
    try Data(script.utf8).write(to: URL(fileURLWithPath: folder + "/ask"))
    chmod(folder + "/ask", 0o700)
    mkfifo(folder + "/pipe", 0o600)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-agent")
    process.arguments = ["-D", "-a", socket]
    process.environment = [
      "PATH": "/usr/bin:/bin", "SSH_ASKPASS": folder + "/ask", "SSH_ASKPASS_REQUIRE": "force",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    unlink(socket)
  }

  /// Gives it a key that is asked about.
  func add(_ name: String) throws {
    let deadline = Date() + Tmux.patience
    while !FileManager.default.fileExists(atPath: socket) {
      guard Date() < deadline else { throw Tmux.Failure(description: "no agent") }
      poll(nil, 0, 5)
    }
    let add = Process()
    add.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-add")
    add.arguments = ["-q", "-c", name]
    add.environment = ["SSH_AUTH_SOCK": socket, "PATH": "/usr/bin:/bin"]
    add.currentDirectoryURL = URL(fileURLWithPath: folder)
    add.standardError = FileHandle.nullDevice
    try add.run()
    add.waitUntilExit()
    guard add.terminationStatus == 0 else { throw Tmux.Failure(description: "ssh-add") }
  }

  /// Has what asks wait from now on.
  func hold() throws {
    try Data().write(to: URL(fileURLWithPath: folder + "/hold"))
  }

  /// Lets it go, and whoever waits.
  func release() {
    unlink(folder + "/hold")
    // Opens when somebody reads at the other end; who came too late for that has not waited.
    let pipe = open(folder + "/pipe", O_RDWR | O_NONBLOCK)
    close(pipe)
  }
}
