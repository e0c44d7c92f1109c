import Review

/// A group of test cases of one class.
struct JUnitSuite {
  /// What a case comes to; the message is one line.
  enum Result {
    case passed
    case failure(String)
    case error(String)
    case skipped(String)

    /// The element that says so.
    enum Kind { case passed, failure, error, skipped }

    var kind: Kind {
      switch self {
      case .passed: .passed
      case .failure: .failure
      case .error: .error
      case .skipped: .skipped
      }
    }
  }

  struct Case {
    let name: String
    let result: Result
    /// All that there is to say, in lines.
    let body: String
  }

  let name: String
  let className: String
  let time: Timestamp?
  let file: String
  var properties: [(name: String, value: String)] = []
  var cases: [Case] = []

  /// How many cases come to something.
  func count(_ kind: Result.Kind) -> Int { cases.count { $0.result.kind == kind } }

  func add(to document: inout XMLDocument) {
    document.element(
      "testsuite",
      [
        "name": name, "tests": String(cases.count), "failures": String(count(.failure)),
        "errors": String(count(.error)), "skipped": String(count(.skipped)), "time": "0",
        "timestamp": time?.description, "file": file,
      ]
    ) { document in
      if !properties.isEmpty {
        document.element("properties") { document in
          for (name, value) in properties {
            document.element("property", ["name": name, "value": value]) { _ in }
          }
        }
      }
      for item in cases { add(item, to: &document) }
    }
  }

  private func add(_ item: Case, to document: inout XMLDocument) {
    document.element("testcase", ["name": item.name, "classname": className, "time": "0"]) {
      document in
      switch item.result {
      case .passed: document.element("system-out", Self.inert(item.body))
      case .failure(let message): Self.add("failure", message, item.body, to: &document)
      case .error(let message): Self.add("error", message, item.body, to: &document)
      case .skipped(let message): Self.add("skipped", message, item.body, to: &document)
      }
    }
  }

  private static func add(
    _ name: StaticString, _ message: String, _ body: String, to document: inout XMLDocument
  ) {
    document.element(name, ["message": message], body.isEmpty ? message : "\(message)\n\(body)")
  }

  // In the output of a case, GitLab and Jenkins take this for a file to show.
  private static func inert(_ text: String) -> String {
    text.replacing("[[ATTACHMENT|", with: "[\\u{5b}ATTACHMENT|")
  }
}
