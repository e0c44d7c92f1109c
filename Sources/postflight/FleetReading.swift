import Export
import Report

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads many reports, a few at a time, and keeps only the figures of each.
enum FleetReading {
  /// Reads and judges reports; what cannot be read is among the results.
  static func reports(
    _ paths: [String], policy: VerificationPolicy, within days: Int
  ) async -> [FleetReport] {
    let known = KnownChecklists()
    return await withTaskGroup(of: FleetReport.self) { group in
      var waiting = paths[...]
      func addNext() {
        guard let path = waiting.popFirst() else { return }
        group.addTask { report(path, policy, days, known) }
      }
      for _ in 0..<width { addNext() }
      var reports: [FleetReport] = []
      reports.reserveCapacity(paths.count)
      while let report = await group.next() {
        reports.append(report)
        addNext()
      }
      return reports
    }
  }

  // As many as there are processors, and not more large files in memory than a few.
  private static var width: Int { min(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), 8) }

  private static func report(
    _ path: String, _ policy: VerificationPolicy, _ days: Int, _ known: KnownChecklists
  ) -> FleetReport {
    do throws(ReportError) {
      let reading = ReportReading(try ReportBytes.read(path), known: known)
      let asked = try RevocationQuery.asked(about: reading, for: policy)
      // Evidence is hashed when somebody asks for the whole verdict.
      let verdict = Verdict(reading, policy: asked) { _ in .intact }
      return FleetReport(
        path: path, reading, verdict, policy: policy, within: days,
        notice: Writing.seen.notice(about: reading))
    } catch {
      return FleetReport(path: path, fault: Fault(error.code, error.message))
    }
  }
}
