import Checklist
import Review

/// What whoever approves a report has to look at: every step that is not a plain pass, once.
struct Found: Sendable, Equatable {
  /// Why a step is looked at.
  enum Kind: Sendable, CaseIterable {
    /// FAIL, and nobody accepts it, or no longer.
    case failing
    /// FAIL, accepted until a day that has not passed.
    case accepted
    case notApplicable
    case open
    /// A pass that is older than its answers count for.
    case outdated
    /// A pass without the evidence that is asked for.
    case withoutEvidence

    /// The heading over them.
    var heading: String {
      switch self {
      case .failing: "Findings"
      case .accepted: "Accepted findings"
      case .notApplicable: "Not applicable"
      case .open: "Not checked"
      case .outdated: "Passes that are out of date"
      case .withoutEvidence: "Passes without evidence"
      }
    }
  }

  /// Steps that are looked at for one reason.
  struct Group: Sendable, Equatable {
    let kind: Kind
    let items: [Outline.Item]
  }

  /// The reasons that there are steps for, the worst first.
  let groups: [Group]

  /// Sorts the steps of a review, as it stands at a moment.
  init(_ state: ReviewState) {
    var items: [Kind: [Outline.Item]] = [:]
    for item in state.outline.items {
      if let kind = Self.kind(of: item, in: state.review, at: state.moment) {
        items[kind, default: []].append(item)
      }
    }
    for kind in [Kind.failing, .accepted] {
      items[kind] = items[kind].map(Self.worstFirst)
    }
    groups = Kind.allCases.compactMap { kind in
      items[kind].map { Group(kind: kind, items: $0) }
    }
  }

  /// The steps in the order in which they are listed.
  var steps: [String] { groups.flatMap { $0.items.map(\.step.id) } }

  private static func kind(
    of item: Outline.Item, in review: Review, at moment: Timestamp
  ) -> Kind? {
    switch item.outcome {
    case .fail:
      let isAccepted = review.answer(to: item.step.id)?.answer.isAccepted(on: moment.day) == true
      return isAccepted ? .accepted : .failing
    case .notApplicable:
      return .notApplicable
    case .notChecked:
      return .open
    case .pass:
      if let expiry = review.expiry(of: item.step), moment > expiry { return .outdated }
      let isBare = review.standingEvidence(of: item.step.id).isEmpty
      return item.step.evidence != .none && isBare ? .withoutEvidence : nil
    }
  }

  private static func worstFirst(_ items: [Outline.Item]) -> [Outline.Item] {
    Severity.allCases.reversed().flatMap { severity in
      items.filter { $0.step.severity == severity }
    }
  }
}
