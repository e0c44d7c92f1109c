import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The start screen in a real terminal, as a person uses it.
@Suite(.enabled(if: Tmux.isInstalled, Tmux.missing))
struct StartTerminalTests {
  static let report = "prod-2026-11-20.report.jsonl"

  /// A new review, made on the start screen, standing at its first fact.
  private func begin(_ terminal: Tmux) throws {
    try terminal.start()
    try terminal.expectVisible("No report here yet: n begins a review.")
    try terminal.expectVisible("Backups of a GitLab")
    try terminal.press("n")
    try terminal.expectVisible("New review: ")
    try terminal.type("prod")
    try terminal.press("Enter")
    try terminal.press("Enter")
    try terminal.expectVisible("Fact 1 of 20: provider")
  }

  @Test func aReviewFromItsBeginningToItsExport() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.press("}")
    try terminal.press("f")
    try terminal.expectVisible("FAIL. ")
    try terminal.press("q")
    // Back, with the figures as they are now.
    try terminal.expectVisible("1 report here  1 to do")
    try terminal.expectVisible("1 of 63    1 FAIL  now    open")
    try terminal.press("V")
    try terminal.expectVisible("Trust list for \(Self.report)")
    try terminal.press("Enter")
    try terminal.expectVisible("\(Self.report): signer NOT TRUSTED (22)")
    try terminal.press("q")
    try terminal.expectVisible("Enter resume")
    try terminal.press("x")
    try terminal.expectVisible("Export \(Self.report)")
    try terminal.press("Enter")
    try terminal.press("Enter")
    try terminal.expectVisible("Written: prod-2026-11-20.md.")
    try terminal.press("x")
    try terminal.expectVisible("Export \(Self.report)")
    try terminal.press("Enter")
    try terminal.press("Enter")
    try terminal.expectVisible("prod-2026-11-20.md exists and is not written over")
    try terminal.press("C-c")
    try terminal.expectVisible("Enter resume")
    try terminal.press("Enter")
    try terminal.expectVisible("1 FAIL")
    try terminal.press("u")
    try terminal.expectVisible("Undone: ")
    try terminal.press("q")
    try terminal.expectVisible("0 of 63")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    try terminal.expect("Saved: \(Self.report)")
    try terminal.expect("Receipt: report ")
    #expect(try terminal.run("export", Self.report).status == 0)
  }

  @Test func aSignalInAWalkEndsItAsEverywhere() throws {
    let terminal = try Tmux()
    try begin(terminal)
    try terminal.send(SIGTERM)
    #expect(try terminal.finish() == 143)
    try terminal.expect("Receipt: report ")
    try terminal.start()
    try terminal.expectVisible("1 report here")
    try terminal.send(SIGHUP)
    #expect(try terminal.finish() == 129)
  }

  @Test func whatIsNoReportIsToldAndStopsNothing() throws {
    let terminal = try Tmux()
    #expect(try terminal.run("new", "--environment", "prod").status == 0)
    let folder = terminal.work + "/"
    let files = FileManager.default
    mkfifo(folder + "pipe.report.jsonl", 0o600)
    try files.createDirectory(
      atPath: folder + "folder.report.jsonl", withIntermediateDirectories: false)
    try files.createSymbolicLink(
      atPath: folder + "loop.report.jsonl", withDestinationPath: "loop.report.jsonl")
    try files.createSymbolicLink(
      atPath: folder + "zero.report.jsonl", withDestinationPath: "/dev/zero")
    try Data("{}\n".utf8).write(to: URL(fileURLWithPath: folder + "foreign.report.jsonl"))
    try files.createSymbolicLink(
      atPath: folder + "link.report.jsonl", withDestinationPath: Self.report)
    try terminal.start()
    try terminal.expectVisible("7 reports here  5 damaged  2 to do")
    for name in ["pipe", "folder", "loop", "zero"] {
      #expect(
        try terminal.visible().contains { $0.contains(name) && $0.contains("NOT READABLE: ") })
    }
    #expect(
      try terminal.visible().contains { $0.contains("foreign") && $0.contains("DAMAGED: line 1") })
    // A link is read, and refused for writing with what to do.
    try terminal.expectVisible("link.report.jsonl, 2026-11-20")
    try terminal.press("Enter")
    try terminal.expectVisible("link.report.jsonl is a symbolic link: name the file itself")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
  }

  @Test func aConfiguredTrustListIsUsedWithoutAsking() throws {
    let terminal = try Tmux()
    #expect(try terminal.run("new", "--environment", "prod").status == 0)
    try terminal.write(try terminal.run("keys", "--allowed-signers").output, "trusted")
    try terminal.write("# nobody\n", "nobody")
    try terminal.start("--allowed-signers", "trusted")
    try terminal.expectVisible("now    open")
    try terminal.press("V")
    try terminal.expectVisible("Verified with the trust list trusted")
    try terminal.expectVisible("\(Self.report): authentic, NOT complete (10)")
    try terminal.press("q")
    try terminal.expectVisible("Enter resume")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    try terminal.start("--allowed-signers", "nobody")
    try terminal.expectVisible("now    signer NOT TRUSTED")
    try terminal.press("x")
    try terminal.press("Enter")
    try terminal.press("Enter")
    try terminal.expectVisible("does not verify and is not exported")
    try terminal.press("C-c")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
    // One that cannot be read is told, and nobody is trusted by it.
    try terminal.start("--allowed-signers", "nosuch")
    try terminal.expectVisible("nosuch cannot be read")
    try terminal.press("V")
    try terminal.expectVisible("nosuch cannot be read")
    try terminal.press("q")
    #expect(try terminal.finish() == 0)
  }

  @Test func aReportThatIsOpenElsewhereIsNotTakenAway() throws {
    let terminal = try Tmux()
    let other = try Tmux()
    try begin(terminal)
    other.work = terminal.work
    try other.start()
    try other.expectVisible("1 report here")
    try other.expectVisible("0 of 63")
    try other.press("Enter")
    try other.expectVisible("is open elsewhere by ann@example.com")
    try other.press("q")
    #expect(try other.finish() == 0)
    try terminal.press("q")
    try terminal.expectVisible("1 report here")
  }

  @Test(arguments: ["dumb", "no-such-terminal"])
  func withoutAFullScreenItPrintsHelp(terminal name: String) throws {
    let terminal = try Tmux()
    try terminal.start(terminal: name)
    #expect(try terminal.finish() == 0)
    try terminal.expect("See 'postflight help <subcommand>' for detailed help.")
  }

  @Test func plainMeansHelp() throws {
    let terminal = try Tmux()
    try terminal.start("--plain")
    #expect(try terminal.finish() == 0)
    try terminal.expect("USAGE: postflight <subcommand>")
  }
}
