/// A small checklist, answers to it, and reports of it.
enum Tiny {
  static let checklist = """
    format: postflight-checklist/1
    id: tiny
    version: 1.0.0
    title: A tiny review
    facts:
      - id: provider
        ask: Where does it run?
        choices: {aws: Amazon Web Services, own: Own servers}
      - id: prefix
        ask: What is the prefix?
        pattern: "[a-z0-9-]{1,8}"
    sections:
      - id: backup
        title: Backups
        steps:
          - id: backup.job
            title: The job runs
            ask: Does the job run every night?
            why: No job, no backup.
            check: [{do: Look at the job.}]
            expect: A line for each night.
            fix: Make a job.
            severity: high
            level: essential
            valid_for: 30d
            references: [{title: Backups, url: 'https://docs.example/backups'}]
          - id: backup.restore
            title: A restore was tried
            ask: Was a restore tried?
            why: A backup that was never restored is not known to work.
            check: [{do: Ask for the protocol.}]
            expect: A protocol.
            fix: Try one.
            severity: medium
            level: essential
            evidence: required
            references: [{title: Backups, url: 'https://docs.example/backups'}]
          - id: backup.bucket
            title: Versioning is on
            ask: Is versioning on?
            why: Deleted objects are gone otherwise.
            check: [{do: Ask for it., run: 'aws s3api get-bucket-versioning --bucket {{prefix}}-a'}]
            expect: Enabled.
            fix: Switch it on.
            severity: low
            level: essential
            when: {provider: aws}
            references: [{title: Backups, url: 'https://docs.example/backups'}]

    """

  static let answers = """
    facts: {provider: own}
    answers:
      backup.job: {outcome: fail, comment: It failed twice., plan: {kind: fix, owner: ann, until: "2026-12-31", reason: Booked.}}
      backup.restore: {outcome: pass, comment: On scratch01.}

    """

  static let report = "prod-2026-11-20.report.jsonl"

  /// A report without answers, in the working folder.
  static func make(_ machine: Machine, _ more: String...) throws {
    try machine.write(checklist, "tiny.yaml")
    let made = try machine.execute(
      Machine.binary, ["new", "./tiny.yaml", "--environment", "prod"] + more)
    guard made.status == 0 else { throw Machine.Unexpected(description: made.errors) }
  }

  /// A report with all answers and evidence, not sealed.
  static func answered(_ machine: Machine, _ more: String...) throws {
    try machine.write(checklist, "tiny.yaml")
    try must(
      machine.execute(
        Machine.binary, ["new", "./tiny.yaml", "--environment", "prod"] + more))
    try must(machine.run("answer", report, "--from", "-", input: answers))
    try machine.write("0 tables differ\n", "restore.log")
    try must(machine.run("evidence", report, "backup.restore", "restore.log"))
  }

  /// A sealed and reviewed report and `allowed_signers`; complete when nobody has to approve.
  static func complete(_ machine: Machine) throws {
    try answered(machine)
    try must(machine.run("seal", report))
    try must(machine.run("sign", report, "--role", "review", "--name", "Ann Example"))
    try machine.write(try machine.trustLine(), "allowed_signers")
  }

  static func must(_ outcome: Machine.Outcome) throws {
    guard outcome.status == 0 else {
      throw Machine.Unexpected(description: "\(outcome.status): \(outcome.errors)")
    }
  }
}
