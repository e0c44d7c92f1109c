import Checklist
import TextGrid

extension StartScreen {
  /// Takes an event: changes the state and says what is to be done outside.
  public mutating func update(_ event: StartEvent) -> [StartEffect] {
    switch event {
    case .resize(let columns, let rows):
      self.columns = max(0, columns)
      self.rows = max(0, rows)
      if case .reading(var reading) = overlay {
        reading.fit(columns: self.columns, rows: self.rows)
        overlay = .reading(reading)
      }
    case .key(let key):
      message = ""
      return overlay == nil ? takeKey(key) : takeOverlayKey(key)
    case .paste(let text):
      takePaste(text)
    case .found(let names, let moment):
      take(found: names, at: moment)
    case .read(let report):
      take(report)
    case .checklists(let found):
      checklists = found
      marks = marks.filter { reference in found.contains { $0.reference == reference } }
    case .signer(let name):
      signer = name
    case .verdict(let title, let lines):
      overlay = .reading(Reading(title, lines, columns: columns, rows: rows))
    case .done(let sentence, let report):
      if case .newReview = overlay {
        draft = nil
        marks = []
      }
      if let report { chosen = .report(report) }
      overlay = nil
      message = sentence
    case .refused(let sentence):
      message = sentence
    }
    return []
  }

  private mutating func takeKey(_ key: KeyPress) -> [StartEffect] {
    guard let command = StartCommand.command(for: key) else {
      if key == .control("C") { hasLeft = true }
      if case .character(let character) = key {
        message = "\(character) means nothing here. ? shows the keys."
      }
      return []
    }
    return run(command.act)
  }

  /// Runs a command, from a key or from help.
  mutating func run(_ act: StartCommand.Act) -> [StartEffect] {
    switch act {
    case .open: return openLine()
    case .new: beginNew([])
    case .verify: return verify()
    case .export: beginExport()
    case .mark: toggleMark()
    case .lineDown: move(1)
    case .lineUp: move(-1)
    case .pageDown: move(max(1, rows / 2 - 3))
    case .pageUp: move(-max(1, rows / 2 - 3))
    case .first: move(-items.count)
    case .last: move(items.count)
    case .group: changeGroup()
    case .help: overlay = .help(KeyList())
    case .redraw: return [.lookAgain]
    case .suspend: return [.suspend]
    case .quit: hasLeft = true
    }
    return []
  }

  private mutating func openLine() -> [StartEffect] {
    if let checklist {
      beginNew([checklist])
      return []
    }
    guard let report else {
      message = "There is no report here yet: n begins a review."
      return []
    }
    guard report.fault == nil else { return verify() }
    return [.resume(report.name)]
  }

  private mutating func verify() -> [StartEffect] {
    guard let report else {
      message = "A report can be verified: Tab goes to them."
      return []
    }
    // Without proof there is nobody to trust.
    if setting.hasTrustList || report.fault != nil { return [.verify(report.name, trustList: "")] }
    overlay = .trustList(TextInput(trustList), report: report.name)
    return []
  }

  private mutating func takeOverlayKey(_ key: KeyPress) -> [StartEffect] {
    guard let open = overlay else { return [] }
    if key == .control("L") { return [.lookAgain] }
    if case .reading(var reading) = open {
      if key == .control("Z"), reading.search.input == nil { return [.suspend] }
      overlay = reading.take(key) ? .reading(reading) : nil
      return []
    }
    if key == .escape || key == .control("C") {
      closeOverlay()
      return []
    }
    switch open {
    case .help(var list):
      let found = list.found(in: Self.helpGroups)
      let outcome = list.take(key, found: found, page: max(1, rows - 8))
      overlay = .help(list)
      if outcome == .runs, let command = list.chosen(of: found) {
        overlay = nil
        return run(command.act)
      }
    case .reading:
      break
    case .newReview(var form, let checklists):
      let outcome = form.take(key)
      overlay = .newReview(form, checklists: checklists)
      if outcome == .isDone { return finishNew(form, checklists) }
    case .export(let form, let report):
      return takeExportKey(key, form, report)
    case .trustList(var input, let report):
      if key == .enter {
        trustList = trimmed(input.text)
        return [.verify(report, trustList: trustList)]
      }
      if key == .tab { return [.complete(input.text)] }
      _ = input.take(key)
      overlay = .trustList(input, report: report)
    }
    return []
  }

  // What was typed about a new review comes back with the next n.
  private mutating func closeOverlay() {
    if case .newReview(let form, _) = overlay { draft = form }
    overlay = nil
  }

  private mutating func takePaste(_ text: String) {
    switch overlay {
    case .help(var list):
      list.insert(text)
      overlay = .help(list)
    case .reading(var reading) where reading.insert(text):
      overlay = .reading(reading)
    case .newReview(var form, let checklists) where form.insert(text):
      overlay = .newReview(form, checklists: checklists)
    case .export(var form, let report) where form.insert(text):
      overlay = .export(form, report: report)
    case .trustList(var input, let report):
      input.insert(text)
      overlay = .trustList(input, report: report)
    default:
      message = "Pasted text is taken in a field only."
    }
  }
}
