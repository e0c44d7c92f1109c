import Checklist
import Report
import Review

/// A report as JUnit XML for GitLab's test report: a suite for the report itself, then one for each
/// section, with a test case for each step that applies.
///
/// GitLab knows a case again by suite, class and name: none of them holds what changes from one
/// review to the next. Of a failure, an error or a skip it shows the body alone, so the body begins
/// with the message.
struct JUnitExport {
  let text: String

  init(_ source: ExportSource) {
    let exported = ExportedReview(source)
    var suites = [Self.reportSuite(source, exported)]
    if let exported { suites += exported.parts.map { Self.suite($0, exported) } }
    var document = XMLDocument()
    document.element(
      "testsuites",
      [
        "name": exported.map { "Post-deployment review of \($0.review.header.environment)" }
          ?? "Post-deployment review that cannot be read",
        "tests": Self.total(suites) { $0.cases.count },
        "failures": Self.total(suites) { $0.count(.failure) },
        "errors": Self.total(suites) { $0.count(.error) },
        "time": "0",
      ]
    ) { document in
      for suite in suites { suite.add(to: &document) }
    }
    text = document.text
  }

  private static func total(
    _ suites: [JUnitSuite], _ count: (JUnitSuite) -> Int
  ) -> String {
    String(suites.reduce(0) { $0 + count($1) })
  }

  private static func suite(
    _ part: ExportedReview.Part, _ exported: ExportedReview
  ) -> JUnitSuite {
    let times = part.steps.compactMap { exported.review.answer(to: $0.id)?.time }
    var suite = JUnitSuite(
      name: "\(part.checklist.title) / \(part.section.title)",
      className: "\(part.checklist.id).\(part.section.id)",
      // The section's latest answer; else when the report was begun.
      time: times.max() ?? exported.source.reading.entries.first?.time, file: part.checklist.name)
    suite.cases = part.steps.map { step in
      JUnitSuite.Case(
        name: "\(step.id): \(step.title)", result: result(of: step, exported),
        body: body(of: step, exported))
    }
    return suite
  }

  private static func result(of step: Step, _ exported: ExportedReview) -> JUnitSuite.Result {
    let words = exported.outcomeWords(of: step)
    switch exported.verdict(of: step) {
    case .pass: return .passed
    case .open(let reason): return .error(reason)
    case .fail: return .failure("\(words), severity \(step.severity.rawValue)")
    case .notApplicable: return .skipped(words)
    case .accepted:
      let owner = exported.finding(of: step.id)?.answer.answer.plan?.owner ?? ""
      let name = owner.isEmpty ? "nobody named" : owner
      return .skipped("\(words) by \(name), severity \(step.severity.rawValue)")
    }
  }

  private static func body(of step: Step, _ exported: ExportedReview) -> String {
    let verdict = exported.verdict(of: step)
    var lines = (verdict == .pass ? ["pass"] : []) + [exported.answerText(of: step)]
    lines += ExportedReview.said("Question", step.ask)
    if verdict == .fail { lines += ExportedReview.said("Fix", step.fix) }
    return lines.joined(separator: "\n")
  }
}

// The report itself: whether it can be relied on, and whether it is complete.
extension JUnitExport {
  private static func reportSuite(
    _ source: ExportSource, _ exported: ExportedReview?
  ) -> JUnitSuite {
    var suite = JUnitSuite(
      name: "report", className: "report", time: source.moment, file: source.name)
    let isVerified = source.isVerified
    suite.cases = [
      JUnitSuite.Case(
        name: "verified", result: isVerified ? .passed : .failure(ExportSource.notVerified),
        body: isVerified ? exported?.trust ?? "" : source.faultText)
    ]
    guard let exported else { return suite }
    suite.properties = properties(exported)
    guard isVerified else { return suite }
    suite.cases += [
      JUnitSuite.Case(
        name: "signers in the trust list",
        result: source.isTrustChecked
          ? .passed : .skipped("self-asserted: no trust list was given"),
        body: ""),
      JUnitSuite.Case(
        name: "sealed", result: exported.review.isSealed ? .passed : .error("not sealed"),
        body: exported.state),
      reviewsCase(exported.standing), approvalsCase(exported),
    ]
    return suite
  }

  private static func reviewsCase(_ standing: Standing) -> JUnitSuite.Case {
    let words = "\(standing.reviews.count) of \(standing.requiredReviews) required reviews signed"
    let isEnough = standing.reviews.count >= standing.requiredReviews
    return JUnitSuite.Case(
      name: "reviews signed", result: isEnough ? .passed : .error(words),
      body: text(isEnough ? words : nil, standing.reviews))
  }

  private static func approvalsCase(_ exported: ExportedReview) -> JUnitSuite.Case {
    let standing = exported.standing
    let words = exported.secondPerson
    let result: JUnitSuite.Result =
      if !standing.rejections.isEmpty {
        .failure(words)
      } else if standing.approvals.count < standing.requiredApprovals {
        .error(words)
      } else if standing.approvals.isEmpty {
        .skipped(words)
      } else {
        .passed
      }
    return JUnitSuite.Case(
      name: "approvals signed", result: result,
      body: text(
        result.kind == .passed ? words : nil, standing.approvals + standing.rejections))
  }

  private static func text(_ words: String?, _ signatures: [Review.RoleSignature]) -> String {
    ((words.map { [$0] } ?? []) + signatures.map(Self.words)).joined(separator: "\n")
  }

  private static func words(_ signature: Review.RoleSignature) -> String {
    let intent = signature.intent
    return
      ([
        "\(intent.role.rawValue), \(intent.decision.rawValue), by \(intent.signer), "
          + "\(signature.time), key \(signature.key)"
      ] + ExportedReview.said("Name", intent.name) + ExportedReview.said("Meaning", intent.meaning))
      .joined(separator: "\n")
  }

  private static func properties(
    _ exported: ExportedReview
  ) -> [(name: String, value: String)] {
    let header = exported.review.header
    let reading = exported.source.reading
    var properties = [
      ("environment", header.environment), ("report", header.report),
      ("profile", header.profile.rawValue), ("tool", header.tool),
      ("state", exported.state), ("trust", exported.trust), ("judged", exported.judged),
      ("last seq", String(exported.review.lastSeq)),
      ("sha256", reading.headDigest(atSeq: exported.review.lastSeq) ?? ""),
    ]
    for (file, checklist) in zip(header.checklists, exported.review.checklists.checklists) {
      properties.append(("checklist \(checklist.id) version", checklist.version))
      properties.append(("checklist \(checklist.id) sha256", file.sha256))
    }
    return properties + exported.knownFacts.map { ("fact \($0.fact.id)", $0.value) }
  }
}
