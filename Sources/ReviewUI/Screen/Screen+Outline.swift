import Checklist
import Review
import TextGrid

extension Screen {
  private func spans(_ line: OutlineList.Line, _ glyphs: Glyphs) -> [Span] {
    line.isSection
      ? spans(of: review.outline.parts[line.part], glyphs)
      : spans(of: review.outline.items[line.step], glyphs)
  }

  private func spans(of part: Outline.Part, _ glyphs: Glyphs) -> [Span] {
    let width = outlineWidth - 1
    let count = "\(part.answered)/\(part.range.count)"
    let sign = folded.contains(part.title) && filter.isEmpty ? "+" : " "
    let title = clipped(
      "\(sign)\(part.number) \(SafeText.line(part.title))", width - count.count - 1)
    return [
      Span(title, .heading), Span(spaces(width - DisplayWidth.of(title) - count.count)),
      Span(count, .muted),
    ]
  }

  private func spans(of item: Outline.Item, _ glyphs: Glyphs) -> [Span] {
    let width = outlineWidth - 1
    let isHere = review.step == item.step.id
    let mark = marks.contains(item.step.id) ? "*" : " "
    let word =
      item.outcome == .notChecked ? review.earlierMark(of: item) ?? "" : item.outcome.word
    let lead = "\(isHere ? ">" : " ")\(mark)\(glyph(item.outcome, glyphs)) "
    let title = clipped(
      "\(item.number) \(SafeText.line(item.step.title))",
      width - DisplayWidth.of(lead) - word.count - 1)
    let gap = spaces(width - DisplayWidth.of(lead) - DisplayWidth.of(title) - word.count)
    return [
      Span(lead, isHere ? .focus : Style(item.outcome)), Span(title, isHere ? .focus : .plain),
      Span(gap), Span(word, Style(item.outcome)),
    ]
  }

  func glyph(_ outcome: Outcome, _ glyphs: Glyphs) -> Character {
    switch outcome {
    case .pass: glyphs.pass
    case .fail: glyphs.fail
    case .notApplicable: glyphs.notApplicable
    case .notChecked: glyphs.notChecked
    }
  }

  /// Moves the list no further than it takes to show the step in focus with two lines around it.
  ///
  /// A list that stands still is calmer, and costs a slow link two lines a key.
  mutating func keepFocusListed() {
    let last = max(0, list.lines.count - bodyHeight)
    if let step = review.step {
      let here = list.place(of: review.outline.count(before: step))
      let around = min(2, (bodyHeight - 1) / 2)
      outlineTop = max(min(outlineTop, here - around), here + around + 1 - bodyHeight)
    }
    outlineTop = min(max(0, outlineTop), last)
  }

  func drawOutline(_ frame: inout Frame, _ glyphs: Glyphs) {
    let here = review.step.flatMap(review.outline.index).flatMap(list.line)
    for (index, line) in list.lines[outlineTop...].prefix(bodyHeight).enumerated() {
      var column = 0
      for span in spans(line, glyphs) {
        frame.put(
          span.text, row: 3 + index, column: column, style: span.style,
          width: max(0, outlineWidth - column))
        column += DisplayWidth.of(span.text)
      }
      if outlineTop + index == here, pane == .outline { frame.cursor = (row: 3 + index, column: 0) }
    }
  }

  func clipped(_ text: String, _ width: Int) -> String {
    var used = 0
    var kept = ""
    for character in text {
      let columns = DisplayWidth.of(character)
      guard used + columns <= width else { break }
      used += columns
      kept.append(character)
    }
    return kept
  }

  func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}
