import Checklist
import Export
import Signing
import TextGrid

@testable import Report
@testable import Review

/// What somebody with a key may sign: the lines of the input with the proof made good, so that
/// mutations get past it to what the lines say.
enum ReviewTarget: FuzzTarget {
  static let name = "review"
  static var seeds: [[UInt8]] { get throws { try SampleReport.all.get() } }

  static func check(_ input: [UInt8]) throws {
    let report = try signed(input)
    let reading = ReportReading(report)
    try ReadingCheck.check(reading, of: report)
    for fault in reading.faults {
      try require(fault.code == .malformed, "a proof of our own is broken: \(fault.message)")
    }
    let verdict = try ReadingCheck.verdict(of: report, reading)
    try checkExports(reading, verdict)
    guard reading.review != nil else { return }
    var undo = UndoStack()
    for entry in reading.entries { undo.replay(entry) }
    try require(undo.undoEvents(.max).count == undo.changes.count, "changes that cannot be undone")
    // What was right up to a line stays right when the rest is not there.
    let keep = reading.lines[input.count % reading.lines.count].upperBound + 1
    let shorter = ReportReading(Array(report[..<keep]))
    try require(shorter.faults.isEmpty, "a beginning has a fault: \(shorter.faults)")
  }

  private static func checkExports(_ reading: ReportReading, _ verdict: Verdict) throws {
    let source = ExportSource(
      reading: reading, verdict: verdict, name: "r.report.jsonl",
      moment: Timestamp(seconds: 1_790_086_400), isTrustChecked: true)
    for format in ExportFormat.allCases {
      // "\r\n" is one Character: the line ends of CSV go, a lone CR stays and is found.
      let lines = format.render(source).split(omittingEmptySubsequences: false) {
        $0 == "\n" || (format == .csv && $0 == "\r\n")
      }
      for line in lines {
        try require(isHarmless(line), "\(format) that is not harmless: \(line.debugDescription)")
      }
    }
  }

  /// The events of the lines that can be read, in a chain that is right, by keys that exist.
  private static func signed(_ input: [UInt8]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chain = LineChain()
    var session = ""
    var intent: String?
    for line in lines(of: input) {
      guard let entry = (try? Line.decode(line))?.entry else { continue }
      switch entry.event {
      case .signature(let signature):
        let key = try SampleReport.key(of: intent ?? session)
        _ = try chain.sign(signature.namespace, with: key, to: &bytes)
        intent = nil
      default:
        let event = try mended(entry.event)
        if case .session(let value) = event { session = value.signer }
        if case .intent(let value) = event { intent = value.signer } else { intent = nil }
        let time = entry.time ?? Timestamp(seconds: 0)
        _ = chain.append(event, at: time, to: &bytes)
      }
    }
    return bytes
  }

  private static func mended(_ event: Event) throws -> Event {
    switch event {
    case .header(var header):
      for index in header.checklists.indices {
        header.checklists[index].sha256 = SampleReport.digest(header.checklists[index].text)
      }
      return .header(header)
    case .session(var session):
      session.key = try SampleReport.key(of: session.signer).publicKey.fingerprint
      return .session(session)
    case .evidence(var evidence):
      switch evidence.source {
      case .file: break
      case .text(let text), .command(let text, _, _):
        evidence.sha256 = SampleReport.digest(text)
        evidence.size = text.utf8.count
      }
      return .evidence(evidence)
    default: return event
    }
  }
}
