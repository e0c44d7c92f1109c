import Checklist
import Review
import TextGrid

extension Screen {
  /// One line of the outline.
  struct OutlineRow {
    let spans: [Span]
    let isHere: Bool
  }

  func outlineRows(_ glyphs: Glyphs) -> [OutlineRow] {
    var rows: [OutlineRow] = []
    let width = outlineWidth - 1
    for part in Outline(review.review).parts {
      let shown = part.items.filter { isShown($0) }
      guard !shown.isEmpty else { continue }
      let isFolded = folded.contains(part.title) && filter.isEmpty
      let count = "\(part.answered)/\(part.items.count)"
      let sign = isFolded ? "+" : " "
      let title = clipped(
        "\(sign)\(part.number) \(SafeText.line(part.title))", width - count.count - 1)
      rows.append(
        OutlineRow(
          spans: [
            Span(title, .heading), Span(spaces(width - DisplayWidth.of(title) - count.count)),
            Span(count, .muted),
          ],
          isHere: false))
      guard !isFolded else { continue }
      for item in shown { rows.append(row(for: item, width: width, glyphs)) }
    }
    return rows
  }

  private func row(for item: Outline.Item, width: Int, _ glyphs: Glyphs) -> OutlineRow {
    let isHere = review.step == item.step.id
    let mark = marks.contains(item.step.id) ? "*" : " "
    let word = item.outcome == .notChecked ? "" : item.outcome.word
    let lead = "\(isHere ? ">" : " ")\(mark)\(glyph(item.outcome, glyphs)) "
    let title = clipped(
      "\(item.number) \(SafeText.line(item.step.title))",
      width - DisplayWidth.of(lead) - word.count - 1)
    let gap = spaces(width - DisplayWidth.of(lead) - DisplayWidth.of(title) - word.count)
    return OutlineRow(
      spans: [
        Span(lead, isHere ? .focus : Style(item.outcome)), Span(title, isHere ? .focus : .plain),
        Span(gap), Span(word, Style(item.outcome)),
      ], isHere: isHere)
  }

  func glyph(_ outcome: Outcome, _ glyphs: Glyphs) -> Character {
    switch outcome {
    case .pass: glyphs.pass
    case .fail: glyphs.fail
    case .notApplicable: glyphs.notApplicable
    case .notChecked: glyphs.notChecked
    }
  }

  func drawOutline(_ frame: inout Frame, _ glyphs: Glyphs) {
    let all = outlineRows(glyphs)
    let here = all.firstIndex(where: \.isHere) ?? 0
    let top = min(max(0, here - bodyHeight / 2), max(0, all.count - bodyHeight))
    for (index, row) in all.dropFirst(top).prefix(bodyHeight).enumerated() {
      var column = 0
      for span in row.spans {
        frame.put(
          span.text, row: 3 + index, column: column, style: span.style,
          width: max(0, outlineWidth - column))
        column += DisplayWidth.of(span.text)
      }
      if row.isHere, pane == .outline { frame.cursor = (row: 3 + index, column: 0) }
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
