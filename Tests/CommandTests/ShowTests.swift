import Foundation
import Testing

@Suite struct ShowTests {
  private func machine() throws -> Machine {
    let machine = try Machine()
    try machine.write(Tiny.checklist, "tiny.yaml")
    return machine
  }

  @Test func withFactsOnlyWhatAppliesIsShown() throws {
    let machine = try machine()
    let all = try machine.run("show", "tiny.yaml")
    #expect(all.status == 0 && all.errors == "")
    #expect(all.output.contains("\n3 steps in the profile thorough.\n"))
    #expect(all.output.contains("\nOnly when provider is aws.\n"))
    #expect(all.output.contains("get-bucket-versioning --bucket {{prefix}}-a\n"))
    let aws = try machine.run(
      "show", "tiny.yaml", "--fact", "provider=aws", "--fact", "prefix=prod")
    #expect(aws.output.contains("get-bucket-versioning --bucket prod-a\n"))
    #expect(!aws.output.contains("Only when"))
    let own = try machine.run("show", "tiny.yaml", "--fact", "provider=own", "--fact", "prefix=")
    #expect(own.output.contains("\n2 of 3 steps in the profile thorough, where provider is own.\n"))
    #expect(!own.output.contains("Versioning"))
    try machine.write(
      Tiny.checklist.replacing("    pattern:", with: "    when: {provider: aws}\n    pattern:"),
      "tiny.yaml")
    let idle = try machine.run("show", "tiny.yaml", "--fact", "provider=own", "--fact", "prefix=a")
    #expect(idle.status == 0)
    #expect(
      idle.errors
        == "postflight: prefix is not asked with these facts, so its value counts for nothing\n")
    #expect(try machine.names() == ["tiny.yaml"])
  }

  @Test func asMarkdownForAForge() throws {
    let outcome = try machine().run("show", "tiny.yaml", "--format", "markdown")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("# A tiny review\n\n`tiny`, version 1.0.0\n\n"))
    #expect(
      outcome.output.contains("\n### 1.1 The job runs\n\n**Does the job run every night?**\n"))
    #expect(outcome.output.contains("\n- See [Backups](https://docs.example/backups)\n"))
  }

  @Test func itSaysWhyAStepAppliesOrNot() throws {
    let machine = try machine()
    let not = try machine.run(
      "show", "tiny.yaml", "--explain", "backup.bucket", "--fact", "provider=own")
    #expect(not.status == 0)
    #expect(
      not.output == """
        backup.bucket (Versioning is on) does not apply.
        Its level is essential, and the profile thorough holds it.
        Its section, Backups, has no condition of its own.
        The step applies when provider is aws: provider is own, which rules it out.

        """)
    let open = try machine.run("show", "tiny.yaml", "--explain", "backup.bucket")
    #expect(open.output.hasPrefix("backup.bucket (Versioning is on) applies.\n"))
    #expect(open.output.hasSuffix("\nAnswers that can still rule it out: provider.\n"))
  }

  @Test(arguments: [
    (["--fact", "provder=aws"], 1, "there is no fact 'provder'; did you mean 'provider'?"),
    (["--fact", "provider=awss"], 1, "'awss' is no choice of the fact 'provider'; did you mean"),
    (["--fact", "prefix=A"], 1, "'A' does not match the pattern of the fact 'prefix'"),
    (
      ["--explain", "backup.jobs"], 1, "there is no step 'backup.jobs'; did you mean 'backup.job'?"
    ),
    (
      ["--explain", "\u{1B}[2J"], 1, "there is no step '<U+001B>[2J'; `postflight show` names them"
    ),
    (["--fact", "provider"], 64, "The value 'provider' is invalid for '--fact <name=value>'"),
    (["--fact", "provider=aws", "--fact", "provider=own"], 64, "--fact provider is there twice"),
    (["--explain", "backup.job", "--format", "markdown"], 64, "--explain is text"),
    (["--profile", "all"], 64, "The value 'all' is invalid for '--profile"),
  ])
  func whatIsNotThereIsToldWithTheNearest(
    _ arguments: [String], _ status: Int32, _ says: String
  ) throws {
    let outcome = try machine().execute(Machine.binary, ["show", "tiny.yaml"] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("postflight: "))
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    #expect(outcome.errors.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }

  /// The shipped checklists read well in both forms, whatever is known.
  @Test(arguments: ["gitlab-backup", "gitlab-security", "gitlab-environment"])
  func theShippedOnesAreShown(_ id: String) throws {
    let machine = try Machine()
    for facts in [[], ["--fact", "provider=aws", "--fact", "platform=hybrid"]] {
      let text = try machine.execute(Machine.binary, ["show", id] + facts)
      #expect(text.status == 0 && text.errors == "")
      #expect(text.bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
      #expect(!text.output.contains("\n\n\n\n"))
      let markdown = try machine.execute(
        Machine.binary, ["show", id, "--format", "markdown"] + facts)
      #expect(markdown.status == 0)
      // Every fence is closed, and every address is a link.
      let fences = markdown.output.split(separator: "\n").filter { $0.contains("```") }
      #expect(fences.count.isMultiple(of: 2))
      #expect(!markdown.output.contains(": `https://"))
    }
  }
}
