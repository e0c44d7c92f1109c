internal import CNcursesw
public import TextGrid

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The full screen: frames go in, keys come out.
///
/// There is one at a time, with one owner. The terminal is as it was before once the owner lets go
/// of it, and also when the program traps, is stopped, or exits.
public final class Terminal {
  /// How text reaches the terminal.
  public let codeset: Codeset
  /// The signs that suit it.
  public var glyphs: Glyphs { codeset == .utf8 ? .unicode : .ascii }
  /// What is on the screen, as far as is known.
  private var shown: Frame?
  private var isOpen = false

  /// Takes the terminal over.
  /// - Parameter options: What the user wants.
  /// - Throws: What the terminal lacks; nothing was sent to it then.
  public init(options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
    let found = screen_codeset()
    codeset =
      switch found {
      case _ where options.isASCII || found == SCREEN_ASCII: .ascii
      case SCREEN_ASSUMED: .assumedUTF8
      default: .utf8
      }
    let name = getenv("TERM").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    switch screen_open(options.usesColor ? 1 : 0) {
    case SCREEN_OPENED: isOpen = true
    case SCREEN_IS_OPEN: throw .alreadyOpen
    case SCREEN_NO_TERMINAL: throw .notATerminal
    case SCREEN_NO_CURSOR: throw .cannotPlaceCursor(name)
    default: throw .unknownTerminal(name)
    }
  }

  deinit { close() }

  /// Gives the terminal back for good; harmless when that is done.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    screen_close()
  }

  /// The size that a frame should have.
  public var size: (columns: Int, rows: Int) {
    var columns: Int32 = 0
    var rows: Int32 = 0
    screen_size(&columns, &rows)
    return (min(Int(columns), Frame.limit), min(Int(rows), Frame.limit))
  }

  /// Shows a frame; sends what is different from the last one.
  ///
  /// A frame of another size than the screen's is cut or filled up.
  public func draw(_ frame: Frame) {
    guard isOpen else { return }
    let (columns, rows) = size
    let fits = frame.columns == columns && frame.rows == rows
    let frame = fits ? frame : frame.resized(columns: columns, rows: rows)
    let before = shown.flatMap { $0.columns == columns && $0.rows == rows ? $0 : nil }
    var isolated: [(row: Int, run: Run)] = []
    for row in 0..<rows where before?.cells(inRow: row) != frame.cells(inRow: row) {
      let apart = put(frame, row)
      // What stands there has columns that curses does not know of.
      if !apart.isEmpty || (before.map { !put($0, row, isDry: true).isEmpty } ?? false) {
        screen_redraw_row(Int32(row))
      }
      isolated += apart.map { (row, $0) }
    }
    if let cursor = frame.cursor, cursor.row >= 0, cursor.row < rows, cursor.column >= 0,
      cursor.column < columns
    {
      screen_cursor(Int32(cursor.row), Int32(cursor.column))
    } else {
      screen_cursor(-1, 0)
    }
    screen_flush()
    for (row, run) in isolated { overlay(run, in: frame, row: row) }
    screen_flush_overlay()
    shown = frame
  }

  /// Clears the screen and draws the last frame anew, after something else has written on it.
  public func redraw() {
    screen_redraw()
    guard let last = shown else { return }
    shown = nil
    draw(last)
  }

  /// Forgets what is on the screen, so that the next frame is drawn in full.
  func forget() { shown = nil }

  /// Hands a row to curses, and finds the runs that it does not measure as the layout does.
  private func put(_ frame: Frame, _ row: Int, isDry: Bool = false) -> [Run] {
    var apart: [Run] = []
    if !isDry { screen_erase_row(Int32(row)) }
    for run in frame.runs(inRow: row) {
      guard codeset != .ascii else {
        if !isDry { send(Self.ascii(run.text), of: run, row: row, through: screen_put) }
        continue
      }
      for part in parts(of: run) {
        if part.isIsolated { apart.append(part) }
        guard !isDry else { continue }
        let text = part.isIsolated ? String(repeating: " ", count: part.width) : part.text
        send(text, of: part, row: row, through: screen_put)
      }
    }
    return apart
  }

  /// A run, or its characters one by one where curses has another idea of their columns.
  private func parts(of run: Run) -> [Run] {
    guard !run.isIsolated, run.text.utf8.count != run.width, columns(of: run.text) != run.width
    else { return [run] }
    var parts: [Run] = []
    var column = run.column
    for character in run.text {
      let text = String(character)
      let width = DisplayWidth.of(character)
      parts.append(
        Run(
          column: column, text: text, width: width, style: run.style,
          isIsolated: columns(of: text) != width))
      column += width
    }
    return parts
  }

  private func columns(of text: String) -> Int {
    var text = text
    return text.withUTF8 { Int(screen_width($0.baseAddress, Int64($0.count))) }
  }

  /// Writes what curses cannot measure, then once more what it may have written over.
  private func overlay(_ run: Run, in frame: Frame, row: Int) {
    send(run.text, of: run, row: row, through: screen_overlay)
    // Some give two columns to each half of a flag, and no terminal gives more to anything.
    let most = 2 * run.text.unicodeScalars.count
    let reach = run.column + run.width..<run.column + max(run.width, most)
    for next in frame.runs(inRow: row) where !next.isIsolated && reach.overlaps(next.columns) {
      send(next.text, of: next, row: row, through: screen_overlay)
    }
  }

  private func send(
    _ text: String, of run: Run, row: Int,
    through function: (Int32, Int32, UnsafePointer<UInt8>?, Int64, Int32, Int32) -> Void
  ) {
    var text = text
    let appearance = Appearance(of: run.style)
    text.withUTF8 { bytes in
      function(
        Int32(row), Int32(run.column), bytes.baseAddress, Int64(bytes.count),
        appearance.attributes, appearance.color)
    }
  }

  /// The text with question marks for all that is not ASCII, as wide as before.
  private static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    for character in text {
      result +=
        character.isASCII
        ? String(character) : String(repeating: "?", count: DisplayWidth.of(character))
    }
    return result
  }
}
