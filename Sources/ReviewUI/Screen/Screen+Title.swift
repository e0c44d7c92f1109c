import Checklist
import Review
import TextGrid

extension Screen {
  /// Two rows and a rule: what is reviewed by whom and when it was saved; where the reader is and
  /// how far the review has come.
  func drawTitle(_ frame: inout Frame, _ glyphs: Glyphs) {
    drawNames(&frame, glyphs)
    drawProgress(&frame, glyphs)
    frame.rule(row: 2, glyphs)
  }

  // When it gets narrow the checklists give way first, then the reviewer; the environment and
  // whether all is saved stay.
  private func drawNames(_ frame: inout Frame, _ glyphs: Glyphs) {
    let header = review.review.header
    let room = columns - 2
    let profile = columns >= 100 ? ", profile \(header.profile.rawValue)" : ""
    let environment = SafeText.line(header.environment) + profile
    let state = Span(savedState, review.notSaved == nil ? .muted : .fail)
    var right = [reviewerSpan, state]
    // A checklist that is not the one that ships is worth more than the reviewer's own name.
    let least = review.notBuiltIn.isEmpty ? 0 : Self.notBuiltIn.count + 3
    if width(right) + DisplayWidth.of(environment) + least + 2 > room { right = [state] }
    let left = room - width(right) - 2
    let named = checklistNames(room: left - DisplayWidth.of(environment) - 3, glyphs)
    var column = 1
    if !named.isEmpty {
      let style: Style = review.notBuiltIn.isEmpty ? .title : .warning
      column = frame.put(named, row: 0, column: column, style: style)
      column = frame.put(" > ", row: 0, column: column, style: .muted)
    }
    frame.put(
      glyphs.shortened(environment, to: left - column + 1), row: 0, column: column, style: .title)
    put(right, &frame, row: 0, endingAt: columns - 1)
  }

  private var savedState: String {
    guard review.notSaved == nil else { return "NOT SAVED" }
    return review.review.lastTime.map { "saved \($0.description.dropFirst(11))" } ?? ""
  }

  private var reviewerSpan: Span {
    let key =
      columns >= 160
      ? "  key \(review.reviewer.key)"
      : columns >= 140 ? "  key \(review.reviewer.key.prefix(19))..." : ""
    return Span(SafeText.line(review.reviewer.principal + key), .muted)
  }

  static let notBuiltIn = "not built in"

  // The checklists that hold steps, and those that are not as built in, in the longest form that there is room for.
  private func checklistNames(room: Int, _ glyphs: Glyphs) -> String {
    let checklists = review.review.checklists.checklists.filter {
      !$0.sections.isEmpty || review.notBuiltIn.contains($0.id)
    }
    func names(version: Bool, note: Bool) -> String {
      checklists.map { checklist in
        checklist.id + (version ? " \(checklist.version)" : "")
          + (note && review.notBuiltIn.contains(checklist.id) ? " (\(Self.notBuiltIn))" : "")
      }.joined(separator: ", ")
    }
    let isOwn = !review.notBuiltIn.isEmpty
    let forms = [names(version: true, note: true), names(version: false, note: true)]
    for form in forms.map(SafeText.line) where DisplayWidth.of(form) <= room { return form }
    if isOwn { return DisplayWidth.of(Self.notBuiltIn) <= room ? Self.notBuiltIn : "" }
    return room < 8 ? "" : glyphs.shortened(SafeText.line(forms[1]), to: room)
  }

  private func drawProgress(_ frame: inout Frame, _ glyphs: Glyphs) {
    let right = progress(glyphs)
    put(right, &frame, row: 1, endingAt: columns - 1)
    frame.put(place(room: columns - 4 - width(right), glyphs), row: 1, column: 1)
  }

  // How far the whole review has come; figures before the bar, what is left before what is done.
  private func progress(_ glyphs: Glyphs) -> [Span] {
    let counts = review.outline.counts
    let isSealed = review.review.isSealed
    let isRoomy = columns >= 100
    var spans = [
      Span(
        columns < 60
          ? "\(counts.answered)/\(counts.steps)" : "\(counts.answered) of \(counts.steps)")
    ]
    if columns >= 80, !isSealed || isRoomy {
      let width = columns >= 140 ? 22 : 12
      spans.append(Span(glyphs.bar(done: counts.answered, of: counts.steps, width: width)))
    }
    if isRoomy { spans.append(Span("\(counts.pass) pass", counts.pass > 0 ? .pass : .plain)) }
    spans.append(Span("\(counts.fail) FAIL", counts.fail > 0 ? .fail : .plain))
    if isRoomy { spans.append(Span("\(counts.notApplicable) n/a")) }
    spans.append(Span("\(counts.notChecked) open"))
    let lacking = review.outline.lacking
    if columns >= 140, lacking > 0 {
      spans.append(Span(counted(lacking, "lacks", "lack") + " something", .warning))
    }
    if isSealed { spans.append(Span("SEALED", .heading)) }
    return spans
  }

  // Where the reader is, in the longest form that there is room for.
  private func place(room: Int, _ glyphs: Glyphs) -> String {
    let forms: [String]
    switch review.focus {
    case .fact(let id):
      let asked = review.review.askedFacts
      let number = (asked.firstIndex { $0.id == id } ?? 0) + 1
      forms = ["Fact \(number) of \(asked.count)", "Fact \(number)/\(asked.count)"]
    case .step(let id):
      forms = stepPlaces(id)
    case .end:
      forms =
        review.review.isSealed ? ["What was found", "Found"] : ["Past the last step", "The end"]
    }
    return forms.first { DisplayWidth.of($0) <= room }
      ?? glyphs.shortened(forms.last ?? "", to: room)
  }

  private func stepPlaces(_ id: String) -> [String] {
    let outline = review.outline
    guard let index = outline.index(of: id), let part = outline.part(holding: id) else {
      return ["Does not apply"]
    }
    let title = SafeText.line(part.title)
    let count = part.range.count
    let step = index - part.range.lowerBound + 1
    return [
      "Section \(part.number) of \(outline.parts.count), \(title), step \(step) of \(count), "
        + "\(part.answered)/\(count) answered",
      "\(part.number)/\(outline.parts.count) \(title), step \(step)/\(count), "
        + "\(part.answered)/\(count) answered",
      "\(part.number)/\(outline.parts.count) \(title), step \(step)/\(count)",
      "\(part.number)/\(outline.parts.count) \(title) \(step)/\(count)",
      "\(part.number)/\(outline.parts.count) step \(step)/\(count)",
    ]
  }

  private func width(_ spans: [Span]) -> Int {
    spans.reduce(-2) { $0 + DisplayWidth.of($1.text) + 2 }
  }

  private func put(_ spans: [Span], _ frame: inout Frame, row: Int, endingAt end: Int) {
    var column = max(1, end - width(spans))
    for span in spans {
      column = frame.put(span.text, row: row, column: column, style: span.style) + 2
    }
  }
}
