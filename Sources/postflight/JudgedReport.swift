import Export
import Report

/// A report that was read and judged as `verify` does it.
struct JudgedReport {
  let path: String
  let verdict: Verdict
  /// What was read; nil when the file could not be.
  let reading: ReportReading?

  /// Reads and judges a report.
  ///
  /// - Parameters:
  ///   - path: where it lies.
  ///   - policy: what is asked of it.
  ///   - evidence: the folder of its evidence, if not beside it.
  init(_ path: String, policy: VerificationPolicy, evidence: String? = nil) {
    self.path = path
    do {
      let reading = ReportReading(try ReportBytes.read(path))
      let folder = EvidenceFolder(path: evidence ?? ReportPath(path).evidenceFolder)
      verdict = Verdict(reading, policy: policy, evidence: folder.state)
      self.reading = reading
    } catch {
      verdict = Verdict(Fault(error.code, error.message))
      reading = nil
    }
  }

  /// A sentence when the report is behind what this machine saw.
  var notice: String? { reading.flatMap(Writing.seen.notice) }

  /// For people: the verdict first, then why, then what was checked.
  var lines: [String] { VerdictText.lines(verdict, reading, path: path) }
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
    guard let reading else {
      let fault = verdict.faults.first
      throw ReportError(fault?.code ?? .noInput, fault?.message ?? "\(path) cannot be read")
    }
    let source = ExportSource(
      reading: reading, verdict: verdict, name: ReportPath(path).name, moment: policy.moment,
      isTrustChecked: policy.trustList != nil)
    guard force || source.isVerified else {
      for line in lines { Console.say(line) }
      throw ReportError(
        verdict.code, "\(path) does not verify and is not exported: see --force")
    }
    return format.render(source)
  }
}
