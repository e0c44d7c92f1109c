import Report
import Review

extension ExportedReview {
  /// How good the news is; always told in words too.
  enum Tone: String {
    case good
    case care
    case bad
  }

  /// The whole report in a few words, those of `verify` where it has them.
  var verdict: (words: String, tone: Tone) {
    guard source.isVerified else { return ("NOT VERIFIED", .bad) }
    let codes = source.verdict.faults.map(\.code)
    let isTrusted = source.isTrustChecked
    var words: [String] = []
    switch (codes.contains(.incomplete), codes.contains(.expired)) {
    case (false, false) where isTrusted: words = ["complete and trusted"]
    case (false, false): words = ["complete"]
    case (true, let isExpired):
      words = (isTrusted ? ["authentic"] : []) + ["NOT complete"] + (isExpired ? ["EXPIRED"] : [])
    case (false, true): words = ["EXPIRED"]
    }
    if !isTrusted { words.append("signers self-asserted") }
    if !findings.isEmpty { words.append("\(findings.count) FAIL") }
    let tone: Tone =
      !standing.rejections.isEmpty
      ? .bad : !isTrusted || !openItems.isEmpty || !findings.isEmpty ? .care : .good
    return (words.joined(separator: ", "), tone)
  }
}
