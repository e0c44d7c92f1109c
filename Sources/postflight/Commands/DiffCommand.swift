import ArgumentParser
import Report
import Review

/// What got better and what got worse from one report to the next.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "What got better and what got worse from one report to the next.",
    discussion: """
      Both reports have to verify, as for an export. OLD is taken as it stood at its last line, \
      NEW as it stands now, or at --at.

      Exit codes: 0 nothing got worse; 1 something did: a pass became a FAIL, a step FAILs that \
      did not, an outcome was lost, an acceptance ended; 11 to 26 a report does not verify; 64 66 \
      74 wrong use, file, I/O.
      """)

  @Argument(help: "The earlier report.")
  var old: String

  @Argument(help: "The later report.")
  var new: String

  @OptionGroup var trust: TrustOptions

  @OptionGroup var moment: MomentOption

  @Flag(help: "One JSON object in one line.")
  var json = false

  @Flag(name: [.short, .long], help: "Print nothing but errors: the exit code says it.")
  var quiet = false

  func run() async throws {
    try await Failure.reported {
      var policy = try trust.policy()
      policy.moment = moment.value
      let (earlier, later) = try reviews(policy)
      if let before = earlier.lastTime, let after = later.lastTime, before > after {
        Console.say("\(old) was written after \(new): is the older one named first?")
      }
      let comparison = ReviewComparison(earlier, later, at: policy.moment)
      if json || !quiet {
        let sides = (
          ComparedReport(path: old, review: earlier), ComparedReport(path: new, review: later)
        )
        let isTrusted = policy.trustList != nil
        if json {
          Console.write(
            ComparisonJSON.text(comparison, sides, at: policy.moment, isTrustChecked: isTrusted))
        } else {
          let lines = ComparisonText.lines(
            comparison, sides, at: policy.moment, isTrustChecked: isTrusted)
          for line in lines { Console.write(line) }
        }
      }
      if comparison.isWorse { throw ArgumentParser.ExitCode(Report.ExitCode.refused.rawValue) }
    }
  }

  /// Both reports, each told of that does not verify.
  private func reviews(_ policy: VerificationPolicy) throws -> (Review, Review) {
    var codes: [Report.ExitCode] = []
    func review(_ path: String) -> Review? {
      let judged = JudgedReport(path, policy: policy)
      if let notice = judged.notice { Console.say("\(path): \(notice)") }
      do throws(ReportError) {
        return try judged.reading(for: policy).review
      } catch {
        Console.say(error.message)
        codes.append(error.code)
        return nil
      }
    }
    guard let earlier = review(old), let later = review(new) else {
      throw ArgumentParser.ExitCode(Report.ExitCode.first(of: codes).rawValue)
    }
    return (earlier, later)
  }
}
