import Checklist
import Review

extension StartScreen {
  private static let environment = 0
  private static let profile = 1
  private static let approvals = 2

  /// Asks for what a new review is made of: of some checklists, else of the marked ones, else of
  /// the usual ones.
  mutating func beginNew(_ asked: [ListedChecklist]) {
    if let faulty = asked.first(where: { $0.fault != nil }) {
      message = "\(faulty.title) has faults and cannot be used: see `postflight lint`."
      return
    }
    let found = checklists ?? []
    let named = asked.isEmpty ? found.filter { marks.contains($0.reference) } : asked
    let meant =
      named.isEmpty ? setting.usual.compactMap { id in found.first { $0.id == id } } : named
    let title = meant.isEmpty ? setting.usual : meant.map(\.title)
    let profiles = Profile.allCases.map { profile in
      let size = meant.map { $0.sizes[profile] ?? 0 }.reduce(0, +)
      return size > 0 ? "\(profile.rawValue) \(size)" : profile.rawValue
    }
    var form = Form(
      "New review: " + title.joined(separator: ", "),
      [
        Form.Field(
          label: "Environment", hint: "What was deployed, as everybody calls it.",
          answer: .text(TextInput())),
        Form.Field(
          label: "Profile", hint: "How much is asked; facts rule steps out of these figures.",
          answer: .choice(profiles, selected: 0)),
        Form.Field(
          label: "Approvals", hint: "How many other people have to approve, 0 to 99.",
          answer: .text(TextInput("0"))),
      ])
    if let draft {
      form.fields[Self.environment].answer = draft.fields[Self.environment].answer
      form.fields[Self.profile].answer = .choice(profiles, selected: draft.choice(Self.profile))
      form.fields[Self.approvals].answer = draft.fields[Self.approvals].answer
    }
    overlay = .newReview(form, checklists: named.map(\.reference))
  }

  mutating func finishNew(_ form: Form, _ checklists: [String]) -> [StartEffect] {
    let environment = trimmed(form.text(Self.environment))
    guard !environment.isEmpty else {
      return lacks(form, Self.environment, "The environment needs a name.")
    }
    guard let approvals = Int(trimmed(form.text(Self.approvals))), (0...99).contains(approvals)
    else { return lacks(form, Self.approvals, "Approvals: a number from 0 to 99 is wanted.") }
    return [
      .make(
        NewReview(
          checklists: checklists, environment: environment,
          profile: Profile.allCases[form.choice(Self.profile)], approvals: approvals))
    ]
  }

  private mutating func lacks(_ form: Form, _ field: Int, _ sentence: String) -> [StartEffect] {
    guard case .newReview(_, let checklists) = overlay else { return [] }
    var form = form
    form.go(to: field)
    overlay = .newReview(form, checklists: checklists)
    message = sentence
    return []
  }

  private static let format = 0
  private static let file = 1

  mutating func beginExport() {
    guard let report else {
      message = "A report can be exported: Tab goes to them."
      return
    }
    guard report.fault == nil else {
      message = "\(report.name) is \(report.state) and is not exported: V says why."
      return
    }
    overlay = .export(
      Form(
        "Export \(report.name)",
        [
          Form.Field(
            label: "Format", hint: "Markdown for people, JSON for tools.",
            answer: .choice(setting.formats.map(\.name), selected: 0)),
          Form.Field(
            label: "File", hint: "A new file; one that is there is not written over.",
            answer: .text(TextInput(report.stem + (setting.formats.first?.ending ?? "")))),
        ]), report: report.name)
  }

  /// Takes a key; another format brings its ending along.
  mutating func takeExportKey(
    _ key: KeyPress, _ form: Form, _ report: String
  ) -> [StartEffect] {
    var form = form
    let before = ending(of: form)
    let outcome = form.take(key)
    let name = form.text(Self.file)
    let after = ending(of: form)
    if before != after, name.hasSuffix(before) {
      form.fields[Self.file].answer = .text(TextInput(name.dropLast(before.count) + after))
    }
    overlay = .export(form, report: report)
    return outcome == .isDone ? finishExport(form, report) : []
  }

  private func ending(of form: Form) -> String { setting.formats[form.choice(Self.format)].ending }

  private mutating func finishExport(_ form: Form, _ report: String) -> [StartEffect] {
    let path = trimmed(form.text(Self.file))
    guard !path.isEmpty else {
      message = "The file needs a name."
      return []
    }
    let format = setting.formats[form.choice(Self.format)].name
    return [.export(report, format: format, path: path)]
  }
}
