import Foundation
import ReviewStories
import Testing

/// The real program in pseudo-terminals of many types, its screen as an emulator that is not ours
/// understands it.
///
/// The checks are in `Tests/Terminals/check.py`, the frames that they expect are those that the
/// tests of ReviewUI have recorded.
@Suite struct EmulatedTerminalTests {
  private static let tests = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().path

  @Test(arguments: [
    "frames", "keys", "colors", "codesets", "no_screen", "sizes", "storm", "back_in_size",
    "lost", "interrupts", "escape", "pastes", "crashes", "traffic",
  ])
  func isAsItShouldBe(check: String) throws {
    let terminal = try Tmux()
    try terminal.write(Sample.text, "sample.yaml")
    let own = Self.tests + "/../.venv/bin/python3"
    let outer = ProcessInfo.processInfo.environment
    let python =
      FileManager.default.fileExists(atPath: own) ? own : Self.found("python3", outer["PATH"] ?? "")
    let outcome = try terminal.execute(
      python,
      [
        Self.tests + "/Terminals/check.py", Tmux.binary, terminal.root + "/lab",
        terminal.work + "/sample.yaml", Self.tests + "/ReviewUITests/Screens", check,
      ],
      with: outer.filter { ["PATH", "HOME", "PYENV_VERSION", "PYENV_ROOT"].contains($0.key) }
        .merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 })
    #expect(outcome.status == 0, "needs pyte, see `make test`: \(outcome.output.suffix(6000))")
  }

  /// Where a program is in the folders of PATH.
  private static func found(_ name: String, _ path: String) -> String {
    path.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "/usr/bin/\(name)"
  }
}
