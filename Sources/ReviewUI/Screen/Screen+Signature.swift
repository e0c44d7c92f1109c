import Review
import TextGrid

/// What is signed, shown before it is.
extension Screen {
  /// Rows that the text has: the title stands above it, the name that is wanted below.
  var signatureHeight: Int { max(1, bodyHeight - 1 - wantedRows.count) }

  private var wantedRows: [String] {
    let name = SafeText.line(review.environmentName)
    let whole = "To sign, type the environment's name: \(name)"
    let short = "To sign, type: \(name)"
    return TextWrap.lines(
      DisplayWidth.of(whole) < columns - 1 ? whole : short, width: max(1, columns - 2))
  }

  /// All that is signed, wrapped.
  func signatureRows(_ form: SignatureForm) -> [String] {
    review.signatureSentences(form.draft, digest: form.digest).flatMap {
      TextWrap.lines(SafeText.line($0), width: columns - 2, indent: "  ")
    }
  }

  func drawSignature(_ frame: inout Frame, _ form: SignatureForm, _ glyphs: Glyphs) {
    let rows = signatureRows(form)
    let height = signatureHeight
    // The size may have changed since the last key.
    let top = min(form.top, max(0, rows.count - height))
    let isCut = rows.count > height
    let place = isCut ? ", lines \(top + 1)-\(min(top + height, rows.count)) of \(rows.count)" : ""
    frame.clearBody("Signature\(place)", glyphs)
    for (index, row) in rows.dropFirst(top).prefix(height).enumerated() {
      frame.put(row, row: Frame.bodyTop + 1 + index, column: 1)
    }
    let wanted = wantedRows.suffix(bodyHeight - 2)
    for (index, row) in wanted.enumerated() {
      frame.put(row, row: self.rows - 3 - wanted.count + index, column: 1, style: .heading)
    }
    frame.fill(row: self.rows - 3)
    frame.field(form.input, row: self.rows - 3, column: 1, width: columns - 2)
    frame.keyBar(
      [("Enter", "sign"), ("Esc", "leave")] + (isCut ? [("Down", "more"), ("PgDn", "page")] : []))
  }
}
