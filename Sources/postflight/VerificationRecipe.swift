import CShippedChecklists
import Report

/// What goes with a bundle for whoever has no Postflight.
struct VerificationRecipe {
  /// What the names of the bundle's files begin with.
  let name: String
  /// The report's receipt, nil when it could not be read.
  let receipt: Receipt?
  /// The names of the lists in the bundle.
  let lists: [String]
  let isStamped: Bool
  let isVerified: Bool

  /// The script of `Documentation/verifying.md`.
  static let script: [UInt8] = {
    let bytes = UnsafeBufferPointer(start: shipped_recipe_bytes(), count: shipped_recipe_size())
    let page = String(decoding: bytes, as: UTF8.self)
    guard let start = page.firstRange(of: "#!/bin/sh\n"),
      let end = page[start.upperBound...].firstRange(of: "\n```\n")
    else { return [] }
    return Array((page[start.lowerBound..<end.lowerBound] + "\n").utf8)
  }()

  /// VERIFY.md.
  var text: String {
    let report = name + ReportPath.suffix
    let trust = "allowed_signers"
    let revoked = lists.contains("revoked") ? " --revoked revoked" : ""
    var parts = ["# How to verify this report"]
    if !isVerified {
      parts.append(
        "NOT VERIFIED: the report did not verify when it was packed. `exports` say why.")
    }
    parts.append(
      """
      In this folder, with coreutils and OpenSSH 8.8 or later:

      ```
      sha256sum -c SHA256SUMS
      sh check-report.sh \(report) \(trust)
      ```

      The first says that the files are as they were packed, not who packed them. The second checks
      each line, signature and evidence file of the report. It came with what it checks: read it
      before you run it, or take it from Postflight's documentation, `verifying.md`, which also
      tells what good signatures do not say.
      """)
    parts.append(
      lists.contains(trust)
        ? """
        `\(trust)` came with the report too, and proves nothing by itself: compare its keys with
        the people whom it names, or use a list of your own.
        """
        : """
        There is no trust list here. Make `\(trust)`, a line a person, with keys that somebody told
        you whom you trust: `ann@example.com ssh-ed25519 AAAA…`.
        """)
    parts.append(
      """
      With Postflight, which checks more (completeness, roles, expiry):

      ```
      postflight verify \(report) --allowed-signers \(trust)\(revoked)
      ```
      """)
    if isStamped {
      parts.append(
        """
        The time stamp, with certificates of its authority in `authority.pem`:

        ```
        openssl ts -verify -data \(report) -in \(name).tsr -CAfile authority.pem
        ```
        """)
    }
    if let receipt {
      parts.append(
        """
        Only a receipt that you got another way shows that no line was taken from the end. That of
        this file: \(receipt).
        """)
    }
    parts.append(
      """
      `exports` are for reading and prove nothing: they show the report as it was when its last line
      was written. Evidence files lie under their SHA-256; the report and the exports tell their names.
      """)
    return parts.joined(separator: "\n\n") + "\n"
  }
}
