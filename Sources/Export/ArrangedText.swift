/// Text whose columns mean something, as in the output of a command.
enum ArrangedText {
  /// Whether a line is indented or in columns.
  static func holds(_ line: String) -> Bool {
    var spaces = 0
    for (index, byte) in line.utf8.enumerated() {
      spaces = byte == UInt8(ascii: " ") ? spaces + 1 : 0
      if spaces == 3 || (spaces == 2 && index == 1) { return true }
    }
    return false
  }
}
