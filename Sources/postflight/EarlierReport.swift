import Checklist
import Report
import Review

/// The report that a review goes by: read, and verified as far as its proof.
struct EarlierReport {
  /// From the root on.
  let path: String
  let review: Review

  /// Reads and judges a report, and says what is to be known of it.
  ///
  /// - Throws: the verdict's code when its proof does not hold: nobody is to confirm forged answers.
  init(_ path: String) throws(ReportError) {
    let policy = try TrustOptions.fromEnvironment.policy()
    let judged = JudgedReport(path, policy: policy)
    guard let review = try judged.reading(for: policy).review else {
      throw ReportError(.malformed, "\(path) holds no review")
    }
    self.path = Surroundings.absolute(path)
    self.review = review
    if let line = judged.lines.first { Console.say("going by \(line)") }
    if let notice = judged.notice { Console.say("\(path): \(notice)") }
  }

  /// The one that was noted for a review; one that is gone or wrong is told, and not gone by.
  static func noted(for report: ReportFile) -> EarlierReport? {
    guard let path = paths.path(for: report.review.header.report) else { return nil }
    do {
      return try EarlierReport(path)
    } catch {
      Console.say("this review goes by \(path), which cannot be used: \(error.message)")
      return nil
    }
  }

  /// Notes that a review goes by this one.
  func note(for report: ReportFile) {
    Self.paths.note(path, for: report.review.header.report)
  }

  /// What was reviewed.
  var environment: String { review.header.environment }

  /// The checklists that were reviewed, by identifier.
  var checklists: [String] {
    review.checklists.checklists.filter { !$0.sections.isEmpty }.map(\.id)
  }

  /// What it says to the checklists of another review.
  func compared(with report: ReportFile) -> EarlierReview {
    EarlierReview(review, for: report.review.checklists)
  }

  private static var paths: EarlierPaths { EarlierPaths(folder: Surroundings.state) }
}
