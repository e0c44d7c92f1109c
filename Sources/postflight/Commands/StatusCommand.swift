import ArgumentParser
import Export
import Report
import Review
import TextGrid

/// Progress of one report, a table of some, or of folders full of them by environment.
struct StatusCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case html
  }

  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Progress, open steps, findings and expiry; folders of reports by environment.",
    discussion: """
      One report is told at length, several in a table. A folder stands for the *.report.jsonl in \
      it and in its folders (not in hidden ones, not behind links). With a folder, or with any of \
      the options, the newest report of each environment is told, what needs a person most first.

      Exit codes: 0 all reports could be read; 11 12 20 to 23 26 what verify says of one that does \
      not verify, told in the table; 64 66 74 wrong use, file, I/O. What is open or expired is no \
      error.
      """)

  @Argument(help: "Reports, and folders of reports.")
  var reports: [String]

  @Option(help: "text, json or html, by environment.")
  var format: Format?

  @Flag(help: "The same as --format json.")
  var json = false

  @Option(
    help: ArgumentHelp("How many days ahead ends and expiries are looked at: 30.", valueName: "n"))
  var within: Int?

  @OptionGroup var trust: TrustOptions

  @OptionGroup var moment: MomentOption

  func validate() throws {
    guard (0...3650).contains(within ?? 0) else {
      throw ValidationError("--within is a number of days from 0 to 3650")
    }
  }

  func run() async throws {
    try await Failure.reported {
      if isFleet { try await tellFleet() } else { try tellEach() }
    }
  }

  private var isFleet: Bool {
    format != nil || json || within != nil || trust.allowedSigners != nil || trust.revoked != nil
      || moment.at != nil || reports.contains(where: ReportFiles.isFolder)
  }

  /// By environment.
  private func tellFleet() async throws {
    var policy = try trust.policy()
    policy.moment = moment.value
    let days = within ?? 30
    var codes: [Report.ExitCode] = []
    let read = await FleetReading.reports(try paths(&codes), policy: policy, within: days)
    for report in read.sorted(by: { $0.path < $1.path }) {
      if let notice = report.notice { Console.say("\(report.path): \(notice)") }
    }
    let fleet = Fleet(read, policy: policy, within: days)
    switch json ? .json : format ?? .text {
    case .text: for line in FleetText.lines(fleet) { Console.write(line) }
    case .json: try Console.write(Array(FleetJSON.text(fleet).utf8))
    case .html: try Console.write(Array(FleetHTML.text(fleet).utf8))
    }
    try leave(codes + [fleet.code])
  }

  /// The reports that were named or found, each once.
  private func paths(_ codes: inout [Report.ExitCode]) throws(ReportError) -> [String] {
    var search = ReportSearch()
    var paths: [String] = []
    for path in reports {
      if ReportFiles.isFolder(path) { try search.look(in: path) } else { paths.append(path) }
    }
    for folder in search.unread {
      Console.say("\(folder) cannot be looked into")
      codes.append(.noInput)
    }
    if let link = search.links.first {
      let rest = search.links.count - 1
      Console.say("\(link)\(rest == 0 ? "" : " and \(rest) more") not read: links are not followed")
    }
    paths += search.paths
    guard !paths.isEmpty else {
      throw ReportError(.noInput, "no *.report.jsonl in \(reports.joined(separator: ", "))")
    }
    var seen: Set<[UInt8]> = []
    return paths.filter { seen.insert(Array($0.utf8)).inserted }
  }

  /// One at length, several in a table.
  private func tellEach() throws {
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
    try leave(codes)
  }

  private func leave(_ codes: [Report.ExitCode]) throws {
    let code = Report.ExitCode.first(of: codes)
    if code != .success { throw ArgumentParser.ExitCode(code.rawValue) }
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
