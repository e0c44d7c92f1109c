/// A file cut into lines, its torn tail set aside: limits and bytes are judged, nothing is read.
struct SplitReport {
  /// Byte range of each complete line without its LF.
  private(set) var lines: [Range<Int>] = []
  private(set) var tornTail: TornTail?
  private(set) var faults: [Fault] = []

  init(_ bytes: [UInt8]) {
    guard bytes.count <= FormatLimits.file else {
      faults.append(Fault(.malformed, "the file is larger than 64 MiB"))
      return
    }
    tornTail = TornTail.find(in: bytes)
    let end = tornTail?.offset ?? bytes.count
    guard end > 0 else {
      faults.append(Fault(.malformed, "there is no header line: this is no report"))
      return
    }
    var start = 0
    while start < end, let lineEnd = Self.lineEnd(in: bytes[start..<end]) {
      judge(bytes[start..<lineEnd])
      lines.append(start..<lineEnd)
      start = lineEnd + 1
      guard lines.count <= FormatLimits.lines else {
        faults.append(Fault(.malformed, "the file has more than 200,000 lines"))
        return
      }
    }
  }

  private mutating func judge(_ line: ArraySlice<UInt8>) {
    let number = lines.count + 1
    let limit = number == 1 ? FormatLimits.headerLine : FormatLimits.line
    if line.isEmpty {
      faults.append(Fault(.malformed, line: number, "the line is empty"))
    } else if line.count + 1 > limit {
      faults.append(Fault(.malformed, line: number, "the line is longer than \(limit) bytes"))
    } else if line.last == 0x0D {
      faults.append(
        Fault(
          .malformed, line: number,
          "the line ends with a carriage return: something converted the line ends "
            + "(git with core.autocrlf?); take the file as it was written"))
    } else if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) {
      faults.append(
        Fault(.malformed, line: 1, "the file begins with a byte order mark: an editor saved it"))
    } else if let place = Self.unprintable(in: line) {
      faults.append(
        Fault(
          .malformed, line: number,
          "byte \(place - line.startIndex + 1) of the line is not printable ASCII"))
    }
  }

  // Plain loops: they are fast in a debug build as well.
  private static func lineEnd(in bytes: ArraySlice<UInt8>) -> Int? {
    var place = bytes.startIndex
    while place < bytes.endIndex, bytes[place] != 0x0A { place += 1 }
    return place < bytes.endIndex ? place : nil
  }

  private static func unprintable(in line: ArraySlice<UInt8>) -> Int? {
    var place = line.startIndex
    while place < line.endIndex, line[place] >= 0x20, line[place] <= 0x7E { place += 1 }
    return place < line.endIndex ? place : nil
  }
}
