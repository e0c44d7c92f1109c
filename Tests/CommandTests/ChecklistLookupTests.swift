import Foundation
import Testing

/// Where checklists come from, and what new reports are called.
@Suite struct ChecklistLookupTests {
  private func version(_ version: String, id: String = "tiny") -> String {
    Tiny.checklist.replacing("id: tiny\n", with: "id: \(id)\n")
      .replacing("version: 1.0.0", with: "version: \(version)")
  }

  private func shown(_ machine: Machine, _ name: String) throws -> String {
    let outcome = try machine.run("show", name)
    return outcome.lines.count > 1 ? outcome.lines[1] : outcome.errors
  }

  @Test func aPathThenTheFolderHereThenXDGThenTheBinary() throws {
    let machine = try Machine()
    let data = machine.root + "/data/postflight/checklists/any.yaml"
    #expect(try machine.run("show", "tiny").status == 66)
    try machine.write(version("1.0.1"), data)
    #expect(try shown(machine, "tiny") == "tiny, version 1.0.1")
    try machine.write(version("1.0.2"), "checklists/other-name.yml")
    #expect(try shown(machine, "tiny") == "tiny, version 1.0.2")
    try machine.write(version("1.0.3"), "tiny.yaml")
    #expect(try shown(machine, "./tiny.yaml") == "tiny, version 1.0.3")
    #expect(try shown(machine, "tiny") == "tiny, version 1.0.2")
    #expect(try machine.run("show", "tiny").errors == "")
  }

  @Test func anOtherChecklistThanTheBuiltInOneIsTold() throws {
    let machine = try Machine()
    let shipped = try String(
      contentsOfFile: Machine.package + "/checklists/backup.yaml", encoding: .utf8)
    let environment = try String(
      contentsOfFile: Machine.package + "/checklists/environment.yaml", encoding: .utf8)
    try machine.write(shipped, "checklists/backup.yaml")
    try machine.write(environment, "checklists/environment.yaml")
    #expect(try machine.run("show", "gitlab-backup").errors == "")
    try machine.write(
      shipped.replacing("\nversion: ", with: "\nversion: 9.9.9 # "), "checklists/backup.yaml")
    let outcome = try machine.run("show", "gitlab-backup")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors
        == "postflight: gitlab-backup is taken from checklists/backup.yaml, version 9.9.9, not "
        + "built in\n")
    let made = try machine.run("new", "gitlab-backup", "--environment", "prod")
    #expect(made.errors.contains("version 9.9.9, not built in"))
    // The report says so for good, wherever it is opened.
    let report = try #require(try machine.names().first { $0.hasSuffix(".report.jsonl") })
    let resumed = try machine.run("resume", report, input: "quit\n").output
      .replacing("\n", with: " ")
    #expect(resumed.contains("9.9.9 (not built in)"))
    #expect(resumed.components(separatedBy: "(not built in)").count == 2)
  }

  @Test func theBinaryAloneInAnEmptyFolderRunsTheMainJob() throws {
    let machine = try Machine()
    let alone = machine.root + "/elsewhere"
    try FileManager.default.createDirectory(atPath: alone, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Machine.binary, toPath: alone + "/postflight")
    let outcome = try machine.execute(
      alone + "/postflight", ["run", "--environment", "prod", "--plain"],
      input: "aws\nomnibus\nyes\njump backup.schedule-omnibus\npass Seen in cron.\n", in: alone)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("Recorded: 2.1 pass. Comment written. Saved."))
    #expect(
      outcome.output.contains(
        "Checklists: Backups of a GitLab environment 2.0.0; Security of a GitLab\nenvironment 2.0.0; "
          + "The GitLab environment under review 1.0.0."))
    let status = try machine.execute(
      alone + "/postflight", ["status", alone + "/" + Tiny.report], in: "/")
    #expect(status.status == 0)
    #expect(status.output.contains("1 pass"))
  }

  @Test(arguments: [
    ("prod", "prod"), ("Prod_1.eu-west", "Prod_1.eu-west"), ("a b/c", "a-b-c"),
    (".hidden", "hidden"),
    ("..", "report"), ("../../etc", "etc"), ("日本", "report"), ("-v", "v"),
    ("prod;rm -rf", "prod-rm--rf"),
  ])
  func aNewReportIsCalledAfterItsEnvironment(environment: String, name: String) throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    let made = try machine.run("new", "./tiny.yaml", "--environment=\(environment)")
    #expect(made.status == 0)
    let file = String(made.output.dropLast())
    #expect(file.hasSuffix("-2026-11-20.report.jsonl"))
    #expect(
      file.utf8.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
          || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "._-".utf8.contains(byte)
      })
    #expect(!file.hasPrefix("."))
    #expect(try machine.names() == [file, "tiny.yaml"].sorted())
    #expect(try machine.run("verify", file, "--environment=\(environment)").status == 22)
    #expect(file == "\(name)-2026-11-20.report.jsonl")
  }

  @Test func aTakenNameGetsANumber() throws {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    for name in ["prod-2026-11-20", "prod-2026-11-20-2", "prod-2026-11-20-3"] {
      let made = try machine.run("new", "./tiny.yaml", "--environment", "prod")
      #expect(made.output == name + ".report.jsonl\n")
    }
  }

  @Test func theReportKeepsItsOwnCopyOfTheChecklist() throws {
    let machine = try Machine()
    try Tiny.make(machine)
    try machine.write("nonsense", "tiny.yaml")
    #expect(try machine.run("answer", Tiny.report, "--from", "-", input: Tiny.answers).status == 0)
    #expect(try machine.run("verify", Tiny.report).status == 22)
  }
}
