import Review
import Signing
import TextGrid

@testable import Report

/// What holds of every reading of a report, whether it is accepted or not.
enum ReadingCheck {
  static func check(_ reading: ReportReading, of input: [UInt8]) throws {
    try require(
      reading.faults.isEmpty == (reading.review != nil), "a review with faults, or neither")
    try checkFaults(reading.faults, lineCount: lines(of: input).count)
    guard reading.faults.isEmpty else { return }
    try require(
      reading.length + (reading.tornTail?.count ?? 0) == input.count, "bytes that nobody read")
    try require(reading.entries.count == reading.lines.count, "lines without an entry")
    var head = SHA256State()
    for (index, entry) in reading.entries.enumerated() {
      let range = reading.lines[index].lowerBound...reading.lines[index].upperBound
      try require(entry.seq == index, "line \(index) has the seq \(entry.seq)")
      var again: [UInt8] = []
      Line(entry: entry, prev: Hex.encode(head.digest())).encode(into: &again)
      try require(again[...] == input[range], "line \(index) would be written otherwise")
      head.update(input[range])
      try require(
        reading.headDigest(atSeq: index) == Hex.encode(head.digest()), "the digest of \(index)")
    }
    try require(reading.headDigest(atSeq: reading.entries.count) == nil, "a digest of nothing")
  }

  static func checkFaults(_ faults: [Fault], lineCount: Int) throws {
    for fault in faults {
      // A report's own texts are in some messages; whoever shows one makes it safe.
      try requireSentence(SafeText.line(fault.message))
      if let line = fault.line {
        try require((1...lineCount + 1).contains(line), "a fault in line \(line) of \(lineCount)")
      }
      try require(fault.code != .success, "a fault that is none")
    }
  }

  /// The verdict with everything asked for that a policy can ask.
  static func verdict(of input: [UInt8], _ reading: ReportReading) throws -> Verdict {
    let policy = try SampleReport.policy()
    let verdict = Verdict(reading, policy: policy) { _ in .intact }
    let again = Verdict(reading, policy: policy) { _ in .intact }
    try require(verdict.faults == again.faults, "a second verdict differs")
    try require(verdict.faults.isEmpty == (verdict.code == .success), "the code is not the faults'")
    try checkFaults(verdict.faults, lineCount: lines(of: input).count)
    return verdict
  }
}
