import ArgumentParser
import CSignals
import Export
import Report
import Review

/// One file with all that belongs to a report.
struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Pack a report with evidence, trust list, exports and the recipe to verify them.",
    discussion: """
      One tar.gz with one folder: report, evidence, time stamp, the lists that are named, every \
      export, VERIFY.md, check-report.sh and SHA256SUMS. The exports show the report as it was \
      when its last line was written, so that the same report gives the same bytes.

      Only a report that verifies is packed; --force packs another one, without the evidence that \
      is missing or different, and marks it NOT VERIFIED. A file that is there is never written \
      over.
      """)

  @Argument(help: "The report.")
  var report: String

  @Option(name: [.short, .long], help: ArgumentHelp("The new file.", valueName: "file"))
  var output: String

  @OptionGroup var trust: TrustOptions

  @Flag(help: "Pack a report that does not verify, marked as such.")
  var force = false

  @OptionGroup var results: ResultOptions

  func run() async throws {
    try await Failure.reported {
      signals_install()
      do throws(ReportError) {
        try pack()
      } catch {
        let signal = signals_take()
        guard signal != 0 else { throw error }
        Console.say(error.message)
        throw ArgumentParser.ExitCode(128 + signal)
      }
    }
  }

  private func pack() throws(ReportError) {
    try NewFile.refuseTaken(output)
    let policy = try trust.policy()
    let judged = try JudgedReport(report, policy: policy, isPast: true) { _ throws(ReportError) in
      try Self.goOn()
    }
    if let notice = judged.notice { Console.say("\(report): \(notice)") }
    let source = try judged.source(policy, force: force, forbidden: "packed")
    if !source.isVerified {
      for line in judged.lines { Console.say(line) }
      Console.say("\(report) is packed all the same, marked NOT VERIFIED")
    }
    let absent = try absent(from: source)
    let bundle = ReportBundle(
      judged, source, leavingOut: absent, lists: try lists(), timeStamp: try timeStamp(judged))
    let written = try bundle.write(to: output) { () throws(ReportError) in
      try Self.goOn()
    }
    results.tell(
      [
        "Written: \(output), \(bundle.files.count) files, \(bundle.evidenceCount) of them evidence",
        "sha256 \(written.sha256)",
      ],
      [
        "bundle": .string(output), "sha256": .string(written.sha256),
        "size": .integer(written.size), "evidence": .integer(bundle.evidenceCount),
        "left_out": .array(absent.sorted().map { .string($0) }),
        "files": .array(bundle.files.map { .string("\(bundle.name)/\($0.path)") }),
        "verified": .string(source.isVerified ? "yes" : "NOT VERIFIED"),
      ])
  }

  // `verify` has compared what counts; what was taken back need not be there.
  private func absent(from source: ExportSource) throws(ReportError) -> Set<String> {
    let folder = EvidenceFolder(path: ReportPath(report).evidenceFolder)
    var absent: Set<String> = []
    for dated in ReportBundle.evidence(in: source.reading)
    where !source.isVerified || dated.retraction != nil {
      let item = dated.evidence
      let state = try folder.state(of: item) { _ throws(ReportError) in
        try Self.goOn()
      }
      guard state != .intact, absent.insert(item.sha256).inserted else { continue }
      Console.say(
        "left out: the evidence file \(item.sha256) of \(item.step), which "
          + (state == .missing ? "is missing" : "holds other bytes"))
    }
    return absent
  }

  private func lists() throws(ReportError) -> [(name: String, bytes: [UInt8])] {
    var lists: [(name: String, bytes: [UInt8])] = []
    if let path = trust.path {
      lists.append(("allowed_signers", try ReportBytes.read(path, limit: TrustOptions.limit)))
    }
    if let path = trust.revoked {
      lists.append(("revoked", try ReportBytes.read(path, limit: TrustOptions.limit)))
    }
    return lists
  }

  private func timeStamp(_ judged: JudgedReport) throws(ReportError) -> [UInt8]? {
    let path = TimeStampFile(of: report).path
    guard ReportFiles.exists(path) else { return nil }
    do {
      _ = try TimeStampFile.read(path, of: judged.bytes ?? [])
    } catch {
      guard error.code == .broken else { throw error }
      Console.say(error.message)
    }
    return try ReportBytes.read(path, limit: TimeStampFile.limit)
  }

  private static func goOn() throws(ReportError) {
    guard signals_pending() == 0 else {
      throw ReportError(.refused, "cancelled: nothing was written")
    }
  }
}
