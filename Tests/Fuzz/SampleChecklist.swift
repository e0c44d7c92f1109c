/// Checklists without a fault.
enum SampleChecklist {
  static let small = """
    format: postflight-checklist/1
    id: s
    version: 1
    title: S
    facts:
    - {id: provider, ask: Where?, choices: {aws: A, gcp: G}}
    sections:
    - id: s
      title: S
      steps:
      - {id: one, title: T, ask: Q?, why: W, check: [{do: L}], expect: E, fix: F, severity: low,
         level: essential, valid_for: 30d}
      - {id: two, title: T, ask: Q?, why: W, check: [{do: L}], expect: E, fix: F, severity: high,
         level: essential, when: {provider: aws}, record: {label: N, type: number}}

    """

  /// Every key of the format.
  static let rich = """
    # A comment
    format: postflight-checklist/1
    id: sample
    version: "1.0.0"
    title: Sample é 日本
    summary: >-
      One or
      two sentences.
    source: {title: Docs, url: "https://docs.example/a#b"}
    facts:
      - id: provider
        ask: Where does it run?
        help: "Look it up.\\nAsk."
        choices: {aws: Amazon, gcp: 'Goo''gle'}
      - id: prefix
        ask: What is the prefix?
        pattern: "[a-z0-9-]{1,8}(?:x|y)?"
      - id: bucket
        ask: Which bucket is it?
        choices:
          plain: Plain
          locked: Locked
        when: {provider: [aws, gcp]}
    sections:
      - id: first
        title: First
        summary: About.
        when: {provider: aws}
        steps:
          - id: one
            title: One holds
            ask: Does one hold?
            why: |
              Because
                it does.
            check:
              - do: Look.
                run: cat "/etc/{{prefix}}" {{json .}}
                when: {bucket: locked}
              - do: Ask.
            expect: It holds.
            fix: Mend it.
            severity: high
            level: thorough
            when: {bucket: [plain, locked]}
            record: {label: Since, type: date}
            evidence: required
            valid_for: 90d
            references: [{title: T, url: "https://t.example"}]
            covers: [a.b, "c d"]

    """

  static let answers = """
    facts:
      provider: aws
      prefix: "abc-"
      bucket: ''
    answers:
      one:
        outcome: fail
        comment: |
          It failed
          twice.
        record: 2026-01-02
        plan: {kind: accept, owner: ann, until: "2026-12-31", reason: Booked.}

    """
}
