import Foundation
import Testing

/// What `bundle` packs, unpacked by GNU tar and Python, verifies with Postflight and without.
@Suite struct BundleTests {
  private static let stem = "prod-2026-11-20"
  private static let lists = ["--allowed-signers", "allowed_signers"]

  private func complete() throws -> Machine {
    let machine = try Machine()
    try Tiny.complete(machine)
    return machine
  }

  private func bundle(
    _ machine: Machine, _ report: String = Tiny.report, _ more: [String] = lists, to file: String
  ) throws -> Machine.Outcome {
    try machine.execute(Machine.binary, ["bundle", report, "-o", file] + more)
  }

  private func unpack(_ machine: Machine, _ file: String, by program: String = "tar") throws {
    let command =
      program == "tar"
      ? ["tar", "-C", "out", "-xzf", file]
      : [
        "python3", "-c",
        "import sys, tarfile; tarfile.open(sys.argv[1]).extractall('out')", file,
      ]
    try Tiny.must(machine.execute("/usr/bin/env", ["mkdir", "-p", "out"]))
    try Tiny.must(machine.execute("/usr/bin/env", command))
  }

  private func files(_ machine: Machine, _ folder: String) throws -> [String] {
    let all = try machine.execute("/usr/bin/find", [folder, "-type", "f", "-printf", "%P\\n"])
    return all.lines.sorted()
  }

  @Test(arguments: ["tar", "python"]) func unpackedItVerifies(program: String) throws {
    let machine = try complete()
    let outcome = try bundle(machine, to: "b.tar.gz")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors == "")
    #expect(try machine.mode("b.tar.gz") == 0o600)
    try Tiny.must(machine.execute("/usr/bin/env", ["rm", "-rf", Self.stem + ".evidence"]))
    try unpack(machine, "b.tar.gz", by: program)
    let folder = machine.path("out/" + Self.stem)
    let sums = try machine.execute(
      "/usr/bin/sha256sum", ["-c", "--strict", "SHA256SUMS"], in: folder)
    #expect(sums.status == 0, "\(sums.errors)")
    let found = try files(machine, "out")
    let summed = sums.lines.map { Self.stem + "/" + $0.replacing(": OK", with: "") }
    #expect((summed + [Self.stem + "/SHA256SUMS"]).sorted() == found)
    #expect(outcome.lines.first == "Written: b.tar.gz, \(found.count) files, 1 of them evidence")
    let digest = try machine.execute("/usr/bin/sha256sum", ["b.tar.gz"]).output.prefix(64)
    #expect(outcome.lines.last == "sha256 \(digest)")
    let verified = try machine.run(
      "verify", Tiny.report, "--allowed-signers", "allowed_signers", in: folder)
    #expect(verified.status == 0, "\(verified.output)")
    let stock = try machine.execute(
      "/bin/sh", ["check-report.sh", Tiny.report, "allowed_signers"], in: folder)
    #expect(stock.status == 0, "\(stock.output) \(stock.errors)")
    #expect(stock.output.hasSuffix("all good\n"))
  }

  @Test func theRecipeInsideIsTheOneOfTheDocumentAndRunsAsWritten() throws {
    let machine = try complete()
    try Tiny.must(bundle(machine, to: "b.tar.gz"))
    try unpack(machine, "b.tar.gz")
    let page = try String(
      contentsOfFile: Machine.package + "/Documentation/verifying.md", encoding: .utf8)
    let script = try machine.text("out/\(Self.stem)/check-report.sh")
    #expect(script.hasPrefix("#!/bin/sh\n") && script.hasSuffix("\nexit \"$bad\"\n"))
    #expect(page.contains("```sh\n" + script + "```\n"))
    let recipe = try machine.text("out/\(Self.stem)/VERIFY.md")
    let blocks = recipe.components(separatedBy: "```\n").enumerated().compactMap {
      $0.offset % 2 == 1 ? $0.element : nil
    }
    #expect(blocks.count == 2)
    let folder = URL(filePath: Machine.binary).deletingLastPathComponent().path
    for block in blocks {
      let outcome = try machine.execute(
        "/bin/sh", ["-ec", block], with: ["PATH": folder + ":/usr/bin:/bin"],
        in: machine.path("out/" + Self.stem))
      #expect(outcome.status == 0, "\(block) \(outcome.output) \(outcome.errors)")
    }
    // The receipt is that of the report.
    let seq = try machine.text(Tiny.report).split(separator: "\n").count - 1
    let digest = try machine.execute("/usr/bin/sha256sum", [Tiny.report]).output.prefix(16)
    #expect(recipe.contains("last seq \(seq), sha256 \(digest)."))
  }

  @Test func theSameReportGivesTheSameBytesAtAnyTime() throws {
    let machine = try complete()
    try Tiny.must(bundle(machine, to: "one.tar.gz"))
    let later = try machine.run(
      "bundle", Tiny.report, "-o", "two.tar.gz", "--allowed-signers", "allowed_signers",
      with: ["POSTFLIGHT_NOW": "2029-01-01T00:00:00Z", "TZ": "Asia/Tokyo", "LC_ALL": "C"])
    #expect(later.status == 0, "\(later.errors)")
    #expect(try machine.read("one.tar.gz") == machine.read("two.tar.gz"))
    let listed = try machine.execute(
      "/usr/bin/tar", ["--full-time", "--utc", "-tvzf", "one.tar.gz"])
    let names = listed.lines.compactMap { $0.split(separator: " ").last.map(String.init) }
    #expect(names == names.sorted() && names.allSatisfy { $0.hasPrefix(Self.stem + "/") })
    for line in listed.lines {
      #expect(line.hasPrefix("-rw-r--r-- 0/0 ") && line.contains(" 2026-11-20 10:00:00 "))
    }
    // No name and no time in gzip's header.
    #expect(try machine.read("one.tar.gz").prefix(8) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
  }

  @Test func everyExportIsThereAsTheReportWas() throws {
    let machine = try complete()
    try Tiny.must(bundle(machine, to: "b.tar.gz"))
    try unpack(machine, "b.tar.gz")
    let help = try machine.run("export", "--help").output
    let values = try #require(help.firstMatch(of: /values: ([^;)]*)[;)]/)?.output.1)
    let formats = values.split { ", \n".contains($0) }.map(String.init)
    #expect(formats.count >= 4)
    let folder = "out/\(Self.stem)/exports/"
    for format in formats {
      let text = try machine.run(
        "export", Tiny.report, "--format", format, "--allowed-signers", "allowed_signers")
      let names = try FileManager.default.contentsOfDirectory(atPath: machine.path(folder))
      #expect(names.count == formats.count)
      #expect(
        try names.contains { try machine.read(folder + $0) == text.bytes }, "\(format)")
    }
  }

  @Test func whatIsNamedGoesIn() throws {
    let machine = try complete()
    let other = try machine.makeKey("other")
    try machine.write(other, "lost-keys")
    try machine.write("No stamp at all.", Self.stem + ".tsr")
    let outcome = try bundle(
      machine, Tiny.report, Self.lists + ["--revoked", "lost-keys"], to: "b.tar.gz")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("\(Self.stem).tsr"))
    try unpack(machine, "b.tar.gz")
    let folder = "out/\(Self.stem)/"
    #expect(try machine.read(folder + "revoked") == machine.read("lost-keys"))
    #expect(try machine.read(folder + "allowed_signers") == machine.read("allowed_signers"))
    #expect(try machine.text(folder + Self.stem + ".tsr") == "No stamp at all.")
    #expect(try machine.text(folder + "VERIFY.md").contains("--revoked revoked"))
    let bare = try bundle(machine, Tiny.report, [], to: "bare.tar.gz")
    #expect(bare.status == 0)
    let names = try machine.execute("/usr/bin/tar", ["-tzf", "bare.tar.gz"]).output
    #expect(!names.contains("allowed_signers") && !names.contains("revoked"))
  }

  @Test func onlyWhatTheReportNamesAndAsItNamesIt() throws {
    let machine = try complete()
    let folder = Self.stem + ".evidence/"
    let kept = try #require(
      try FileManager.default.contentsOfDirectory(atPath: machine.path(folder)).first)
    try machine.write("Nobody named this.", folder + "stray")
    try machine.write("Nobody named this.", folder + String(repeating: "0", count: 64))
    try Tiny.must(bundle(machine, to: "b.tar.gz"))
    let names = try machine.execute("/usr/bin/tar", ["-tzf", "b.tar.gz"]).lines
    #expect(names.filter { $0.contains(".evidence/") } == ["\(Self.stem)/\(folder)\(kept)"])

    try machine.write("Other bytes.", folder + kept)
    let different = try bundle(machine, to: "c.tar.gz")
    #expect(different.status == 26)
    #expect(different.output == "" && !machine.exists("c.tar.gz"))
    let told = try bundle(machine, Tiny.report, Self.lists + ["--force"], to: "d.tar.gz")
    #expect(told.status == 0)
    #expect(told.errors.contains("left out: the evidence file \(kept)"))
    try Tiny.must(machine.execute("/usr/bin/env", ["rm", folder + kept]))
    #expect(try bundle(machine, to: "c.tar.gz").status == 26)

    let forced = try bundle(machine, Tiny.report, Self.lists + ["--force"], to: "c.tar.gz")
    #expect(forced.status == 0, "\(forced.errors)")
    #expect(forced.errors.contains("left out: the evidence file \(kept)"))
    #expect(forced.errors.contains("marked NOT VERIFIED"))
    try unpack(machine, "c.tar.gz")
    #expect(try machine.text("out/\(Self.stem)/VERIFY.md").contains("NOT VERIFIED"))
    #expect(!machine.exists("out/\(Self.stem)/\(folder)"))
    #expect(
      try machine.execute(
        "/usr/bin/sha256sum", ["-c", "SHA256SUMS"], in: machine.path("out/" + Self.stem)
      ).status == 0)
    #expect(try machine.text("out/\(Self.stem)/exports/\(Self.stem).html").contains("NOT VERIFIED"))
  }

  @Test func whatDoesNotVerifyIsRefusedAndNothingIsWrittenOver() throws {
    let machine = try complete()
    try machine.write("Mine.", "taken")
    let taken = try bundle(machine, Tiny.report, Self.lists + ["--force"], to: "taken")
    #expect(taken.status == 1)
    #expect(taken.errors.contains("taken exists and is not written over"))
    #expect(try machine.text("taken") == "Mine.")
    #expect(try bundle(machine, to: "no/such/folder").status == 74)
    #expect(try bundle(machine, "nosuch", to: "b").status == 66)
    #expect(
      try bundle(machine, Tiny.report, ["--allowed-signers", "nosuch"], to: "b").status == 66)
    let stranger = try machine.makeKey("other")
    try machine.write("bob@example.com \(stranger)", "strangers")
    #expect(
      try bundle(machine, Tiny.report, ["--allowed-signers", "strangers"], to: "b").status == 22)
    try machine.write(
      machine.text(Tiny.report).replacing("failed twice", with: "failed never"),
      "forged.report.jsonl")
    #expect(try bundle(machine, "forged.report.jsonl", to: "b").status == 20)
    try machine.write("{}\n", "none.report.jsonl")
    #expect(try bundle(machine, "none.report.jsonl", to: "b").status == 21)
    #expect(!machine.exists("b"))
    for name in ["forged", "none"] {
      let forced = try bundle(
        machine, name + ".report.jsonl", Self.lists + ["--force"], to: name + ".tar.gz")
      #expect(forced.status == 0, "\(forced.errors)")
    }
    #expect(try machine.names().allSatisfy { !$0.contains(".partial-") })
  }

  @Test func emptyAndHostileEvidenceAndNames() throws {
    let machine = try Machine()
    try Tiny.answered(machine)
    try machine.write("", HostileReport.name)
    try machine.write("x", "..\\..\\evil.sh")
    for name in [HostileReport.name, "..\\..\\evil.sh"] {
      try Tiny.must(
        machine.execute(Machine.binary, ["evidence", Tiny.report, "backup.job", name]))
    }
    try Tiny.must(machine.run("seal", Tiny.report))
    try Tiny.must(machine.run("sign", Tiny.report, "--role", "review", "--name", "Ann"))
    try machine.write(try machine.trustLine(), "allowed_signers")
    // The stem `..` would be the folder above.
    let long = String(repeating: "ü", count: 120)
    for (stem, expected) in [
      ("..", "report"), ("-rf", "rf"), ("a b'\u{1B}[2J\u{202E}\nc", "a-b--2J-c"),
      (long, String(long.prefix(100))),
    ] {
      try Tiny.must(
        machine.execute(
          "/usr/bin/env", ["cp", "-a", "./" + Tiny.report, "./\(stem).report.jsonl"]))
      try Tiny.must(
        machine.execute(
          "/usr/bin/env", ["cp", "-a", "./\(Self.stem).evidence", "./\(stem).evidence"]))
      let outcome = try bundle(machine, "./\(stem).report.jsonl", to: "b.tar.gz")
      #expect(outcome.status == 0, "\(stem): \(outcome.errors)")
      for program in ["tar", "python"] {
        try unpack(machine, "b.tar.gz", by: program)
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: machine.path("out")) == [expected])
        let folder = machine.path("out/" + expected)
        let report = expected + ".report.jsonl"
        let sums = try machine.execute("/usr/bin/sha256sum", ["-c", "SHA256SUMS"], in: folder)
        #expect(sums.status == 0, "\(sums.errors)")
        let verified = try machine.run(
          "verify", report, "--allowed-signers", "allowed_signers", in: folder)
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try files(machine, "out/" + expected).count { $0.contains(".evidence/") } == 3)
        try Tiny.must(machine.execute("/usr/bin/env", ["rm", "-r", "out"]))
      }
      try Tiny.must(machine.execute("/usr/bin/env", ["rm", "b.tar.gz"]))
    }
  }

  @Test func evidenceThatWasTakenBackMayBeMissing() throws {
    let machine = try Machine()
    try Tiny.answered(machine)
    try machine.write("The wrong host.", "wrong.log")
    try Tiny.must(machine.run("evidence", Tiny.report, "backup.job", "wrong.log"))
    let lines = try machine.text(Tiny.report).split(separator: "\n")
    let seq = try #require(lines.lastIndex { $0.contains("\"type\":\"evidence\"") })
    try Tiny.must(machine.run("retract", Tiny.report, "\(seq)", "--reason", "The wrong host."))
    try machine.write(try machine.trustLine(), "allowed_signers")
    let with = try bundle(machine, to: "with.tar.gz")
    #expect(with.lines.first?.hasSuffix("2 of them evidence") == true)
    let digest = try machine.execute("/usr/bin/sha256sum", ["wrong.log"]).output.prefix(64)
    try Tiny.must(
      machine.execute("/usr/bin/env", ["rm", Self.stem + ".evidence/" + digest]))
    let without = try bundle(machine, to: "without.tar.gz")
    #expect(without.status == 0)
    #expect(without.lines.first?.hasSuffix("1 of them evidence") == true)
    #expect(without.errors.contains("left out: the evidence file \(digest)"))
  }

  @Test func theResultIsAsAskedFor() throws {
    let machine = try complete()
    let quiet = try bundle(machine, Tiny.report, Self.lists + ["--quiet"], to: "q.tar.gz")
    #expect(quiet.status == 0 && quiet.output == "" && quiet.errors == "")
    let outcome = try bundle(machine, Tiny.report, Self.lists + ["--json"], to: "j.tar.gz")
    #expect(outcome.lines.count == 1)
    let told = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
    let digest = try machine.execute("/usr/bin/sha256sum", ["j.tar.gz"]).output.prefix(64)
    #expect(told["sha256"] as? String == String(digest))
    #expect(told["size"] as? Int == (try machine.read("j.tar.gz").count))
    #expect(told["evidence"] as? Int == 1)
    #expect(told["verified"] as? String == "yes")
    let listed = try machine.execute("/usr/bin/tar", ["-tzf", "j.tar.gz"]).lines
    #expect(told["files"] as? [String] == listed)
  }

  @Test func largeEvidenceIsNotHeldInMemory() throws {
    let machine = try Machine()
    try Tiny.answered(machine)
    try Tiny.must(
      machine.execute("/usr/bin/env", ["truncate", "-s", "600M", "big.log"]))
    try Tiny.must(machine.run("evidence", Tiny.report, "backup.job", "big.log"))
    // 300 MB of addresses do not hold 600 MB of evidence.
    let outcome = try machine.execute(
      "/bin/sh",
      ["-c", "ulimit -d 300000; exec '\(Machine.binary)' bundle \(Tiny.report) -o b.tar.gz"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try machine.read("b.tar.gz").count < 2_000_000)
  }
}
