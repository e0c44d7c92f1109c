extension Step {
  /// What a reader is told and asked: title, question, why, checks with their conditions, what a
  /// pass looks like, the mend, and the value to write down.
  ///
  /// Two steps with the same wording are the same question, whatever their severity, level,
  /// condition or references. Each text stands behind its name and its length in UTF-8 bytes, so
  /// that no two wordings run together; its SHA-256 is how a step's text is told from another.
  public var wording: String {
    var wording = ""
    func add(_ name: String, _ text: String) {
      wording += "\(name) \(text.utf8.count)\n\(text)\n"
    }
    add("title", title)
    add("ask", ask)
    add("why", why)
    for check in check {
      add("do", check.action)
      if let command = check.command { add("run", command) }
      for requirement in check.when.requirements {
        add("when", requirement.fact)
        for value in requirement.values { add("is", value) }
      }
    }
    add("expect", expect)
    add("fix", fix)
    if let record {
      add("record", record.label)
      add("type", record.kind.rawValue)
    }
    return wording
  }
}
