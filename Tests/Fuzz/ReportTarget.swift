import Review
import Signing

@testable import Report

/// A report as anybody may hand it in: no change to it is accepted.
enum ReportTarget: FuzzTarget {
  static let name = "report"
  static var seeds: [[UInt8]] { get throws { try SampleReport.all.get() } }

  static func check(_ input: [UInt8]) throws {
    try checkText(input[...])
    for line in lines(of: input) { try checkLine(line) }
    let reading = ReportReading(input)
    try ReadingCheck.check(reading, of: input)
    let code = try ReadingCheck.verdict(of: input, reading).code
    if code == .success {
      try require(try SampleReport.all.get().contains(input), "a report that nobody signed counts")
    }
  }

  /// JSON text that is read is written again as the same bytes; else the place is inside of it.
  private static func checkText(_ text: ArraySlice<UInt8>) throws {
    let value: JSONValue
    do {
      value = try CanonicalJSON.decode(text, depthLimit: FormatLimits.nesting)
    } catch {
      try requireSentence(error.message)
      try require(
        (0...text.count).contains(error.offset), "a fault at \(error.offset) of \(text.count)")
      return
    }
    var again: [UInt8] = []
    CanonicalJSON.encode(value, into: &again)
    let spelling = String(decoding: again, as: UTF8.self)
    try require(again[...] == text, "JSON text is written as \(spelling)")
  }

  private static func checkLine(_ bytes: ArraySlice<UInt8>) throws {
    try checkText(bytes)
    let line: Line
    do {
      line = try Line.decode(bytes)
    } catch {
      return try requireSentence(error.message)
    }
    var again: [UInt8] = []
    line.encode(into: &again)
    let spelling = String(decoding: again, as: UTF8.self)
    try require(again == bytes + [0x0A], "a line is written as \(spelling)")
  }
}
