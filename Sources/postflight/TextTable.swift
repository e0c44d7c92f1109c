import TextGrid

/// Rows under a heading, in columns, each cell on one line and made safe.
enum TextTable {
  static func lines(_ heading: [String], _ rows: [[String]]) -> [String] {
    let cells = ([heading] + rows).map { $0.map(SafeText.line) }
    let widths = heading.indices.map { column in
      cells.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return cells.map { row in
      row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell
          : cell + String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
      }.joined(separator: "  ")
    }
  }
}
