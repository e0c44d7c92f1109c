import ArgumentParser
import Report
import Review
import TextGrid

/// Progress of one report, or a table of many.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Progress, open steps, findings and expiry; a table for several reports.")

  @Argument(help: "The reports.")
  var reports: [String]

  func run() async throws {
    try await Failure.reported {
      var codes: [Report.ExitCode] = []
      var rows: [[String]] = []
      for path in reports {
        guard let bytes = read(path, &codes) else { continue }
        let reading = ReportReading(bytes)
        guard let review = reading.review else {
          let fault = reading.faults.first
          Console.say(
            "\(path) does not verify: " + (fault?.line.map { "line \($0): " } ?? "")
              + (fault?.message ?? ""))
          codes.append(fault?.code ?? .malformed)
          rows.append([path, "damaged"])
          continue
        }
        Writing.tellRollBack(reading, path)
        if reports.count == 1 {
          for line in StatusText.lines(review, reading) { Console.write(line) }
        } else {
          rows.append([path] + StatusText.row(review, reading))
        }
      }
      if reports.count > 1 { Console.write(StatusText.table(rows)) }
      let code = Report.ExitCode.first(of: codes)
      if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
    }
  }

  private func read(_ path: String, _ codes: inout [Report.ExitCode]) -> [UInt8]? {
    do {
      return try ReportBytes.read(path)
    } catch {
      Console.say(error.message)
      codes.append(error.code)
      return nil
    }
  }
}
