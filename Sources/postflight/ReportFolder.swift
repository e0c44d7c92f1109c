import Report
import Review
import ReviewUI

/// The reports in the folder that the program runs in, looked at one by one.
struct ReportFolder {
  private var stamps: [String: ReportFiles.Stamp] = [:]
  /// The reports that nobody has looked at since they changed, those written last first.
  private(set) var unread: [String] = []

  /// Looks at the names in the folder; nothing is opened.
  ///
  /// - Returns: the reports, those written last first.
  mutating func look() -> [String] {
    let names = ReportFiles.names(in: ".").filter { name in
      !name.hasPrefix(".") && ReportPath(name).hasSuffix
    }
    var found: [String: ReportFiles.Stamp] = [:]
    for name in names { found[name] = ReportFiles.stamp(name) }
    let sorted = names.sorted { left, right in
      guard let left = found[left] else { return false }
      return found[right].map { left.isNewer(than: $0) } ?? true
    }
    let waiting = Set(unread)
    unread = sorted.filter { name in
      waiting.contains(name) || stamps[name] == nil || stamps[name] != found[name]
    }
    stamps = found
    return sorted
  }

  /// Reads the next report that nobody has looked at, nil when there is none; the policy says
  /// whose signatures count and at which moment expiry is judged.
  mutating func readNext(_ policy: VerificationPolicy) -> ListedReport? {
    guard !unread.isEmpty else { return nil }
    let name = unread.removeFirst()
    return ListedReport(name: name, content: Self.content(of: name, policy))
  }

  private static func content(
    of name: String, _ policy: VerificationPolicy
  ) -> ListedReport.Content {
    let bytes: [UInt8]
    do {
      bytes = try ReportBytes.read(name)
    } catch {
      let isNamed = error.message.hasPrefix(name + " ")
      return .unreadable(String(error.message.dropFirst(isNamed ? name.count + 1 : 0)))
    }
    let reading = ReportReading(bytes)
    guard let review = reading.review else {
      let fault = reading.faults.first
      return .damaged((fault?.line.map { "line \($0): " } ?? "") + (fault?.message ?? ""))
    }
    let asked: VerificationPolicy
    do {
      asked = try RevocationQuery.asked(about: reading, for: policy)
    } catch {
      return .unreadable(error.message)
    }
    // Evidence is hashed when somebody asks for the whole verdict.
    let verdict = Verdict(reading, policy: asked) { _ in .intact }
    return .figures(
      ReportFigures(
        review, at: policy.moment, alarm: alarm(verdict, isTrustChecked: policy.trustList != nil)))
  }

  // What is wrong beyond that the review is not complete, which the figures say.
  private static func alarm(_ verdict: Verdict, isTrustChecked: Bool) -> String? {
    let codes = verdict.faults.map(\.code).filter { code in
      switch code {
      case .incomplete, .expired, .finding: false
      case .untrusted: isTrustChecked
      default: true
      }
    }
    return codes.isEmpty ? nil : VerdictText.summary(ExitCode.first(of: codes))
  }
}
