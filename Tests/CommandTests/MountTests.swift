import Foundation
import Testing

/// What starts a program in a mount namespace of its own; nil where that is not allowed.
private let namespace: [String]? = [["unshare", "-m"], ["unshare", "-U", "-r", "-m"]].first {
  let command = "mkdir disk && mount -t tmpfs -o size=64k none disk"
  let outcome = try? Machine().execute("/usr/bin/env", $0 + ["/bin/sh", "-c", command])
  return outcome?.status == 0
}

/// Disks that are full or read-only, mounted where nobody else sees them.
@Suite(.enabled(if: namespace != nil, "nothing can be mounted here")) struct MountTests {
  /// Runs a script, in which `postflight` is the binary and `full` fills a disk but for two pages,
  /// and keeps what is on the disk afterwards in `kept`.
  private func run(_ script: String, on machine: Machine) throws -> Machine.Outcome {
    let before = """
      postflight() { '\(Machine.binary)' "$@"; }
      full() { cat /dev/zero > "$1/filler" 2> /dev/null; truncate -s -"${2:-8192}" "$1/filler"; }
      mkdir disk && mount -t tmpfs -o size=256k,mode=700 none disk

      """
    let after = "\ncode=$?\nrm -f disk/filler 2> /dev/null\ncp -a disk kept\nexit $code\n"
    let launcher = try #require(namespace)
    return try machine.execute(
      "/usr/bin/env", launcher + ["/bin/sh", "-c", before + script + after])
  }

  private func code(_ machine: Machine, _ report: String) throws -> Int32 {
    try machine.write(try machine.trustLine(), "allowed_signers")
    return try machine.run("verify", report, "--allowed-signers", "allowed_signers").status
  }

  private static let report = "r.report.jsonl"

  /// A report, and a script of thirty answers, each with a comment of its own.
  private func machine(ending: [String]) throws -> Machine {
    let machine = try Machine()
    try Tiny.make(machine, "-o", Self.report)
    let answers = (1...30).flatMap { number in
      ["jump 1.1", "pass Number \(number). " + String(repeating: "x", count: 300)]
    }
    try machine.write((answers + ending + [""]).joined(separator: "\n"), "script")
    return machine
  }

  private func numbers(_ lines: [String]) -> Int {
    lines.count { $0.hasPrefix("Recorded: 1.1 ") && $0.hasSuffix(" Saved.") }
  }

  @Test func aFullDiskAndAnother() throws {
    let machine = try machine(ending: ["save other.report.jsonl", "pass Elsewhere.", "quit"])
    let outcome = try run(
      "cp \(Self.report) disk/ && full disk\n"
        + "postflight resume disk/\(Self.report) --plain < script", on: machine)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("NOT SAVED: disk/\(Self.report): No space left on device."))
    #expect(outcome.output.contains("Nothing was changed: the change before is not saved yet"))
    #expect(outcome.output.contains("All is saved in other.report.jsonl"))
    // Those before the full disk, the one that was not saved there, and the last.
    let saved = numbers(outcome.lines) - 2
    #expect(saved > 2 && saved < 28)
    #expect(try code(machine, "other.report.jsonl") == 10)
    let other = try machine.text("other.report.jsonl")
    for number in 1...30 {
      #expect(other.contains("\"comment\":\"Number \(number). ") == (number <= saved + 1))
    }
    #expect(other.contains("\"comment\":\"Elsewhere.\""))
    // On the full disk is the beginning of the same report, with a torn tail or without.
    let kept = "kept/" + Self.report
    #expect([10, 11, 12].contains(try code(machine, kept)))
    try Tiny.must(machine.run("answer", kept, "--from", "-", input: Tiny.answers))
    #expect(try code(machine, kept) == 10)
  }

  @Test func aFullDiskAndNoOther() throws {
    let machine = try machine(ending: ["save disk/other.report.jsonl", "quit", "quit"])
    let outcome = try run(
      "cp \(Self.report) disk/ && full disk\n"
        + "postflight resume disk/\(Self.report) --plain < script", on: machine)
    #expect(outcome.status == 74)
    #expect(outcome.output.contains("Not done: disk/other.report.jsonl was not written: No space"))
    #expect(outcome.errors.contains("not saved: disk/\(Self.report): No space left on device"))
    #expect(!machine.exists("kept/other.report.jsonl"))
    let resumed = try machine.run("resume", "kept/" + Self.report, input: "1.1\nquit\n")
    #expect(resumed.status == 0)
    // Of the answer that was not saved the whole line may be there, without its signature.
    let saved = numbers(outcome.lines)
    #expect(saved > 2 && saved < 30)
    #expect(
      (saved...(saved + 1)).contains { resumed.output.contains("Comment: Number \($0).\n") })
  }

  /// Each command on a full disk: 74, the reason, and nothing half made.
  @Test(arguments: [
    "new ./tiny.yaml --environment p -o disk/new.report.jsonl",
    "evidence disk/r.report.jsonl backup.job big.log",
    "export r.report.jsonl --format json -o disk/shown.json",
    "bundle r.report.jsonl -o disk/all.tar.gz",
  ])
  func commandsOnAFullDisk(command: String) throws {
    let machine = try Machine()
    try Tiny.make(machine, "-o", Self.report)
    try machine.write(String(repeating: "x", count: 20_000), "big.log")
    let outcome = try run(
      "cp \(Self.report) disk/ && full disk 0\npostflight \(command)", on: machine)
    #expect(outcome.status == 74, "\(outcome.errors)")
    #expect(outcome.errors.contains("No space left on device"), "\(outcome.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: machine.path("kept"))
    #expect(names == [Self.report])
    #expect(try machine.read("kept/" + Self.report) == machine.read(Self.report))
  }

  /// No half key is left; once there is room one is made.
  @Test func aFullDiskAndTheFirstKey() throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    let new = "XDG_DATA_HOME=$PWD/disk postflight new ./tiny.yaml --environment p -o"
    let outcome = try run(
      """
      full disk 0
      \(new) one.report.jsonl; echo $?
      rm disk/filler; \(new) two.report.jsonl
      """, on: machine)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.lines == ["74", "two.report.jsonl"])
    #expect(outcome.errors.contains("No space left on device"))
    #expect(!machine.exists(Self.report))
    let names = try FileManager.default.contentsOfDirectory(atPath: machine.path("kept/postflight"))
    #expect(names.count == 2 && names.contains { $0.hasSuffix(".pub") }, "\(names)")
  }

  /// What is being typed is not kept then; the answers are.
  @Test func aFullStateFolder() throws {
    let machine = try Machine()
    try Tiny.make(machine, "-o", Self.report)
    try machine.write("jump 1.1\ncomment\nOne.\nTwo.\n.\npass\nquit\n", "script")
    let outcome = try run(
      "full disk 0\nXDG_STATE_HOME=$PWD/disk postflight resume \(Self.report) --plain < script",
      on: machine)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Recorded: 1.1 pass. Saved."))
    #expect(outcome.errors.contains("what is being typed is not kept"))
    #expect(try code(machine, Self.report) == 10)
  }

  @Test(arguments: [
    ("resume disk/r.report.jsonl --plain < script", "Read-only file system"),
    ("answer disk/r.report.jsonl --from answers.yaml", "Read-only file system"),
    ("new ./tiny.yaml --environment p -o disk/new.report.jsonl", "Read-only file system"),
  ])
  func aReadOnlyDiskIsNotWrittenTo(command: String, words: String) throws {
    let machine = try machine(ending: ["quit"])
    try machine.write(Tiny.answers, "answers.yaml")
    let outcome = try run(
      "cp \(Self.report) disk/ && mount -o remount,ro disk\npostflight \(command)", on: machine)
    #expect(outcome.status == 74, "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(try machine.read("kept/" + Self.report) == machine.read(Self.report))
  }

  @Test func aReadOnlyDiskIsReadFrom() throws {
    let machine = try Machine()
    try Tiny.complete(machine)
    let outcome = try run(
      """
      cp -a \(Tiny.report) prod-2026-11-20.evidence disk/ && mount -o remount,ro disk
      postflight verify disk/\(Tiny.report) --allowed-signers allowed_signers &&
        postflight status disk/\(Tiny.report) && postflight export disk/\(Tiny.report) --format json
      """, on: machine)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// The folder of the copies becomes read-only while the report can be written.
  @Test func aReadOnlyEvidenceFolder() throws {
    let machine = try Machine()
    try Tiny.answered(machine)
    try machine.write("More.", "more.log")
    try machine.write("jump 1.1\nevidence more.log\npass Seen.\nquit\n", "script")
    let outcome = try run(
      """
      cp -a \(Tiny.report) prod-2026-11-20.evidence disk/
      mount --bind disk/prod-2026-11-20.evidence disk/prod-2026-11-20.evidence
      mount -o remount,ro,bind disk/prod-2026-11-20.evidence
      postflight resume disk/\(Tiny.report) --plain < script
      """, on: machine)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Not done: the evidence was not copied"))
    #expect(outcome.output.contains("Recorded: 1.1 pass (was: FAIL). Comment written."))
    #expect(try !machine.text("kept/" + Tiny.report).contains("more.log"))
    #expect(try code(machine, "kept/" + Tiny.report) == 10)
  }
}
