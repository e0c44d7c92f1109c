import Checklist
import Testing

@testable import Export

@Suite struct ChecklistReadingTests {
  static let facts = """
    format: postflight-checklist/1
    id: place
    version: 1.0.0
    title: Where it runs
    facts:
      - id: provider
        ask: Where does it run?
        help: The bill says it.
        choices: {aws: Amazon Web Services, own: Own servers}
      - id: prefix
        ask: What is the prefix?
        pattern: "[a-z0-9 -]+"
        when: {provider: aws}

    """

  static let steps = """
    format: postflight-checklist/1
    id: storage
    version: 1.2.0
    title: Storage of @all
    summary: What to look at once the buckets exist.
    source: {title: "Handbook, chapter 4", url: "https://handbook.example/storage"}
    uses: [place.yaml]
    sections:
      - id: buckets
        title: Buckets
        summary: Data that the database does not hold.
        when: {provider: aws}
        steps:
          - id: buckets.versioning
            title: Versioning is on
            ask: Is versioning on for every bucket that holds data?
            why: A deleted or overwritten object is lost otherwise, and there is nobody who could bring it back.
            check:
              - do: Ask for the state of each bucket.
                run: aws s3api get-bucket-versioning --bucket {{prefix}}-uploads --query Status --output text
              - do: |
                  Look at the lifecycle:
                    both rules
                when: {prefix: prod}
            expect: "`Status` is `Enabled`."
            fix: Turn versioning on.
            severity: high
            level: essential
            record: {label: Day of the newest version, type: date}
            evidence: required
            valid_for: 90d
            references: [{title: Handbook 4.2, url: "https://handbook.example/storage/versioning"}]
            covers: [S12, S13]
      - id: disks
        title: Disks
        when: {provider: own}
        steps:
          - id: disks.mirror
            title: Disks are mirrored
            ask: Are the disks mirrored?
            why: One broken disk stops all.
            check: [{do: Look at /proc/mdstat., run: "cat /proc/mdstat"}]
            expect: "`[UU]` for every array."
            fix: Add a disk.
            severity: low
            level: thorough
            references: [{title: Handbook 4.9, url: "https://handbook.example/disks"}]

    """

  private func applicability(
    _ values: [String: String] = [:], _ profile: Profile = .thorough,
    _ steps: String = ChecklistReadingTests.steps
  ) throws -> Applicability {
    let sources = [("storage.yaml", steps), ("place.yaml", Self.facts)].map {
      ChecklistSource(name: $0, path: $0, bytes: Array($1.utf8))
    }
    let (set, diagnostics) = ChecklistReader.read(sources, rules: .full)
    return Applicability(
      try #require(set, "\(diagnostics)"), profile: profile, values: values)
  }

  @Test func withoutFactsAllIsThereWithItsConditions() throws {
    let text = ChecklistReading(try applicability()).text(width: 80)
    #expect(text == Self.whole, "\(text)")
  }

  @Test func withFactsOnlyWhatAppliesIsThereWithNamesFilledIn() throws {
    let text = ChecklistReading(try applicability(["provider": "aws", "prefix": "stage"]))
      .text(width: 80)
    #expect(text.contains("1 of 2 steps in the profile thorough, where provider is aws, prefix is"))
    #expect(
      text.contains("provider  Where does it run?\n          It is aws: Amazon Web Services\n"))
    #expect(!text.contains("Only when"))
    #expect(text.contains("--bucket stage-uploads"))
    #expect(!text.contains("Look at the lifecycle"))
    #expect(!text.contains("Disks"))
    let unsafe = ChecklistReading(try applicability(["provider": "aws", "prefix": "a b"]))
      .text(width: 80)
    #expect(unsafe.contains("--bucket {{prefix}}-uploads"))
    #expect(unsafe.contains("{{prefix}}: not safe in a command\n"))
    let none = ChecklistReading(try applicability(["provider": "own"], .standard)).text(width: 80)
    #expect(none.contains("0 of 2 steps in the profile standard, where provider is own.\n"))
    #expect(none.hasSuffix("\n\nNo step applies.\n"))
  }

  @Test func itFitsTheWidthAndIsHarmless() throws {
    let hostile = Self.steps.replacing("Turn versioning on.", with: "\"日本語 \\u200B \(long)\"")
    for values in [[:], ["provider": "aws", "prefix": "prod"]] {
      let text = ChecklistReading(try applicability(values, .thorough, hostile)).text(width: 80)
      for line in text.split(separator: "\n") where !line.contains("https://") {
        #expect(line.unicodeScalars.count <= 80, "\(line)")
      }
      #expect(!text.unicodeScalars.contains { $0 == "\u{200B}" || $0 < " " && $0 != "\n" })
    }
  }

  private var long: String { String(repeating: "word ", count: 60) }

  @Test func asMarkdown() throws {
    let text = ChecklistReading(try applicability()).markdown
    #expect(text == Self.document, "\(text)")
    let fenced = Self.steps.replacing("cat /proc/mdstat", with: "echo ```` a")
    let markdown = ChecklistReading(try applicability(["provider": "own"], .thorough, fenced))
      .markdown
    #expect(markdown.contains("\n     `````sh\n     echo ```` a\n     `````\n"))
    #expect(!markdown.contains("Only when"))
  }

  @Test(
    arguments: [
      (
        [:], Profile.thorough, "buckets.versioning",
        [
          "buckets.versioning (Versioning is on) applies.",
          "Its level is essential, and the profile thorough holds it.",
          "Its section, Buckets, applies when provider is aws: provider has no answer, so rules "
            + "nothing out.",
          "The step has no condition of its own.",
          "Answers that can still rule it out: provider.",
        ]
      ),
      (
        ["provider": "own"], .essential, "buckets.versioning",
        [
          "buckets.versioning (Versioning is on) does not apply.",
          "Its level is essential, and the profile essential holds it.",
          "Its section, Buckets, applies when provider is aws: provider is own, which rules it "
            + "out.",
          "The step has no condition of its own.",
        ]
      ),
      (
        ["provider": "own"], .standard, "disks.mirror",
        [
          "disks.mirror (Disks are mirrored) does not apply.",
          "Its level is thorough, and the profile standard does not hold it.",
          "Its section, Disks, applies when provider is own: provider is own.",
          "The step applies when prefix is prod: prefix is not asked while provider is own, so "
            + "rules nothing out.",
        ]
      ),
    ] as [([String: String], Profile, String, [String])])
  func explanation(
    _ values: [String: String], _ profile: Profile, _ id: String, _ lines: [String]
  ) throws {
    let steps = Self.steps.replacing(
      "level: thorough", with: "level: thorough\n        when: {prefix: prod}")
    // The added condition is one that no answers reach, which lint warns of and does not refuse.
    let applicability = try applicability(values, profile, steps)
    let set = applicability.checklists
    let placed = try #require(set.position(ofStep: id).map { set.steps[$0] })
    #expect(StepExplanation.lines(of: placed, in: applicability) == lines)
  }

  static let whole = """
    Storage of @all
    storage, version 1.2.0
    What to look at once the buckets exist.
    Source: Handbook, chapter 4
      https://handbook.example/storage

    2 steps in the profile thorough.

    Facts, asked first

    provider  Where does it run?
              The bill says it.
              aws: Amazon Web Services
              own: Own servers

    prefix    What is the prefix?
              Only when provider is aws.


    1 Buckets
    Data that the database does not hold.
    Only when provider is aws.

    1.1 Versioning is on
    severity high, essential, buckets.versioning

    Is versioning on for every bucket that holds data?

    Why       A deleted or overwritten object is lost otherwise, and there is nobody
              who could bring it back.
    Do        1 Ask for the state of each bucket.
                  aws s3api get-bucket-versioning --bucket {{prefix}}-uploads \\
                    --query Status --output text
              2 Look at the lifecycle:
                  both rules
                Only when prefix is prod.
    Expect    `Status` is `Enabled`.
    If not    Turn versioning on.
    Also      Value asked for: Day of the newest version (date).
              A pass needs evidence.
              An answer counts for 90 days.
    See       Handbook 4.2
              https://handbook.example/storage/versioning
    Covers    S12, S13


    2 Disks
    Only when provider is own.

    2.1 Disks are mirrored
    severity low, thorough, disks.mirror

    Are the disks mirrored?

    Why       One broken disk stops all.
    Do        1 Look at /proc/mdstat.
                  cat /proc/mdstat
    Expect    `[UU]` for every array.
    If not    Add a disk.
    See       Handbook 4.9
              https://handbook.example/disks

    """

  static let document = """
    # Storage of `@all`

    `storage`, version 1.2.0

    What to look at once the buckets exist.

    Source: [Handbook, chapter 4](https://handbook.example/storage)

    2 steps in the profile thorough.

    ## Facts, asked first

    - `provider`: Where does it run?
      - Help: The bill says it.
      - `aws`: Amazon Web Services
      - `own`: Own servers
    - `prefix`: What is the prefix?
      - Only when provider is aws.

    ## 1. Buckets

    Data that the database does not hold.

    Only when provider is aws.

    ### 1.1 Versioning is on

    **Is versioning on for every bucket that holds data?**

    - Step `buckets.versioning`, severity high, level essential
    - Why: A deleted or overwritten object is lost otherwise, and there is nobody who could bring it back.
    - Do:
      1. Ask for the state of each bucket.

         ```sh
         aws s3api get-bucket-versioning --bucket {{prefix}}-uploads --query Status --output text
         ```

      2. >     Look at the lifecycle:
         >       both rules

         *Only when prefix is prod.*
    - Expect: `Status` is `Enabled`.
    - If not: Turn versioning on.
    - Value asked for: Day of the newest version (date).
    - A pass needs evidence.
    - An answer counts for 90 days.
    - See [Handbook 4.2](https://handbook.example/storage/versioning)
    - Covers `S12`, `S13`

    ## 2. Disks

    Only when provider is own.

    ### 2.1 Disks are mirrored

    **Are the disks mirrored?**

    - Step `disks.mirror`, severity low, level thorough
    - Why: One broken disk stops all.
    - Do:
      1. Look at `/proc/mdstat`.

         ```sh
         cat /proc/mdstat
         ```

    - Expect: `[UU]` for every array.
    - If not: Add a disk.
    - See [Handbook 4.9](https://handbook.example/disks)

    """
}
