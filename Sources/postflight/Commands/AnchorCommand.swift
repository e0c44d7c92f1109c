import ArgumentParser
import Report
import Review
import Signing

/// A time stamp from an authority, asked for and kept by files that are carried by hand.
struct AnchorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anchor",
    abstract: "Have an authority witness when a report was signed (RFC 3161), offline.",
    discussion: """
      postflight anchor R --query Q     writes the request for the report as it is now
      postflight anchor R --reply A     keeps the authority's answer beside it, as NAME.tsr
      postflight verify R --tsa-ca C    checks it against the authority's certificates

      Only a digest leaves this machine. Take the request to the authority with any tool, such as \
      curl -H 'Content-Type: application/timestamp-query' --data-binary @Q URL -o A. A stamp \
      covers the file as it was: anchor after the last signature.
      """)

  @Argument(help: "The report.")
  var report: String

  @Option(help: ArgumentHelp("Write the request to this file.", valueName: "file"))
  var query: String?

  @Option(help: ArgumentHelp("Keep the answer in this file.", valueName: "file"))
  var reply: String?

  @OptionGroup var results: ResultOptions

  func validate() throws {
    guard (query == nil) != (reply == nil) else {
      throw ValidationError("anchor takes either --query or --reply")
    }
  }

  func run() async throws {
    try await Failure.reported {
      let bytes = try ReportBytes.read(report)
      let reading = ReportReading(bytes)
      guard let review = reading.review, reading.faults.isEmpty else {
        let fault = reading.faults.first
        throw ReportError(
          fault?.code ?? .malformed,
          "\(report) does not verify and is not anchored: \(fault?.message ?? "it is no report")")
      }
      if let query {
        try NewFile.write(
          TimeStampQuery.encoded(sha512: TimeStampFile.digest(bytes)), to: query, replaces: false)
        results.tell(
          ["Written: \(query), a request for the report's \(bytes.count) bytes"],
          ["query": .string(query), "size": .integer(bytes.count)])
        if review.roleSignatures.allSatisfy(\.isVoid) {
          Console.say(
            "nobody has signed \(report) as reviewer or approver yet: a stamp of it as it is now "
              + "will not hold after the next line")
        }
      } else if let reply {
        try keep(reply, of: bytes)
      }
    }
  }

  private func keep(_ reply: String, of bytes: [UInt8]) throws(ReportError) {
    let stamp = try TimeStampFile.read(reply, of: bytes)
    let kept = TimeStampFile(of: report)
    try NewFile.write(
      try ReportBytes.read(reply, limit: TimeStampFile.limit), to: kept.path, replaces: false)
    results.tell(
      [
        "Kept: \(kept.path), a stamp of \(stamp.time). Who stamped is checked by "
          + "postflight verify --tsa-ca FILE."
      ],
      ["stamp": .string(kept.path), "stamped": .string(stamp.time)])
  }
}
