import Report
import Review
import Signing
import Subprocess
import SystemPackage

/// The RFC 3161 time stamp of a report, kept beside it as `NAME.tsr`.
struct TimeStampFile {
  /// Where it lies.
  let path: String

  /// The most bytes that a reply may have; with a chain of certificates it has a few thousand.
  static let limit = 1 << 20

  /// The time stamp that belongs to a report.
  init(of report: String) {
    path = ReportPath(report).timeStamp
  }

  /// The SHA-512 of a file's bytes.
  static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var state = SHA512State()
    state.update(bytes)
    return state.digest()
  }

  /// Reads a time stamp and compares it with a report.
  ///
  /// - Parameters:
  ///   - path: where the time stamp lies.
  ///   - report: the report's bytes.
  /// - Returns: what it says; who says it is not checked.
  /// - Throws: `broken` when it is none, or one of other bytes.
  static func read(_ path: String, of report: [UInt8]) throws(ReportError) -> TimeStampReply {
    let bytes = try ReportBytes.read(path, limit: limit)
    let reply: TimeStampReply
    do {
      reply = try TimeStampReply(bytes)
    } catch {
      throw ReportError(.broken, "\(path): \(error.message)")
    }
    guard reply.digest == digest(report) else {
      throw ReportError(
        .broken,
        "\(path) stamps other bytes: the report was changed or went on after \(reply.time)")
    }
    return reply
  }

  /// Checks that an authority stamped a report.
  ///
  /// The chain is judged at the time of the stamp, so that it holds after the authority's
  /// certificate has run out.
  ///
  /// - Parameters:
  ///   - report: the report's bytes.
  ///   - authorities: a PEM file of certificates that are trusted to stamp.
  /// - Returns: the time.
  /// - Throws: `noInput` without a file, `broken` for a stamp that does not hold.
  func check(
    _ report: [UInt8], authorities: String
  ) async throws(ReportError) -> Timestamp {
    let reply = try Self.read(path, of: report)
    guard let time = Timestamp(reply.time) else {
      throw ReportError(.broken, "\(path): its time is none")
    }
    _ = try ReportBytes.read(authorities, limit: Self.limit)
    guard let openssl = Self.openssl else {
      throw ReportError(.noInput, "openssl is not installed; it checks time stamps")
    }
    var arguments = [
      "ts", "-verify", "-digest", Digests.hex(reply.digest), "-in", path, "-CAfile", authorities,
      "-attime", "\(time.seconds)",
    ]
    if !reply.isWhole { arguments.append("-token_in") }
    // Its own configuration, engines and providers stay out of it.
    let result = try? await Subprocess.run(
      .path(FilePath(openssl)), arguments: Arguments(arguments),
      environment: .custom(["OPENSSL_CONF": "/dev/null"]), input: .none,
      output: .discarded, error: .string(limit: 65_536))
    guard let result, result.terminationStatus.isSuccess else {
      throw ReportError(
        .broken,
        "\(path) is not signed by an authority of \(authorities): \(Self.reason(result?.standardError))"
      )
    }
    return time
  }

  // OpenSSL's last field says it best: `…:verify error:unable to get local issuer certificate`.
  private static func reason(_ text: String??) -> String {
    let lines = ((text ?? nil) ?? "").split(separator: "\n").map(String.init)
    let told = lines.first { $0.contains("error") } ?? lines.first ?? ""
    return told.split(separator: ":").last.map { $0.trimmed } ?? "openssl could not check it"
  }

  private static var openssl: String? {
    ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"].first(
      where: ReportFiles.exists)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
