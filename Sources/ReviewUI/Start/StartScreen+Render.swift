import Checklist
import Review
public import TextGrid

extension StartScreen {
  /// Draws the screen: as many cells as the terminal has, whatever the size.
  public func render(glyphs: Glyphs) -> Frame {
    if let notice = Frame.tooSmall(columns: columns, rows: rows) { return notice }
    return told(glyphs)
  }

  func drawn(_ glyphs: Glyphs) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    drawTitle(&frame, glyphs)
    drawLists(&frame, glyphs)
    if message.isEmpty {
      frame.message(note, style: .muted, glyphs)
    } else {
      frame.message(message, glyphs)
    }
    frame.keyBar(barKeys)
    switch overlay {
    case nil: break
    case .help(let list):
      frame.keyList("Keys", list, list.found(in: Self.helpGroups), glyphs)
    case .reading(let reading): frame.reading(reading, glyphs)
    case .newReview(let form, _), .export(let form, _): frame.form(form, glyphs)
    case .trustList(let input, let report):
      frame.lineField(
        "Trust list for \(report), or nothing", input,
        [("Enter", "verify"), ("Tab", "complete"), ("Esc", "leave")], glyphs)
    }
    return frame
  }

  private func drawTitle(_ frame: inout Frame, _ glyphs: Glyphs) {
    let right = glyphs.shortened(SafeText.line(signer), to: columns / 2)
    let width = DisplayWidth.of(right)
    let left = frame.put("Postflight", row: 0, column: 1, style: .title)
    frame.put(
      glyphs.shortened(SafeText.line(setting.folder), to: columns - left - width - 5), row: 0,
      column: left + 2)
    frame.put(right, row: 0, column: columns - width - 1, style: .muted)
    let waiting = reports.count { $0.figures?.needsSomebody == true }
    let damaged = reports.count { $0.fault != nil }
    let unread = reports.count { $0.content == .unread }
    var spans = [
      Span(
        reports.isEmpty
          ? "No report here yet: n begins a review."
          : counted(reports.count, "report here", "reports here"))
    ]
    if damaged > 0 { spans.append(Span("  \(damaged) damaged", .fail)) }
    if waiting > 0 { spans.append(Span("  \(waiting) to do")) }
    if unread > 0 { spans.append(Span("  \(unread) not read yet", .muted)) }
    while spans.map({ DisplayWidth.of($0.text) }).reduce(1, +) > columns { spans.removeLast() }
    frame.put(spans, row: 1, column: 1)
    frame.rule(row: 2, glyphs)
  }

  private func drawLists(_ frame: inout Frame, _ glyphs: Glyphs) {
    let rooms = rooms(frame.bodyHeight)
    if rooms.reports > 0 { drawReports(&frame, row: Frame.bodyTop, height: rooms.reports, glyphs) }
    if rooms.checklists > 0 {
      drawChecklists(
        &frame, row: Frame.bodyTop + frame.bodyHeight - rooms.below - rooms.checklists,
        height: rooms.checklists, glyphs)
    }
  }

  /// The rows of each list, headings included, and those left empty at the end.
  ///
  /// Both are shown where there is room; a small terminal shows the one that the reader is in.
  private func rooms(_ height: Int) -> (reports: Int, checklists: Int, below: Int) {
    if reports.isEmpty { return (0, height, 0) }
    guard height >= 10 else { return checklist == nil ? (height, 0, 0) : (0, height, 0) }
    let wanted = (reports: 1 + reports.count, checklists: 1 + max(1, checklists?.count ?? 1))
    let checklists = min(wanted.checklists, max(4, height / 3, height - 1 - wanted.reports))
    let reports = min(wanted.reports, height - 1 - checklists)
    return (reports, checklists, height - reports - 1 - checklists)
  }

  private func drawReports(_ frame: inout Frame, row: Int, height: Int, _ glyphs: Glyphs) {
    let here = report.flatMap { here in reports.firstIndex { $0.name == here.name } }
    let table = Table(reportColumns, width: columns) { report in
      report.fault.map { "\(report.state): \($0)" }
    }
    table.draw(&frame, reports, here: here, row: row, height: height, glyphs)
  }

  private var reportColumns: [Table<ListedReport>.Column] {
    let now = now
    let unread: (ListedReport) -> Style = { $0.content == .unread ? .muted : .plain }
    let failing: (ListedReport) -> Style = { $0.figures?.failing ?? 0 > 0 ? .fail : .plain }
    let state: (ListedReport) -> Style = { $0.figures?.style ?? .plain }
    var shown: [Table<ListedReport>.Column] = [
      .init("REPORT", style: unread) { $0.figures?.environment ?? $0.stem }
    ]
    if columns >= 80 { shown.append(.init("PROFILE", 9) { $0.figures?.profile ?? "" }) }
    shown.append(
      .init("ANSWERED", columns < 60 ? 8 : 10) { report in
        report.figures.map { "\($0.answered) of \($0.steps)" } ?? ""
      })
    if columns >= 60 {
      shown.append(
        .init("FAIL", 7, style: failing) { report in
          report.figures.map { $0.failing == 0 ? "-" : "\($0.failing) FAIL" } ?? ""
        })
      shown.append(.init("AGE", 6) { ListedReport.age(of: $0.figures?.lastTime, at: now) })
    }
    shown.append(.init("STATE", columns < 60 ? 15 : 21, style: state) { $0.state })
    if columns >= 110 { shown.append(.init("FILE", 36) { $0.name }) }
    return shown
  }

  private func drawChecklists(_ frame: inout Frame, row: Int, height: Int, _ glyphs: Glyphs) {
    guard let checklists, !checklists.isEmpty else {
      frame.put("CHECKLISTS", row: row, column: 2, style: .heading)
      frame.put(
        checklists == nil ? "not read yet" : "No checklist was found.", row: row + 1, column: 2,
        style: .muted)
      return
    }
    let here = checklist.flatMap { here in
      checklists.firstIndex { $0.reference == here.reference }
    }
    let marks = marks
    var shown: [Table<ListedChecklist>.Column] = [
      .init("CHECKLIST") { (marks.contains($0.reference) ? "* " : "") + $0.title }
    ]
    if columns >= 60 { shown.append(.init("VERSION", 8) { $0.version }) }
    for profile in Profile.allCases {
      let heading = profile.rawValue.uppercased()
      let width = columns < 60 ? 4 : heading.count
      shown.append(
        .init(columns < 60 ? String(heading.prefix(4)) : heading, width, isNumber: true) { item in
          item.sizes[profile].map(String.init) ?? "-"
        })
    }
    if columns >= 60 { shown.append(.init("FROM", 12) { $0.origin }) }
    Table(shown, width: columns) { item in item.fault.map { "FAULTY: \($0)" } }
      .draw(&frame, checklists, here: here, row: row, height: height, glyphs)
  }

  static let helpGroups = [KeyGroup(lines: StartCommand.all)]

  private var note: String {
    switch overlay {
    case nil: detail
    case .help(let list): list.chosen(of: list.found(in: Self.helpGroups))?.summary ?? ""
    default: ""
    }
  }

  /// More about the line that the reader stands on.
  private var detail: String {
    if let report {
      if case .unreadable(let reason) = report.content { return "\(report.name) \(reason)" }
      if let fault = report.fault { return "\(report.name): \(fault)" }
      guard let figures = report.figures, let time = figures.lastTime else { return report.name }
      var parts: [String] = []
      if columns < 60, figures.failing > 0 { parts.append("\(figures.failing) FAIL") }
      if figures.alarm != nil { parts.append(figures.stage.words) }
      parts.append(report.name)
      if figures.expired > 0 { parts.append("\(figures.expired) expired") }
      parts.append("\(time) by \(figures.lastSigner ?? "nobody")")
      return parts.joined(separator: ", ")
    }
    if let checklist {
      if let fault = checklist.fault { return "\(checklist.reference): \(fault)" }
      return "\(checklist.id) \(checklist.version), \(checklist.origin)"
    }
    return ""
  }

  /// The keys that the bar names, most needed first.
  var barKeys: [(key: String, label: String)] {
    let acts: [StartCommand.Act] =
      checklist == nil
      ? [.help, .quit, .open, .new, .verify, .export, .group, .redraw]
      : [.help, .quit, .open, .new, .mark, .group, .redraw]
    let needsLine: [StartCommand.Act] = [.open, .verify, .export]
    let isAlone = reports.isEmpty || checklists?.isEmpty ?? true
    let shown = acts.filter { act in
      act == .group ? !isAlone : selected != nil || !needsLine.contains(act)
    }
    return shown.compactMap(StartCommand.command).map { command in
      (command.keys.first?.name ?? "", label(of: command))
    }
  }

  // Enter does what fits the line.
  private func label(of command: StartCommand) -> String {
    switch command.act {
    case .open where checklist != nil: return "review"
    case .open:
      guard let report else { return command.label }
      if report.fault != nil { return "why" }
      switch report.figures?.stage {
      case .open, .answered: return "resume"
      case .reviewed, .approved: return "read, approve"
      default: return command.label
      }
    case .group: return checklist == nil ? "checklists" : "reports"
    default: return command.label
    }
  }
}

extension StartScreen: TellingScreen {
  var said: String { message.isEmpty && overlay != nil ? note : message }

  var reading: Reading? {
    if case .reading(let reading) = overlay { reading } else { nil }
  }

  mutating func fit(columns: Int, rows: Int) {
    _ = update(.resize(columns: columns, rows: rows))
  }
}
