package import Checklist
package import Review
package import ReviewUI

/// A small checklist with every kind of fact, record and evidence, and a review of it.
package enum Sample {
  package static let text = """
    format: postflight-checklist/1
    id: sample
    version: 1.2.0
    title: A sample review
    facts:
      - id: provider
        ask: Where does it run?
        help: The inventory says it; without an inventory, ask whoever pays the bill for the machines.
        choices: {aws: Amazon Web Services, own: Own servers}
      - id: prefix
        ask: What is the prefix?
        pattern: "[a-z0-9-]{1,8}"
        when: {provider: aws}
      - id: public
        ask: Is it open to the world?
        choices: {'yes': 'Yes, it is', 'no': 'No'}
    sections:
      - id: backup
        title: Backups
        steps:
          - id: backup.plan
            title: A plan is written down
            ask: Is the plan written down?
            why: Without one nobody knows what is saved and what is lost.
            check: [{do: Ask for the plan.}]
            expect: A document with a date.
            fix: Write it.
            severity: high
            level: essential
            record: {label: Title of the plan, type: text}
            references: [{title: 'Backups, in general', url: 'https://docs.example/a/rather/long/address/that/nobody/can/break/anywhere/because/it/would/not/be/one.html'}]
          - id: backup.age
            title: The newest archive is young
            ask: Is the newest archive younger than a day?
            why: What is newer than the archive is lost.
            check: [{do: List the archives., run: "ls -l /var/backups/archives/2026 | sort --key=6 --reverse | head -n 20 | awk '{print $9}'"}]
            expect: An archive of today.
            fix: Mend the job.
            severity: medium
            level: essential
            record: {label: 'Age of the newest archive, in hours', type: number}
            valid_for: 30d
          - id: backup.tested
            title: A restore was tried
            ask: Was a restore tried on another machine?
            why: A backup that was never restored is not known to work.
            check: [{do: Ask for the protocol of the last restore.}]
            expect: A protocol with a date.
            fix: Try one.
            severity: high
            level: essential
            record: {label: Date of the last restore, type: date}
            evidence: required
          - id: backup.bucket
            title: Versioning is on for every bucket
            ask: Is versioning on for every bucket?
            why: Deleted objects are gone otherwise.
            check: [{do: Ask for its state., run: 'aws s3api get-bucket-versioning --bucket {{prefix}}-data'}]
            expect: "`Status` is `Enabled`."
            fix: Switch it on.
            severity: medium
            level: essential
            when: {provider: aws}
          - id: backup.disk
            title: Disks are mirrored
            ask: Are the disks mirrored?
            why: One broken disk stops all.
            check: [{do: Look at /proc/mdstat.}]
            expect: "`[UU]` for every array."
            fix: Add a disk.
            severity: low
            level: essential
            when: {provider: own}
      - id: access
        title: Access
        summary: Who may come in.
        steps:
          - id: access.web
            title: The web needs a certificate
            ask: Is plain HTTP turned away?
            why: Passwords can be read on the way.
            check: [{do: Open it with http.}]
            expect: A redirect.
            fix: Switch it off.
            severity: high
            level: essential
            evidence: recommended
            when: {public: 'yes'}
          - id: access.keys
            title: Zugänge sind bekannt, 日本語 too
            ask: Is every key known?
            why: Unknown keys are unknown people.
            check: [{do: List the keys.}]
            expect: Each has an owner.
            fix: Remove the others.
            severity: low
            level: essential
          - id: access.deep
            title: The thorough one
            ask: Was it looked at closely?
            why: It is thorough.
            check: [{do: Look closely.}]
            expect: Nothing odd.
            fix: Look again.
            severity: low
            level: thorough
    """

  package static let ann = ReviewState.Reviewer(principal: "ann@example.com", key: key("A"))
  package static let bob = ReviewState.Reviewer(principal: "bob@example.com", key: key("B"))

  /// A fingerprint in form.
  package static func key(_ letter: String) -> String {
    "SHA256:" + String(repeating: letter, count: 43)
  }

  package static let checklists: ChecklistSet? = ChecklistReader.read(
    [ChecklistSource(name: "sample.yaml", path: "sample.yaml", bytes: Array(text.utf8))],
    rules: .full
  ).set

  /// A report without answers.
  package static func review(environment: String = "prod", approvals: Int = 0) throws -> Review {
    let header = Header(
      report: "0b5e7c1a-64a2-4f0e-9a53-2f6f1c0d9e11", environment: environment,
      profile: .essential,
      checklists: [
        Header.File(
          name: "sample.yaml", sha256: String(repeating: "0", count: 64), text: text)
      ],
      requiredReviews: 1, requiredApprovals: approvals, tool: "postflight/0.1.0")
    struct Unreadable: Error {}
    guard let checklists else { throw Unreadable() }
    return Review(header: header, time: FakeReport.start, checklists: checklists)
  }
}
