/// The exit codes of `verify` and of commands that write.
///
/// Source: `Documentation/report-format.md`, "verify".
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// Complete, or done.
  case success = 0
  /// A rule of the review says no; nothing was written.
  case refused = 1
  /// Authentic but not complete.
  case incomplete = 10
  /// Complete lines after the last signature.
  case unsigned = 11
  /// The last line was cut off while it was written.
  case torn = 12
  /// A FAIL that `--fail-on` names.
  case finding = 13
  /// A signature, a digest or the chain is wrong.
  case broken = 20
  /// Malformed, out of place, or contradicting its own checklists.
  case malformed = 21
  /// A signer is not in the trust list, or there is none.
  case untrusted = 22
  /// A signer is known but not permitted.
  case notPermitted = 23
  /// Another environment, checklist, report or profile than asked for.
  case different = 24
  /// An answer is too old.
  case expired = 25
  /// Evidence is missing or different.
  case evidence = 26
  /// Wrong usage.
  case usage = 64
  /// A file is not there or not readable.
  case noInput = 66
  /// Input or output error.
  case inputOutput = 74
  /// Somebody else has the report open.
  case locked = 75
  /// Unsafe permissions.
  case permissions = 77

  /// In which order codes win over one another, over one report or several.
  static let precedence: [ExitCode] = [
    .usage, .noInput, .inputOutput, .malformed, .broken, .untrusted, .notPermitted, .different,
    .expired, .evidence, .torn, .unsigned, .incomplete, .finding,
  ]

  /// The code of several: the first in the order of precedence, success for none.
  public static func first(of codes: some Sequence<ExitCode>) -> ExitCode {
    let present = Set(codes)
    return precedence.first(where: present.contains) ?? .success
  }
}
