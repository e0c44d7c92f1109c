import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// However the program goes away, the terminal is as it was before.
@Suite(.serialized)
struct LeavingTests {
  @Test(arguments: [
    ("q", Int32(0)), ("X", 7), ("!", -SIGILL), ("O", -SIGSEGV),
  ])
  func whatTheProgramDoesItself(key: String, code: Int32) throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.send("j" + key)
    let left = try pty.exitCode()
    // A trap is an illegal instruction or a breakpoint, as the processor has it.
    #expect(left == code || (key == "!" && left == -SIGTRAP))
    expectRestored(pty)
  }

  @Test(arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE])
  func crashes(signal: Int32) throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    kill(pty.process, signal)
    #expect(try pty.exitCode() == -signal)
    expectRestored(pty)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func signalsAreEvents(signal: Int32) throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    kill(pty.process, signal)
    #expect(try pty.exitCode() == 128 + signal)
    #expect(pty.demo.events == ["signal(\(signal))"])
    expectRestored(pty)
  }

  @Test func controlCIsAKey() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.send("\u{3}\u{1C}q")
    #expect(try pty.exitCode() == 0)
    #expect(pty.demo.events.first == "key(control(\"C\"))")
  }

  @Test func aClosedTerminalEndsTheProgram() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.hangUp()
    let code = try pty.exitCode()
    #expect(code == 4 || code == 128 + SIGHUP)
  }

  @Test func aTerminalClosedInsideAPasteEndsTheProgram() throws {
    let pty = try Pty()
    try pty.waitFor("drawn")
    pty.send("\u{1B}[200~never ended")
    pty.hangUp()
    let code = try pty.exitCode()
    #expect(code == 4 || code == 128 + SIGHUP)
  }

  @Test func suspendingGivesTheShellItsTerminalAndContinuingRedraws() throws {
    let tmux = try Tmux("PS1='ready> ' exec sh -i")
    try tmux.waitFor("ready>")
    try tmux.type("\"$DEMO\"", "Enter")
    try tmux.waitFor("event 0: none")
    for round in 1...2 {
      try tmux.type("j", "C-z")
      try tmux.waitFor("Stopped")
      try tmux.waitFor("alternate_on", "0")
      #expect(try tmux.value("cursor_flag") == "1")
      try tmux.type("clear; stty -a", "Enter")
      try tmux.waitFor("iexten")
      let modes = try tmux.rows.joined(separator: " ")
      #expect(modes.contains(" icanon") && modes.contains(" echo ") && modes.contains("isig"))
      try tmux.type("clear; fg", "Enter")
      try tmux.waitFor("Screen demo 80x24")
      try tmux.demo.waitFor("resize(columns: 80, rows: 24)", times: round)
      #expect(try tmux.value("alternate_on") == "1")
      #expect(try tmux.rows[1] == String(repeating: "─", count: 80))
    }
    try tmux.paste("pasted\nq")
    try tmux.waitFor("paste of 8: pasted\\rq")
  }

  @Test(arguments: [SIGTSTP, SIGSTOP])
  func stoppedFromOutsideAndContinued(signal: Int32) throws {
    let tmux = try Tmux("PS1='ready> ' exec sh -i")
    try tmux.waitFor("ready>")
    try tmux.type("\"$DEMO\"", "Enter")
    try tmux.waitFor("event 0: none")
    kill(try #require(tmux.demo.process), signal)
    try tmux.waitFor("Stopped")
    try tmux.resize(70, 20)
    // The line may still be raw, where Enter is not the end of a line.
    try tmux.type("stty sane", "C-j")
    try tmux.type("fg", "C-j")
    try tmux.waitFor("Screen demo 70x20")
    try tmux.type("j")
    try tmux.waitFor("text j")
    #expect(try tmux.value("alternate_on") == "1")
  }

  @Test func aCrashLeavesTheShellAUsableTerminal() throws {
    let tmux = try Tmux("PS1='ready> ' exec sh -i")
    try tmux.waitFor("ready>")
    try tmux.type("\"$DEMO\"", "Enter")
    try tmux.waitFor("event 0: none")
    kill(try #require(tmux.demo.process), SIGSEGV)
    try tmux.waitFor("Segmentation")
    try tmux.waitFor("alternate_on", "0")
    #expect(try tmux.value("cursor_flag") == "1")
    try tmux.type("stty -a", "Enter")
    try tmux.waitFor("iexten")
    let modes = try tmux.rows.joined(separator: " ")
    #expect(modes.contains(" icanon") && modes.contains(" echo "))
  }

  @Test func anotherProgramGetsTheTerminalAndGivesItBack() throws {
    let tmux = try Tmux()
    try tmux.waitFor("event 0: none")
    try tmux.type("e")
    try tmux.waitFor("alternate_on", "0")
    try tmux.type("typed for cat", "Enter")
    try tmux.waitFor("typed for cat")
    try tmux.type("C-c")
    // Only the shell and cat are told of Ctrl-C; the program goes on.
    try tmux.waitFor("Screen demo 80x24")
    try tmux.type("j")
    try tmux.waitFor("text j")
    #expect(!tmux.demo.events.contains("signal(2)"))
    #expect(try tmux.value("alternate_on") == "1")
  }

  private func expectRestored(_ pty: Pty) {
    let (before, after) = (pty.modes, pty.modesNow)
    #expect(before.c_lflag == after.c_lflag)
    #expect(before.c_iflag == after.c_iflag)
    #expect(before.c_oflag == after.c_oflag)
    #expect(after.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == tcflag_t(ICANON | ECHO | ISIG))
    // Of the sequences that switch something on or off, the last one counts.
    for (on, off) in [("[?1049h", "[?1049l"), ("[?2004h", "[?2004l"), ("[?25l", "[?25h")] {
      let last = [on, off].compactMap { sequence in
        pty.text.ranges(of: "\u{1B}" + sequence).last?.lowerBound
      }
      let lastOff = pty.text.ranges(of: "\u{1B}" + off).last?.lowerBound
      #expect(last.isEmpty || last.max() == lastOff, "\(on) is still on")
    }
  }
}
