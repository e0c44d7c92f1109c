extension Review {
  /// Folds one more line in.
  ///
  /// - Parameter entry: the next line, in its place; the caller has read it strictly.
  /// - Returns: nil, or why the line may not stand here; the state is then unchanged.
  public mutating func apply(_ entry: Entry) -> String? {
    let fault = fold(entry)
    settle()
    return fault
  }

  /// The same for one of many lines: `applies`, and what follows from it, may be behind until
  /// ``settle()``, since a report may hold any number of facts and of steps.
  package mutating func fold(_ entry: Entry) -> String? {
    if let fault = order.accept(entry.event) { return fault }
    lastSeq = entry.seq
    if let time = entry.time { lastTime = time }
    let time = lastTime ?? Timestamp(seconds: 0)
    let signer = session?.signer ?? ""
    authorship.note(entry, session: session)
    switch entry.event {
    case .header, .reopen:
      break
    case .session(let session):
      sessions.append(DatedSession(seq: entry.seq, time: time, session: session))
    case .fact(let fact):
      factHistory[fact.fact, default: []].append(
        DatedFact(seq: entry.seq, time: time, signer: signer, value: fact.value))
      isBehind = true
    case .answer(let answer):
      answerHistory[answer.step, default: []].append(
        DatedAnswer(seq: entry.seq, time: time, signer: signer, answer: answer))
      lastAnsweredStep = answer.step
    case .evidence(let item):
      evidence[item.step, default: []].append(
        DatedEvidence(
          seq: entry.seq, time: time, signer: signer, evidence: item, retraction: nil))
      evidenceSteps[entry.seq] = item.step
    case .retract(let retraction):
      retract(
        retraction.of,
        DatedRetraction(
          seq: entry.seq, time: time, signer: signer, reason: retraction.reason))
    case .recovered(let recovery):
      recoveries.append(recovery)
    case .seal(let seal):
      seals.append(DatedSeal(seq: entry.seq, time: time, signer: signer, seal: seal))
    case .intent(let intent):
      pendingIntent = (entry.seq, time, intent)
    case .signature(let signature):
      finishIntent(with: signature)
    }
    if case .reopen = entry.event { voidRoleSignatures() }
    return nil
  }

  /// Works out which steps apply, after ``fold(_:)``.
  package mutating func settle() {
    guard isBehind else { return }
    applies = applicability()
    isBehind = false
  }

  private mutating func retract(_ seq: Int, _ retraction: DatedRetraction) {
    guard let step = evidenceSteps[seq],
      let index = evidence[step]?.firstIndex(where: { $0.seq == seq })
    else { return }
    evidence[step]?[index].retraction = retraction
  }

  private mutating func finishIntent(with signature: SignatureLine) {
    guard let pending = pendingIntent else { return }
    pendingIntent = nil
    roleSignatures.append(
      RoleSignature(
        seq: pending.seq, time: pending.time, intent: pending.intent, key: signature.key,
        isVoid: false))
  }

  private mutating func voidRoleSignatures() {
    for index in roleSignatures.indices { roleSignatures[index].isVoid = true }
  }
}
