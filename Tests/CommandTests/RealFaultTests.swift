import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What happens to disks, files, clocks and folders while people work, with the real binary.
@Suite struct RealFaultTests {
  private static let one = "one.report.jsonl"

  private func code(_ machine: Machine, _ report: String, _ more: String...) throws -> Int32 {
    try machine.write(try machine.trustLine(), "allowed_signers")
    return try machine.execute(
      Machine.binary, ["verify", report, "--allowed-signers", "allowed_signers"] + more
    ).status
  }

  // MARK: Files that are changed under a session

  @Test(arguments: ["removed", "symlink", "hard link", "folder", "fifo", "another report"])
  func aReportThatIsReplacedDuringASession(kind: String) throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let talk = try Talk(machine, ["resume", Tiny.report])
    try talk.expect("fact [next] > ")
    talk.type("jump 1.1")
    talk.type("pass One.")
    try talk.expect("Recorded: 1.1 pass. Comment written. Saved.")
    let path = machine.path(Tiny.report)
    try machine.write("precious", "other")
    let before = try machine.read(Tiny.report)
    #expect(rename(path, machine.path("aside")) == 0)
    switch kind {
    case "symlink": #expect(symlink("other", path) == 0)
    case "hard link": #expect(link(machine.path("other"), path) == 0)
    case "folder": #expect(mkdir(path, 0o700) == 0)
    case "fifo": #expect(mkfifo(path, 0o600) == 0)
    case "another report": try machine.write(before, Tiny.report)
    default: break
    }
    talk.type("jump 1.2")
    talk.type("fail Two.")
    try talk.expect("NOT SAVED: \(Tiny.report): it was moved, replaced or removed")
    try talk.expect("save")
    talk.type("save \(Self.one)")
    try talk.expect("All is saved in \(Self.one)")
    talk.type("comment Three.")
    try talk.expect("Comment written. Saved.")
    talk.type("quit")
    #expect(try talk.finish() == 0)
    #expect(try machine.read("aside") == before)
    #expect(try machine.text("other") == "precious")
    #expect(try code(machine, Self.one) == 10)
    let shown = try machine.run("resume", Self.one, input: "1.1\n1.2\n").output
    #expect(shown.contains("Comment: One.") && shown.contains("Comment: Three."))
  }

  @Test(arguments: ["folder", "fifo"]) func whatIsNoFileIsNoReport(kind: String) throws {
    let machine = try Machine()
    #expect(
      (kind == "fifo" ? mkfifo : mkdir)(machine.path(Self.one), 0o700) == 0)
    for words in [
      ["resume", Self.one, "--plain"], ["seal", Self.one], ["status", Self.one],
      ["verify", Self.one],
    ] {
      let outcome = try machine.execute(Machine.binary, words)
      #expect(outcome.status == 66, "\(words): \(outcome.errors)")
    }
  }

  @Test func manyWritersAtOnceAndNoneIsHalf() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let writers = try (1...8).map { number in
      try Talk(machine, ["evidence", Tiny.report, "backup.job", "--text", "Number \(number)"])
    }
    let codes = try writers.map { try $0.finish() }
    #expect(codes.allSatisfy { $0 == 0 || $0 == 75 }, "\(codes)")
    let recorded = try machine.text(Tiny.report).split(separator: "\n").count {
      $0.contains(#""type":"evidence""#)
    }
    #expect(recorded == codes.count { $0 == 0 } && recorded > 0)
    #expect(try code(machine, Tiny.report) == 10)
  }

  @Test(arguments: ["changed", "gone"]) func theChecklistOnTheDiskDoesNotMatter(kind: String)
    throws
  {
    let machine = try Machine()
    try Tiny.make(machine)
    if kind == "gone" {
      try FileManager.default.removeItem(atPath: machine.path("tiny.yaml"))
    } else {
      try machine.write(
        Tiny.checklist.replacing("Does the job run every night?", with: "Is all well?")
          .replacing("backup.restore", with: "backup.renamed"), "tiny.yaml")
    }
    let shown = try machine.run(
      "resume", Tiny.report, input: "jump backup.job\npass Seen.\njump backup.restore\nquit\n")
    #expect(shown.status == 0)
    #expect(shown.output.contains("Does the job run every night?"))
    #expect(shown.output.contains("A restore was tried"))
    #expect(!shown.output.contains("Is all well?"))
    #expect(try code(machine, Tiny.report) == 10)
  }

  @Test(arguments: ["changed", "gone", "folder gone", "source changed"])
  func evidenceThatIsChangedOrGone(kind: String) throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    let folder = "prod-2026-11-20.evidence"
    let copies = try FileManager.default.contentsOfDirectory(atPath: machine.path(folder))
    let copy = folder + "/" + (try #require(copies.first))
    switch kind {
    case "changed": try machine.write("1 table differs\n", copy)
    case "gone": try FileManager.default.removeItem(atPath: machine.path(copy))
    case "folder gone": try FileManager.default.removeItem(atPath: machine.path(folder))
    default: try machine.write("Another.", "restore.log")
    }
    let isHurt = kind != "source changed"
    #expect(try code(machine, Tiny.report) == (isHurt ? 26 : 0))
    // The report itself can be gone on with, and the evidence given again.
    try Tiny.must(machine.run("reopen", Tiny.report, "--reason", "Evidence was lost."))
    try machine.write("0 tables differ\n", "restore.log")
    try Tiny.must(machine.run("evidence", Tiny.report, "backup.restore", "restore.log"))
    try Tiny.must(machine.run("seal", Tiny.report))
    try Tiny.must(machine.run("sign", Tiny.report, "--role", "review", "--name", "Ann Example"))
    #expect(try code(machine, Tiny.report) == 0)
  }

  // MARK: The clock

  @Test func aClockThatGoesBackAnHour() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let back = ["POSTFLIGHT_NOW": "2026-11-20T09:00:00Z"]
    let first = try machine.run(
      "answer", Tiny.report, "--from", "-", input: Tiny.answers, with: back)
    #expect(first.status == 0)
    #expect(first.errors.contains("the clock of this machine stands at 2026-11-20T09:00:00Z"))
    #expect(try !machine.text(Tiny.report).contains("09:00:00Z"))
    let walked = try machine.run(
      "resume", Tiny.report, input: "jump 1.1\npass Again.\nquit\n", with: back)
    #expect(walked.status == 0)
    #expect(walked.errors.components(separatedBy: "the clock of this machine").count == 2)
    #expect(try code(machine, Tiny.report) == 10)
    // Once it has caught up its time is taken again.
    let later = ["POSTFLIGHT_NOW": "2026-11-20T11:00:00Z"]
    let after = try machine.run(
      "evidence", Tiny.report, "backup.job", "--text", "x", with: later)
    #expect(!after.errors.contains("the clock of this machine"))
    #expect(try machine.text(Tiny.report).contains("11:00:00Z"))
  }

  // MARK: Folders

  @Test(arguments: ["gone", "gone during the session", "a file", "no variable"])
  func theStateFolderIsNotNeeded(kind: String) throws {
    let machine = try Machine()
    try Tiny.make(machine)
    let state = machine.root + "/state"
    if kind != "gone during the session" { try FileManager.default.removeItem(atPath: state) }
    if kind == "a file" { try machine.write("x", state) }
    let talk = try Talk(
      machine, ["resume", Tiny.report],
      with: kind == "no variable" ? ["XDG_STATE_HOME": "", "HOME": ""] : [:])
    try talk.expect("fact [next] > ")
    talk.type("jump 1.1")
    talk.type("comment")
    talk.type("Begun.")
    try talk.expect(". to end > ")
    try talk.expect(". to end > ")
    if kind == "gone during the session" { try FileManager.default.removeItem(atPath: state) }
    for line in ["Ended.", ".", "pass", "quit"] { talk.type(line) }
    try talk.expect("Recorded: 1.1 pass. Saved.")
    #expect(try talk.finish() == 0)
    #expect(talk.errors.contains("what is being typed is not kept") == (kind == "a file"))
    #expect(try code(machine, Tiny.report) == 10)
    #expect(
      try machine.run("resume", Tiny.report, input: "1.1\n").output.contains("  Begun.\n  Ended."))
  }

  @Test(arguments: [("002", 0o644), ("077", 0o600), ("000", 0o644)])
  func whatIsMadeIsItsOwnersAlone(mask: String, exported: Int) throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    try machine.write("0 tables differ\n", "restore.log")
    // Folders that are not there yet, as on a new machine.
    for name in ["config", "data", "state"] {
      try FileManager.default.removeItem(atPath: machine.root + "/" + name)
    }
    let launcher = ["/bin/sh", "-c", "umask \(mask); exec \"$@\"", "sh"]
    for words in [
      ["new", "./tiny.yaml", "--environment", "prod", "-o", Self.one],
      ["evidence", Self.one, "backup.restore", "restore.log"],
      ["export", Self.one, "--format", "markdown", "-o", "shown.md"],
    ] {
      let all = launcher + [Machine.binary] + words
      try Tiny.must(machine.execute(all[0], Array(all.dropFirst())))
    }
    let talk = try Talk(machine, ["resume", Self.one, "--plain"], through: launcher)
    for line in ["jump 1.1", "comment", "Begun."] { talk.type(line) }
    try talk.expect("Begun.")
    try talk.expect(". to end > ")
    talk.send(SIGKILL)
    #expect(try talk.finish() == -SIGKILL)
    #expect(try machine.mode(Self.one) == 0o600)
    #expect(try machine.mode("shown.md") == exported)
    for folder in [
      machine.path("one.evidence"), machine.root + "/state/postflight",
      machine.root + "/state/postflight/drafts", machine.root + "/data/postflight",
    ] {
      #expect(try machine.mode(folder) & 0o077 == 0, "\(folder)")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!names.isEmpty, "\(folder)")
      // A public key is nobody's secret.
      for name in names where !name.hasSuffix(".pub") {
        #expect(try machine.mode(folder + "/" + name) & 0o077 == 0, "\(folder)/\(name)")
      }
    }
  }
}
