import Checklist
import Report
import Review

// What was found.
extension XCCDFExport {
  static let scoring = "urn:xccdf:scoring:default"

  static func addResult(
    _ source: ExportSource, _ exported: ExportedReview?, to document: inout XMLDocument
  ) {
    let header = exported?.review.header
    document.element(
      "TestResult",
      [
        "id": id("testresult", header?.report ?? "UNREADABLE"),
        "start-time": source.reading.entries.first?.time?.description,
        "end-time": (exported?.review.lastTime ?? source.moment).description,
        "test-system": testSystem(header), "version": version(exported),
      ]
    ) { document in
      let benchmark = benchmarkID(exported)
      document.element("benchmark", ["href": "#\(benchmark)", "id": benchmark]) { _ in }
      document.element("title", "Post-deployment review of \(header?.environment ?? "unknown")")
      if let exported { addIdentity(exported, to: &document) }
      document.element("target", header?.environment ?? "unknown")
      if let exported { addFacts(exported, to: &document) }
      for placed in exported?.review.checklists.steps ?? [] {
        if let exported { addResult(of: placed.step, exported, to: &document) }
      }
      addReportResult(source, exported, to: &document)
      document.element(
        "score", ["system": scoring, "maximum": "100"], decimal(exported.map(score) ?? 0))
      document.element("metadata") { document in
        // OpenSCAP does not know the remark of a result.
        for remark in remarks(source, exported) { document.element("dc:description", remark) }
        document.element("dc:source", source.name)
        document.element("dc:date", source.moment.description)
        document.element("dc:identifier", header.map { "urn:uuid:\($0.report)" } ?? "")
      }
    }
  }

  /// The name of a product as CPE 2.2 binds it, with the version where it has plain characters.
  private static func testSystem(_ header: Header?) -> String {
    let product = "cpe:/a:postflight:postflight"
    let version = header?.tool.split(separator: "/").last ?? ""
    let isPlain = version.utf8.allSatisfy { byte in
      byte == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    return version.isEmpty || !isPlain ? product : "\(product):\(version)"
  }

  private static func remarks(_ source: ExportSource, _ exported: ExportedReview?) -> [String] {
    let first = source.isVerified ? [] : [ExportSource.notVerified, source.faultText]
    guard let exported else { return first }
    let signatures = exported.review.roleSignatures.map { signature in
      let intent = signature.intent
      return
        ([
          "\(intent.role.rawValue), \(intent.decision.rawValue), by \(intent.signer), "
            + "\(signature.time), key \(signature.key): \(exported.state(of: signature).words)"
        ]
        + ExportedReview.said("Name", intent.name)
        + ExportedReview.said("Meaning", intent.meaning)).joined(separator: "\n")
    }
    let seq = exported.review.lastSeq
    let files = zip(exported.review.header.checklists, exported.review.checklists.checklists)
    return first + [
      exported.verdict.words, exported.state, exported.secondPerson, exported.trust,
      exported.judged,
    ] + signatures
      + files.map { "Checklist \($1.id), sha256 \($0.sha256)" }
      + [
        "Receipt: report \(exported.review.header.report), last seq \(seq), sha256 "
          + (exported.source.reading.headDigest(atSeq: seq) ?? "")
      ]
  }

  // The first reviewer who signed, else who wrote last.
  private static func addIdentity(_ exported: ExportedReview, to document: inout XMLDocument) {
    let signature = exported.standing.reviews.first
    guard let name = signature?.intent.signer ?? exported.review.session?.signer else { return }
    let isTrusted = signature.map { exported.state(of: $0) == .trusted } ?? false
    document.element(
      "identity",
      [
        "authenticated": isTrusted && exported.source.isVerified ? "true" : "false",
        "privileged": "false",
      ], name)
    document.element("profile", ["idref": profileID(exported)]) { _ in }
  }

  private static func addFacts(_ exported: ExportedReview, to document: inout XMLDocument) {
    guard !exported.knownFacts.isEmpty else { return }
    document.element("target-facts") { document in
      for (fact, value) in exported.knownFacts {
        document.element(
          "fact", ["name": "urn:postflight:fact:\(fact.id)", "type": "string"], value)
      }
    }
  }

  private static func addResult(
    of step: Step, _ exported: ExportedReview, to document: inout XMLDocument
  ) {
    let latest = exported.review.answer(to: step.id)
    let (result, messages) = result(of: step, exported)
    document.element(
      "rule-result",
      [
        "idref": id("rule", step.id), "severity": step.severity.rawValue,
        "time": latest?.time.description,
      ]
    ) { document in
      document.element("result", result)
      for (severity, message) in messages {
        document.element("message", ["severity": severity], message)
      }
      addCheck(of: step, exported, to: &document)
    }
  }

  private static func result(
    of step: Step, _ exported: ExportedReview
  ) -> (result: String, messages: [(severity: String, text: String)]) {
    if let rule = exported.exclusions[step.id] {
      let answered = exported.review.outcome(of: step.id)
      let note = answered == .notChecked ? "" : "; answered \(answered.word), does not count"
      return ("notselected", [("info", rule.words(exported) + note)])
    }
    let text = exported.answerText(of: step)
    let words = exported.outcomeWords(of: step)
    switch exported.verdict(of: step) {
    case .pass: return ("pass", [("info", text)])
    case .notApplicable: return ("notapplicable", [("info", text)])
    // No override: OpenSCAP's rules then ask for one in every other result too.
    case .accepted: return ("fail", [("warning", "\(words); it stays a FAIL"), ("info", text)])
    case .fail: return ("fail", [("error", words), ("info", text)])
    case .open(let reason):
      return (
        exported.source.isVerified ? "notchecked" : "unknown",
        [("warning", reason), ("info", text)]
      )
    }
  }

  private static func addReportResult(
    _ source: ExportSource, _ exported: ExportedReview?, to document: inout XMLDocument
  ) {
    // FAILs have rules of their own.
    let isComplete = source.verdict.faults.allSatisfy { $0.code == .finding }
    let result = !source.isVerified ? "error" : isComplete ? "pass" : "unknown"
    document.element(
      "rule-result", ["idref": reportRule, "role": "unscored", "severity": "high"]
    ) { document in
      document.element("result", result)
      document.element(
        "message", ["severity": result == "pass" ? "info" : "warning"],
        exported?.verdict.words ?? ExportSource.notVerified)
      if !source.verdict.faults.isEmpty {
        document.element("message", ["severity": "warning"], source.faultText)
      }
      addReportCheck(to: &document)
    }
  }
}

extension XCCDFExport {
  /// The default model: the mean of the parts that count, from rules up to the benchmark; a rule
  /// that is not applicable, not checked or not selected does not count.
  static func score(_ exported: ExportedReview) -> Double {
    mean(
      exported.review.checklists.checklists.map { checklist in
        mean(
          checklist.sections.map { section in
            mean(section.steps.map { points(of: $0, exported) })
          })
      }) ?? 0
  }

  private static func points(of step: Step, _ exported: ExportedReview) -> Double? {
    switch result(of: step, exported).result {
    case "pass": 100
    case "fail", "unknown": 0
    default: nil
    }
  }

  private static func mean(_ scores: [Double?]) -> Double? {
    let counted = scores.compactMap { $0 }
    return counted.isEmpty ? nil : counted.reduce(0, +) / Double(counted.count)
  }

  /// A number from 0 to 100 with six decimals.
  static func decimal(_ value: Double) -> String {
    let millionths = Int((value * 1_000_000).rounded())
    let rest = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - rest.count) + rest
  }
}

extension Exclusion {
  /// Why the step does not apply, in a few words.
  func words(_ exported: ExportedReview) -> String {
    switch self {
    case .profile(let level):
      "level \(level.rawValue), above the profile \(exported.review.header.profile.rawValue)"
    case .fact(let fact, let value): "does not apply: \(fact) = \(value)"
    }
  }
}
