import Export
import Report
import Review
import ReviewUI

/// A report that was read and judged as `verify` does it.
struct JudgedReport {
  let path: String
  private(set) var verdict: Verdict
  /// What was read; nil when the file could not be.
  let reading: ReportReading?
  /// When an authority stamped the file, if that was asked for and holds.
  private(set) var stamped: Timestamp?
  /// The file; nil when it could not be read.
  let bytes: [UInt8]?
  /// The moment at which expiry and acceptances were judged.
  let moment: Timestamp

  /// Reads and judges a report.
  ///
  /// - Parameters:
  ///   - path: where it lies.
  ///   - policy: what is asked of it.
  ///   - evidence: the folder of its evidence, if not beside it.
  init(_ path: String, policy: VerificationPolicy, evidence: String? = nil) {
    self.init(path, policy: policy, evidence: evidence) { _ in }
  }

  /// The same, with a look around now and then: a large report takes seconds.
  ///
  /// - Parameters:
  ///   - path: where it lies.
  ///   - policy: what is asked of it.
  ///   - evidence: the folder of its evidence, if not beside it.
  ///   - isPast: whether it is judged as it was when its last line was written, not at the policy's
  ///     moment.
  ///   - tend: told how far it is; what it throws ends it.
  /// - Throws: what `tend` throws.
  init<Stop: Error>(
    _ path: String, policy: VerificationPolicy, evidence: String? = nil, isPast: Bool = false,
    tend: (Work) throws(Stop) -> Void
  ) throws(Stop) {
    self.path = path
    let bytes: [UInt8]
    do {
      bytes = try ReportBytes.read(path)
      self.bytes = bytes
    } catch {
      self.bytes = nil
      moment = policy.moment
      verdict = Verdict(Fault(error.code, error.message))
      reading = nil
      return
    }
    let reading = try ReportReading(bytes) { done, total throws(Stop) in
      try tend(Work(.report, done: done, total: total))
    }
    moment =
      isPast ? reading.entries.last { $0.time != nil }?.time ?? policy.moment : policy.moment
    var asked: VerificationPolicy
    do {
      asked = try RevocationQuery.asked(about: reading, for: policy)
    } catch {
      verdict = Verdict(Fault(error.code, error.message))
      self.reading = nil
      return
    }
    asked.moment = moment
    let folder = EvidenceFolder(path: evidence ?? ReportPath(path).evidenceFolder)
    // A verdict asks and cannot be stopped, so what stops it is kept.
    var stop: Stop?
    verdict = Verdict(reading, policy: asked) { item in
      guard stop == nil else { return .missing }
      do throws(Stop) {
        return try folder.state(of: item) { done throws(Stop) in
          try tend(Work(.comparison(item.name), done: done, total: item.size))
        }
      } catch {
        stop = error
        return .missing
      }
    }
    if let stop { throw stop }
    self.reading = reading
  }

  /// A sentence when the report is behind what this machine saw.
  var notice: String? { reading.flatMap(Writing.seen.notice) }

  /// For people: the verdict first, then why, then what was checked.
  var lines: [String] {
    VerdictText.lines(verdict, reading, path: path)
      + (stamped.map { ["  stamped at \($0) by an authority: its signatures existed by then"] }
        ?? [])
  }

  /// One JSON object in one line.
  var json: String { VerdictText.json(verdict, reading, path: path, stamped: stamped) }

  /// Checks the time stamp beside the report; one that is missing or wrong is a fault.
  ///
  /// - Parameter authorities: a PEM file of certificates that are trusted to stamp.
  mutating func checkTimeStamp(authorities: String) async {
    // One that was not read has its fault already.
    guard let bytes else { return }
    do throws(ReportError) {
      stamped = try await TimeStampFile(of: path).check(bytes, authorities: authorities)
    } catch {
      verdict.add(Fault(error.code, error.message))
    }
  }
}

extension JudgedReport {
  /// The report in a form for other people and tools.
  ///
  /// - Parameters:
  ///   - format: the form.
  ///   - policy: what it was judged by.
  ///   - force: whether a report that does not verify is exported, marked as such.
  /// - Returns: the text.
  /// - Throws: the verdict's code for a report that does not verify, told before line by line.
  func exported(
    as format: ExportFormat, policy: VerificationPolicy, force: Bool = false
  ) throws(ReportError) -> String {
    format.render(try source(policy, force: force, forbidden: "exported"))
  }

  /// What the exports are made of.
  ///
  /// - Parameters:
  ///   - policy: what it was judged by.
  ///   - force: whether a report that does not verify may be used.
  ///   - forbidden: what is not done with one, as a participle.
  /// - Returns: the report with its verdict.
  /// - Throws: the verdict's code for a report that does not verify, told before line by line.
  func source(
    _ policy: VerificationPolicy, force: Bool, forbidden: String
  ) throws(ReportError) -> ExportSource {
    let source = try source(policy)
    guard force || source.isVerified else {
      for line in lines { Console.say(line) }
      throw ReportError(
        verdict.code, "\(path) does not verify and is not \(forbidden): see --force")
    }
    return source
  }

  /// What was read of a report that verifies, as far as was asked.
  ///
  /// - Throws: the verdict's code for one that does not, told before line by line.
  func reading(for policy: VerificationPolicy) throws(ReportError) -> ReportReading {
    let source = try source(policy)
    guard source.isVerified else {
      for line in lines { Console.say(line) }
      throw ReportError(verdict.code, "\(path) does not verify")
    }
    return source.reading
  }

  private func source(_ policy: VerificationPolicy) throws(ReportError) -> ExportSource {
    guard let reading else {
      let fault = verdict.faults.first
      throw ReportError(fault?.code ?? .noInput, fault?.message ?? "\(path) cannot be read")
    }
    return ExportSource(
      reading: reading, verdict: verdict, name: ReportPath(path).name, moment: moment,
      isTrustChecked: policy.trustList != nil)
  }
}
