/// What a reviewer found, in XCCDF's words.
public enum Outcome: String, Sendable, CaseIterable {
  case pass
  case fail
  case notApplicable = "not_applicable"
  case notChecked = "not_checked"

  /// The word on screens and in exports: FAIL alone is in capitals, so no colour is needed.
  public var word: String {
    switch self {
    case .pass: "pass"
    case .fail: "FAIL"
    case .notApplicable: "n/a"
    case .notChecked: "not checked"
    }
  }
}
