internal import Yams

/// What lint says of one question, command or step by itself.
extension ChecklistDecoder {
  /// One question mark; for a step, where yes means pass, also one question put the right way.
  mutating func lintQuestion(_ question: String, _ node: Node, ofStep: Bool) {
    guard reader.rules == .full, !question.isEmpty else { return }
    let marks = question.unicodeScalars.count { $0 == "?" || $0 == "？" }
    if marks != 1 {
      reader.error(
        node,
        marks == 0
          ? "'ask' has no question mark; write one question"
          : "'ask' has \(marks) question marks; write one question")
    }
    if question.utf8.count > WordLists.longestQuestion,
      question.count > WordLists.longestQuestion
    {
      warn(
        node,
        "this question has \(question.count) characters; "
          + "\(WordLists.longestQuestion) are enough, the rest belongs in 'why' or 'check'")
    }
    guard ofStep else { return }
    if let part = WordLists.parts(of: WordLists.twoQuestions, in: question) {
      warn(node, "this may be two questions ('\(part)'); make two steps of it")
    }
    if let part = WordLists.parts(of: WordLists.turnedRound, in: question) {
      warn(node, "this question may be turned round ('\(part)'); ask so that yes means pass")
    }
  }

  /// Placeholders, and words that may change something.
  mutating func lintCommand(_ command: String, _ node: Node) {
    guard reader.rules == .full else { return }
    if let word = WordLists.change(in: command) {
      warn(node, "this command does not look read-only ('\(word)'); a check only looks")
    }
    guard command.utf8.contains(UInt8(ascii: "{")) else { return }
    let position = NodeReader.position(node)
    for part in CommandTemplate.parts(of: command) {
      if case .placeholder(let name) = part {
        file.placeholders.append(.init(name: name, position: position))
      }
    }
  }

  /// A high step that few reviews ask; a step without a reference.
  mutating func lintStep(_ step: Step, _ seen: [StepKey], _ node: Node, _ mapping: Node.Mapping) {
    guard reader.rules == .full else { return }
    if step.severity == .high, step.level > .standard {
      let level = mapping.first { $0.key.scalar?.string == StepKey.level.rawValue }?.value
      warn(
        level ?? node,
        "a step of severity high is asked in the profile thorough only; make it standard or "
          + "essential")
    }
    if step.references.isEmpty {
      warn(node, "this step has no reference; say where the guidance comes from")
    }
  }

  private mutating func warn(_ node: Node, _ message: String) {
    reader.faults.warning(NodeReader.position(node), message)
  }
}
