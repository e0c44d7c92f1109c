import ArgumentParser
import Report
import Review

/// Text that is signed into a report for ever is looked at before, in every command that takes any.
struct SecretOptions: ParsableArguments {
  @Flag(help: "Record text even if it looks like a token or a private key.")
  var allowSecretText = false

  /// Refuses a text that looks like a secret.
  ///
  /// - Parameters:
  ///   - texts: what is going to stand in the report.
  ///   - place: where it comes from, as `FILE:LINE: `, or nothing.
  /// - Throws: the refusal.
  func check(_ texts: [String], at place: String = "") throws(ReportError) {
    guard !allowSecretText else { return }
    for text in texts {
      guard let noun = SecretScan.suspicion(in: text) else { continue }
      throw ReportError(
        .refused,
        "\(place)the text seems to hold \(noun), which would be signed in for ever: take it out, "
          + "or add --allow-secret-text")
    }
  }
}
