/// How many steps have which outcome.
public struct Counts: Sendable, Equatable {
  /// Steps that pass.
  public var pass = 0
  /// Steps that FAIL.
  public var fail = 0
  /// Steps that somebody called not applicable.
  public var notApplicable = 0
  /// Steps that nobody answered, or answered `not_checked`.
  public var notChecked = 0

  /// Makes counts.
  public init(pass: Int = 0, fail: Int = 0, notApplicable: Int = 0, notChecked: Int = 0) {
    self.pass = pass
    self.fail = fail
    self.notApplicable = notApplicable
    self.notChecked = notChecked
  }

  /// Counts one more step.
  public mutating func add(_ outcome: Outcome) {
    switch outcome {
    case .pass: pass += 1
    case .fail: fail += 1
    case .notApplicable: notApplicable += 1
    case .notChecked: notChecked += 1
    }
  }

  /// Counts one step less.
  public mutating func remove(_ outcome: Outcome) {
    switch outcome {
    case .pass: pass -= 1
    case .fail: fail -= 1
    case .notApplicable: notApplicable -= 1
    case .notChecked: notChecked -= 1
    }
  }

  /// Steps with an answer.
  public var answered: Int { pass + fail + notApplicable }
  /// All steps.
  public var steps: Int { answered + notChecked }
}
