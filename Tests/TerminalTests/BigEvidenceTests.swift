import Foundation
import Testing

/// A file that takes seconds to copy, added as evidence in a real terminal.
@Suite(.enabled(if: Tmux.isInstalled, Tmux.missing))
struct BigEvidenceTests {
  private static let name = "big.log"

  /// A file without content that is as large as can be copied here, up to 16 GB.
  private func makeBigFile(_ terminal: Tmux) throws {
    let values = try FileManager.default.attributesOfFileSystem(forPath: terminal.root)
    let free = (values[.systemFreeSize] as? NSNumber)?.uint64Value ?? 0
    let path = terminal.work + "/" + Self.name
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.truncate(atOffset: min(free / 2, 16_000_000_000))
    try file.close()
  }

  /// A review in full screen that copies the file.
  private func beginCopying(_ terminal: Tmux) throws {
    try makeBigFile(terminal)
    try terminal.start("run", "--environment", "prod")
    try terminal.expectVisible("Fact 1 of 20: provider")
    try terminal.press("}")
    try terminal.expectVisible("1.1  A written backup strategy")
    try terminal.press("e")
    try terminal.expectVisible("the path of a file")
    try terminal.type(Self.name)
    try terminal.expectVisible("MB, Esc cancels")
  }

  private func expectNothingLeft(_ terminal: Tmux) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: terminal.work)
    #expect(names.sorted() == [Self.name, ScreenTerminalTests.report])
    let report = try String(
      contentsOfFile: terminal.work + "/" + ScreenTerminalTests.report, encoding: .utf8)
    #expect(!report.contains(#""type":"evidence""#))
  }

  @Test(arguments: ["Escape", "C-c"]) func itIsCancelled(key: String) throws {
    let terminal = try Tmux()
    try beginCopying(terminal)
    #expect(try terminal.visible().contains { $0.hasPrefix(" [#") })
    // Alive meanwhile: another size, and a key that has to wait is answered.
    try terminal.resize(60, 20)
    try terminal.press("q")
    try terminal.expectVisible("Esc cancels; everything else waits.")
    try terminal.press(key)
    try terminal.expectVisible("Not done: reading big.log was cancelled")
    try expectNothingLeft(terminal)
    try terminal.press("p")
    try terminal.expectVisible("Recorded: 1.1 pass. Saved.")
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func aSignalEndsIt(signal: Int32) throws {
    let terminal = try Tmux()
    try beginCopying(terminal)
    try terminal.send(signal)
    #expect(try terminal.finish() == 128 + signal)
    try terminal.expect("Receipt: report ")
    try expectNothingLeft(terminal)
  }

  @Test func lineModeSaysSoAndControlCCancels() throws {
    let terminal = try Tmux()
    try makeBigFile(terminal)
    try terminal.start("run", "--environment", "prod", "--plain")
    try terminal.expectPrompt("fact [next] >")
    try terminal.type("open")
    try terminal.expectPrompt("1.1 [next] >")
    try terminal.type("evidence \(Self.name)")
    try terminal.expect("Reading big.log, ")
    try terminal.expect(" MB. Ctrl-C cancels.")
    try terminal.press("C-c")
    try terminal.expect("Not done: reading big.log was cancelled and nothing of it was kept.")
    try expectNothingLeft(terminal)
    try terminal.type("pass")
    try terminal.expect("Recorded: 1.1 pass. Saved.")
  }

  @Test func theCommandIsInterrupted() throws {
    let terminal = try Tmux()
    let made = try terminal.run("new", "--environment", "prod", "-o", ScreenTerminalTests.report)
    #expect(made.status == 0)
    try makeBigFile(terminal)
    let step = "backup.strategy-documented"
    try terminal.start("evidence", ScreenTerminalTests.report, step, Self.name)
    try terminal.expect("postflight: Reading big.log, ")
    try terminal.press("C-c")
    #expect(try terminal.finish() == 130)
    try terminal.expect("reading big.log was cancelled")
    try expectNothingLeft(terminal)
  }
}
