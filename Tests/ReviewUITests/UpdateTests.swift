import Review
import ReviewStories
import Testing

@testable import ReviewUI

/// One action on a state, with all that it may change and all that it asks for.
struct UpdateCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// What was done before, carried out in full.
  var before: [Action] = []
  let action: Action
  /// What is asked for outside.
  var effects: [Effect] = []
  /// What becomes different; all else has to stay.
  var change: @Sendable (inout Picture) -> Void = { _ in }

  init(
    _ name: String, after before: [Action] = [], _ action: Action, gives effects: [Effect] = [],
    change: @escaping @Sendable (inout Picture) -> Void = { _ in }
  ) {
    testDescription = name
    self.before = before
    self.action = action
    self.effects = effects
    self.change = change
  }
}

/// A state and the report under it.
struct Walk {
  var state: ReviewState
  let report: FakeReport

  init(approvals: Int = 0) throws {
    report = try FakeReport(try Sample.review(approvals: approvals))
    state = ReviewState(review: report.review, entries: report.entries, reviewer: report.person)
  }

  /// Carries an action out with all its effects; its sentences.
  @discardableResult
  mutating func play(_ action: Action) -> [String] {
    var waiting = state.update(action)
    while !waiting.isEmpty {
      waiting += state.update(report.perform(waiting.removeFirst()))
    }
    return state.takeSayings().map(\.inWords)
  }
}

@Suite struct UpdateTests {
  static let plan = Action.focusStep("backup.plan")
  static let keys = Action.focusStep("access.keys")
  static let fix = Plan(
    kind: .fix, owner: "ann", until: Timestamp(seconds: 1_814_400_000).day, reason: "")
  /// Every step answered, with what a seal needs.
  static let answered: [Action] = [
    .setFact(id: "provider", value: "own"), .setFact(id: "public", value: "no"),
    .focusStep("backup.plan"), .setOutcome(.pass, comment: nil),
    .focusStep("backup.age"), .setOutcome(.fail, comment: "Old."),
    .focusStep("backup.tested"), .setOutcome(.notApplicable, comment: "New here."),
    .focusStep("backup.disk"), .setOutcome(.pass, comment: nil),
    .focusStep("access.keys"), .setOutcome(.pass, comment: nil),
  ]
  static let sealed = answered + [.seal]
  static let reviewed =
    sealed + [.sign(role: .review, decision: .performed, name: "Ann", reason: "")]

  static func answer(
    _ outcome: Outcome, _ comment: String = "", record: String = "", plan: Plan? = nil,
    step: String = "backup.plan"
  ) -> Answer {
    Answer(step: step, outcome: outcome, comment: comment, record: record, plan: plan)
  }

  static let answering: [UpdateCase] = [
    UpdateCase(
      "an outcome asks for its line and changes nothing before", after: [plan],
      .setOutcome(.pass, comment: nil), gives: [.append([.answer(answer(.pass))])]
    ) { $0.pending = .change },
    UpdateCase(
      "an outcome keeps comment and value",
      after: [plan, .setComment("Seen."), .setRecord("Plan 9")], .setOutcome(.pass, comment: nil),
      gives: [.append([.answer(answer(.pass, "Seen.", record: "Plan 9"))])]
    ) { $0.pending = .change },
    UpdateCase(
      "an outcome with a comment replaces the comment", after: [plan, .setComment("Old.")],
      .setOutcome(.fail, comment: "New."), gives: [.append([.answer(answer(.fail, "New."))])]
    ) { $0.pending = .change },
    UpdateCase(
      "an outcome other than FAIL drops the plan",
      after: [plan, .setOutcome(.fail, comment: "x"), .setPlan(fix)],
      .setOutcome(.notApplicable, comment: nil),
      gives: [.append([.answer(answer(.notApplicable, "x"))])]
    ) { $0.pending = .change },
    UpdateCase(
      "the same again is no line", after: [plan, .setOutcome(.pass, comment: nil)],
      .setOutcome(.pass, comment: nil)
    ) { $0.sayings = ["Nothing changed."] },
    UpdateCase("an outcome needs a step", .setOutcome(.pass, comment: nil)) {
      $0.sayings = ["No step is shown. Type next to go on or jump and a step to go there."]
    },
    UpdateCase(
      "a comment of 64 KiB is taken", after: [plan],
      .setComment(String(repeating: "x", count: 65_536)),
      gives: [.append([.answer(answer(.notChecked, String(repeating: "x", count: 65_536)))])]
    ) { $0.pending = .change },
    UpdateCase(
      "one byte more is not", after: [plan], .setComment(String(repeating: "é", count: 32_769))
    ) {
      $0.sayings = [
        "Too long: at most 64 KiB. Save the text as a file and attach it as evidence."
      ]
    },
    UpdateCase(
      "a plan needs a FAIL", after: [plan, .setOutcome(.pass, comment: nil)], .setPlan(fix)
    ) { $0.sayings = ["Only a FAIL has a plan. Type fail first."] },
    UpdateCase(
      "a plan on a FAIL", after: [plan, .setOutcome(.fail, comment: "x")], .setPlan(fix),
      gives: [.append([.answer(answer(.fail, "x", plan: fix))])]
    ) { $0.pending = .change },
    UpdateCase(
      "no plan takes it out", after: [plan, .setOutcome(.fail, comment: "x"), .setPlan(fix)],
      .setPlan(nil), gives: [.append([.answer(answer(.fail, "x"))])]
    ) { $0.pending = .change },
    UpdateCase(
      "evidence is copied before it is recorded", after: [plan],
      .addEvidenceFile(path: "a.log"),
      gives: [.takeEvidence(path: "a.log", step: "backup.plan")]),
    UpdateCase(
      "a text is described before it is recorded", after: [plan],
      .addEvidenceText(name: "note.txt", text: "x"),
      gives: [.takeText(name: "note.txt", text: "x", step: "backup.plan")]),
    UpdateCase(
      "a retraction of what is not there", after: [plan],
      .retractEvidence(seq: 9, reason: "x")
    ) { $0.sayings = ["This step has no evidence with the number 9. Type show to see it."] },
    UpdateCase(
      "a retraction of evidence of another step",
      after: [plan, .addEvidenceText(name: "n", text: "x"), keys],
      .retractEvidence(seq: 2, reason: "x")
    ) { $0.sayings = ["This step has no evidence with the number 2. Type show to see it."] },
    UpdateCase(
      "a retraction", after: [plan, .addEvidenceText(name: "n", text: "x")],
      .retractEvidence(seq: 2, reason: "wrong"),
      gives: [.append([.retract(Retraction(of: 2, reason: "wrong"))])]
    ) { $0.pending = .change },
  ]

  static let recording: [UpdateCase] =
    [
      ("backup.plan", "any text", true), ("backup.age", "12", true), ("backup.age", "0.5", true),
      ("backup.age", "-3", true), ("backup.age", "1e3", false), ("backup.age", "1,5", false),
      ("backup.age", ".5", false), ("backup.age", "5.", false), ("backup.age", "１", false),
      ("backup.age", "", false), ("backup.tested", "2026-02-28", true),
      ("backup.tested", "2024-02-29", true), ("backup.tested", "2026-02-29", false),
      ("backup.tested", "28.2.2026", false), ("backup.tested", "2026-2-28", false),
    ].map { step, value, isGood in
      UpdateCase(
        "\(step) takes \(value): \(isGood)", after: [.focusStep(step)], .setRecord(value),
        gives: isGood ? [.append([.answer(answer(.notChecked, record: value, step: step))])] : []
      ) { picture in
        if isGood {
          picture.pending = .change
        } else {
          picture.sayings = [
            step == "backup.age"
              ? "Age of the newest archive, in hours: a number is wanted, such as 12 or 0.5."
              : "Date of the last restore: a date is wanted, as YYYY-MM-DD."
          ]
        }
      }
    } + [
      UpdateCase(
        "a dash takes the value out", after: [plan, .setRecord("Plan")], .setRecord("-"),
        gives: [.append([.answer(answer(.notChecked))])]
      ) { $0.pending = .change },
      UpdateCase("a step without a value", after: [keys], .setRecord("x")) {
        $0.sayings = ["This step asks for no value."]
      },
    ]

  static let facts: [UpdateCase] = [
    UpdateCase(
      "a choice", .setFact(id: "provider", value: "aws"),
      gives: [.append([.fact(FactValue(fact: "provider", value: "aws"))])]
    ) { $0.pending = .change },
    UpdateCase("no choice", .setFact(id: "provider", value: "gcp")) {
      $0.sayings = ["One of these is wanted: aws, own."]
    },
    UpdateCase(
      "unknown the first time is a line", .setFact(id: "provider", value: ""),
      gives: [.append([.fact(FactValue(fact: "provider", value: ""))])]
    ) { $0.pending = .change },
    UpdateCase(
      "unknown again is none", after: [.setFact(id: "provider", value: "")],
      .setFact(id: "provider", value: "")
    ) { $0.sayings = ["Nothing changed."] },
    UpdateCase(
      "unknown after a value is a line", after: [.setFact(id: "provider", value: "own")],
      .setFact(id: "provider", value: ""),
      gives: [.append([.fact(FactValue(fact: "provider", value: ""))])]
    ) { $0.pending = .change },
    UpdateCase(
      "a typed value", .setFact(id: "prefix", value: "prod-1"),
      gives: [.append([.fact(FactValue(fact: "prefix", value: "prod-1"))])]
    ) { $0.pending = .change },
    UpdateCase("a typed value against its pattern", .setFact(id: "prefix", value: "PROD")) {
      $0.sayings = ["The value has to match [a-z0-9-]{1,8}."]
    },
    UpdateCase("a typed value with shell characters", .setFact(id: "prefix", value: "a;b")) {
      $0.sayings = ["Letters, digits and . _ : / @ % + , = - are possible, at most 200."]
    },
    UpdateCase("no such fact", .setFact(id: "colour", value: "red")) {
      $0.sayings = ["There is no fact colour. Type facts to see them."]
    },
    UpdateCase("a sealed report", after: sealed, .setFact(id: "provider", value: "aws")) {
      $0.sayings = ["The report is sealed. Type reopen and a reason to go on answering."]
    },
  ]

  static let moving: [UpdateCase] = [
    UpdateCase("next fact", .next) { $0.focus = .fact("prefix") },
    UpdateCase(
      "a fact that is not asked is passed over",
      after: [.setFact(id: "provider", value: "own")], .next
    ) { $0.focus = .fact("public") },
    UpdateCase("the last fact leads to the first step", after: [.focusFact("public")], .next) {
      $0.focus = .step("backup.plan")
    },
    UpdateCase("back from the first step to the last fact", after: [plan], .back) {
      $0.focus = .fact("public")
    },
    UpdateCase("back at the first fact", .back) { $0.sayings = ["This is the first."] },
    UpdateCase("the last step leads to the end", after: [keys], .next) { $0.focus = .end },
    UpdateCase("next at the end", after: [keys, .next], .next) {
      $0.sayings = [
        "That was the last step. Type open for the next open one, status to see what is left, "
          + "seal, or quit to leave."
      ]
    },
    UpdateCase("next at the end of a sealed report", after: sealed, .next) {
      $0.sayings = [
        "The report is sealed. Type list all to read it, sign, approve, or quit to leave."
      ]
    },
    UpdateCase("back from the end", after: [keys, .next], .back) {
      $0.focus = .step("access.keys")
    },
    UpdateCase("a step by its number", .focusStep("1.2")) { $0.focus = .step("backup.age") },
    UpdateCase("the step that is shown", after: [plan], .focusStep("backup.plan")) {
      $0.sayings = ["1.1 is the step shown. Type show to print it again."]
    },
    UpdateCase("a step by its id", .focusStep("backup.disk")) {
      $0.focus = .step("backup.disk")
    },
    UpdateCase(
      "a step that does not apply", after: [.setFact(id: "provider", value: "aws")],
      .focusStep("backup.disk")
    ) { $0.sayings = ["No step backup.disk applies here. Type list all to see the steps."] },
    UpdateCase("a step outside of the profile", .focusStep("access.deep")) {
      $0.sayings = ["No step access.deep applies here. Type list all to see the steps."]
    },
    UpdateCase("a fact by name", .focusFact("public")) { $0.focus = .fact("public") },
    UpdateCase(
      "a fact that is not asked", after: [.setFact(id: "provider", value: "own")],
      .focusFact("prefix")
    ) {
      $0.sayings = ["The fact prefix is not asked here. Type facts to see those that are."]
    },
    UpdateCase(
      "next open passes over what is answered",
      after: [.focusStep("backup.age"), .setOutcome(.pass, comment: nil), plan], .nextOpen
    ) { $0.focus = .step("backup.tested") },
    UpdateCase("next open goes round", after: [keys], .nextOpen) {
      $0.focus = .step("backup.plan")
    },
    UpdateCase("previous open goes round", after: [plan], .previousOpen) {
      $0.focus = .step("access.keys")
    },
    UpdateCase("next open from a fact", .nextOpen) { $0.focus = .step("backup.plan") },
    UpdateCase("previous open from the end", after: [keys, .next], .previousOpen) {
      $0.focus = .step("access.keys")
    },
    UpdateCase("nothing is open", after: answered, .nextOpen) {
      $0.sayings = ["No step is open."]
    },
    UpdateCase(
      "this one alone is open", after: answered + [.setOutcome(.notChecked, comment: nil)],
      .nextOpen
    ) { $0.sayings = ["No other step is open."] },
    UpdateCase("leaving", .leave) { $0.hasLeft = true },
  ]

  static let finishing: [UpdateCase] = [
    UpdateCase("nothing to undo", .undo) { $0.sayings = ["There is nothing to undo."] },
    UpdateCase("nothing to redo", .redo) { $0.sayings = ["There is nothing to redo."] },
    UpdateCase(
      "undo of a first answer is not checked", after: [plan, .setOutcome(.fail, comment: "x")],
      .undo, gives: [.append([.answer(answer(.notChecked))])]
    ) { $0.pending = .undo },
    UpdateCase(
      "undo of a fact", after: [.setFact(id: "provider", value: "aws")], .undo,
      gives: [.append([.fact(FactValue(fact: "provider", value: ""))])]
    ) { $0.pending = .undo },
    UpdateCase(
      "undo of evidence", after: [plan, .addEvidenceText(name: "n", text: "x")], .undo,
      gives: [.append([.retract(Retraction(of: 2, reason: "undone"))])]
    ) { $0.pending = .undo },
    UpdateCase(
      "redo", after: [plan, .setOutcome(.fail, comment: "x"), .undo], .redo,
      gives: [.append([.answer(answer(.fail, "x"))])]
    ) { $0.pending = .redo },
    UpdateCase("undo in a sealed report", after: sealed, .undo) {
      $0.sayings = ["The report is sealed. Type reopen and a reason to go on answering."]
    },
    UpdateCase("redo in a sealed report", after: answered + [.undo, .redo, .seal], .redo) {
      $0.sayings = ["The report is sealed. Type reopen and a reason to go on answering."]
    },
    UpdateCase(
      "seal with something lacking",
      after: [
        .focusStep("backup.tested"), .setOutcome(.pass, comment: nil), keys,
        .setOutcome(.notApplicable, comment: nil),
      ], .seal
    ) {
      $0.sayings = [
        "Not sealed: 2 steps lack something.",
        "1.3 A restore was tried: a pass of this step needs evidence.",
        "2.2 Zugänge sind bekannt, 日本語 too: n/a needs a comment.",
      ]
      $0.focus = .step("backup.tested")
    },
    UpdateCase(
      "seal", after: answered, .seal,
      gives: [
        .append([
          .seal(
            Seal(
              counts: Counts(pass: 3, fail: 1, notApplicable: 1, notChecked: 0), steps: 5,
              open: []))
        ])
      ]
    ) { $0.pending = .seal },
    UpdateCase("seal twice", after: sealed, .seal) {
      $0.sayings = ["The report is sealed already. Type sign to sign it."]
    },
    UpdateCase("reopen what is open", .reopen(reason: "x")) {
      $0.sayings = ["The report is not sealed."]
    },
    UpdateCase(
      "reopen", after: sealed, .reopen(reason: "Wrong host."),
      gives: [.append([.reopen(Reopening(reason: "Wrong host."))])]
    ) { $0.pending = .reopen },
    UpdateCase(
      "save elsewhere", .saveElsewhere(path: "b.report.jsonl"),
      gives: [.saveElsewhere(path: "b.report.jsonl")]),
    UpdateCase("a refusal", after: [plan], .refused("no room")) {
      $0.sayings = ["Not done: no room."]
    },
  ]

  @Test(arguments: answering + recording + facts + moving + finishing)
  func oneAction(_ test: UpdateCase) throws {
    var walk = try Walk()
    for action in test.before { walk.play(action) }
    let asked = walk.report.effects.count
    var expected = Picture(walk.state)
    test.change(&expected)
    let effects = walk.state.update(test.action)
    #expect(effects == test.effects)
    #expect(Picture(walk.state) == expected)
    #expect(walk.report.effects.count == asked)
  }

  @Test func whatIsSavedIsFoldedAndSaid() throws {
    var walk = try Walk()
    walk.play(Self.plan)
    var expected = Picture(walk.state)
    #expect(
      walk.play(.setOutcome(.fail, comment: "x")) == ["Recorded: 1.1 FAIL. Comment written. Saved."]
    )
    expected.answers["backup.plan"] = Self.answer(.fail, "x")
    expected.lastSeq += 2
    expected.undo.note(
      Entry(seq: 2, time: nil, event: .answer(Self.answer(.fail, "x"))))
    #expect(Picture(walk.state) == expected)
  }

  @Test func aChangeEndsRedo() throws {
    var walk = try Walk()
    for action in [Self.plan, .setOutcome(.pass, comment: nil), .undo] { walk.play(action) }
    #expect(walk.state.redo == [.answer(Self.answer(.pass))])
    walk.play(.setOutcome(.fail, comment: nil))
    #expect(walk.state.redo == [])
    #expect(walk.play(.redo) == ["There is nothing to redo."])
  }

  @Test func undoAndRedoMoveTheFocusAndMeetAgain() throws {
    var walk = try Walk()
    walk.play(.setFact(id: "provider", value: "aws"))
    walk.play(Self.plan)
    walk.play(.setOutcome(.pass, comment: "One."))
    walk.play(Self.keys)
    walk.play(.addEvidenceText(name: "note.txt", text: "x"))
    let end = Picture(walk.state)
    walk.play(Self.plan)
    #expect(walk.play(.undo) == ["Undone: evidence 6 of 2.2, note.txt, taken back. Saved."])
    #expect(walk.state.focus == .step("access.keys"))
    #expect(walk.play(.undo).first?.hasPrefix("Undone: 1.1 not checked (was: pass).") == true)
    #expect(walk.state.focus == .step("backup.plan"))
    #expect(walk.play(.undo).first?.hasPrefix("Undone: provider is not known.") == true)
    #expect(walk.state.focus == .fact("provider"))
    #expect(walk.play(.undo) == ["There is nothing to undo."])
    #expect(walk.state.redo.count == 3)
    for _ in 0..<3 { walk.play(.redo) }
    let back = Picture(walk.state)
    #expect(back.answers == end.answers)
    #expect(back.facts == end.facts)
    #expect(back.evidence.count == end.evidence.count)
    #expect(back.focus == end.focus)
    #expect(back.redo == [])
    #expect(back.undo.changes.count == 3)
  }

  @Test func evidenceTakenBackByHandIsNotThereToUndo() throws {
    var walk = try Walk()
    walk.play(Self.plan)
    walk.play(.addEvidenceText(name: "note.txt", text: "x"))
    walk.play(.retractEvidence(seq: 2, reason: "wrong"))
    #expect(walk.play(.undo) == ["There is nothing to undo."])
  }

  @Test func aRefusedUndoChangesNothing() throws {
    var walk = try Walk()
    walk.play(Self.plan)
    walk.play(.setOutcome(.pass, comment: nil))
    var expected = Picture(walk.state)
    _ = walk.state.update(.undo)
    _ = walk.state.update(.refused("the report is full"))
    expected.sayings = ["Not done: the report is full."]
    #expect(Picture(walk.state) == expected)
  }

  @Test func aRefusedRedoCanBeTriedAgain() throws {
    var walk = try Walk()
    for action in [Self.plan, .setOutcome(.pass, comment: nil), .undo] { walk.play(action) }
    var expected = Picture(walk.state)
    _ = walk.state.update(.redo)
    _ = walk.state.update(.refused("the report is full"))
    expected.sayings = ["Not done: the report is full."]
    #expect(Picture(walk.state) == expected)
    walk.play(.redo)
    #expect(walk.state.review.outcome(of: "backup.plan") == .pass)
  }

  @Test func afterAWriteErrorNothingIsTakenBeforeASave() throws {
    var walk = try Walk()
    for action in [Self.plan, .setOutcome(.pass, comment: nil), .setComment("Kept.")] {
      walk.play(action)
    }
    walk.report.breaksWith = "No space left on device"
    #expect(
      walk.play(.undo) == [
        "NOT SAVED: No space left on device. Type save and a path on another disk to keep "
          + "everything."
      ])
    let asked = walk.report.effects.count
    let broken = Picture(walk.state)
    #expect(broken.notSaved == "No space left on device")
    #expect(broken.answers["backup.plan"]?.comment == "Kept.")
    let refusal = [
      "Nothing was changed: the change before is not saved yet (No space left on device). "
        + "Type save and a path on another disk first."
    ]
    for action: Action in [
      .setOutcome(.fail, comment: "Lost?"), .setComment("Lost?"), .setRecord("1"), .setPlan(nil),
      .setFact(id: "provider", value: "own"), .undo, .redo, .seal, .reopen(reason: "x"),
      .addEvidenceFile(path: "restore.log"), .addEvidenceText(name: "n", text: "x"),
      .retractEvidence(seq: 2, reason: "x"),
      .sign(role: .review, decision: .performed, name: "Ann", reason: ""),
    ] {
      #expect(walk.play(action) == refusal)
      #expect(Picture(walk.state) == broken)
    }
    #expect(walk.report.effects.count == asked)
    walk.play(.next)
    #expect(walk.state.focus == .step("backup.age"))
  }

  @Test func aChangeSavedElsewhereIsStillWhatItWas() throws {
    var walk = try Walk()
    for action in [Self.plan, .setOutcome(.pass, comment: nil)] { walk.play(action) }
    walk.report.breaksWith = "disk full"
    walk.play(.undo)
    _ = walk.state.update(.saveElsewhere(path: "a.report.jsonl"))
    _ = walk.state.update(.refused("a.report.jsonl exists"))
    #expect(walk.state.takeSayings().map(\.inWords) == ["Not done: a.report.jsonl exists."])
    #expect(walk.state.notSaved == "disk full")
    let said = walk.play(.saveElsewhere(path: "b.report.jsonl"))
    #expect(
      said == [
        "Undone: 1.1 not checked (was: pass). Saved.",
        "All is saved in b.report.jsonl; the review goes on there.",
      ])
    #expect(walk.state.notSaved == nil)
    #expect(walk.state.undo.changes == [])
    #expect(walk.state.redo == [.answer(Self.answer(.pass))])
  }

  @Test func factsSayWhichStepsComeAndGo() throws {
    var walk = try Walk()
    #expect(
      walk.play(.setFact(id: "provider", value: "aws")) == [
        "Recorded: provider is aws. 1 step goes: backup.disk. Saved."
      ])
    #expect(
      walk.play(.setFact(id: "provider", value: "own")) == [
        "Recorded: provider is own. 1 step comes: backup.disk. 1 step goes: backup.bucket. Saved."
      ])
    #expect(
      walk.play(.setFact(id: "provider", value: "")) == [
        "Recorded: provider is not known. 1 step comes: backup.bucket. Saved."
      ])
  }

  @Test func aNewReviewBeginsWithTheFactsAnOldOneWhereItStood() throws {
    var walk = try Walk()
    #expect(walk.state.focus == .fact("provider"))
    func resumed() -> ReviewState.Focus {
      ReviewState(
        review: walk.report.review, entries: walk.report.entries, reviewer: Sample.ann
      ).focus
    }
    walk.play(.setFact(id: "provider", value: ""))
    #expect(resumed() == .fact("prefix"))
    walk.play(.focusStep("backup.age"))
    walk.play(.setOutcome(.pass, comment: nil))
    #expect(resumed() == .step("backup.tested"))
    for action in Self.sealed { walk.play(action) }
    #expect(resumed() == .end)
  }

  @Test func undoGoesOnAfterARestart() throws {
    var walk = try Walk()
    for action in [Self.plan, .setOutcome(.pass, comment: nil), .setComment("One."), .undo] {
      walk.play(action)
    }
    let resumed = ReviewState(
      review: walk.report.review, entries: walk.report.entries, reviewer: Sample.ann)
    #expect(resumed.undo == walk.state.undo)
  }

  @Test func whoMayNotSignIsToldBefore() throws {
    var walk = try Walk(approvals: 1)
    #expect(walk.state.signFault(.review)?.inWords == "The report is not sealed. Type seal first.")
    for action in Self.sealed { walk.play(action) }
    #expect(walk.state.signFault(.review)?.inWords == nil)
    #expect(
      walk.state.signFault(.approve)?.inWords
        == "Not possible: ann@example.com wrote answers in this report and may review but not "
        + "approve it.")
    var bob = ReviewState(
      review: walk.report.review, entries: walk.report.entries, reviewer: Sample.bob)
    #expect(
      bob.signFault(.approve, .approved)?.inWords
        == "Not possible: an approval counts only after the review, and 0 of 1 review signatures "
        + "are there.")
    #expect(bob.signFault(.approve, .rejected)?.inWords == nil)
    walk.play(.sign(role: .review, decision: .performed, name: "Ann", reason: ""))
    #expect(
      walk.state.signFault(.review, .performed)?.inWords
        == "Not possible: ann@example.com signed this already.")
    bob = ReviewState(
      review: walk.report.review, entries: walk.report.entries, reviewer: Sample.bob)
    #expect(bob.signFault(.approve, .approved)?.inWords == nil)
  }
}
