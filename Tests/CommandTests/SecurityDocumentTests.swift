import Foundation
import Testing

/// What `Documentation/security.md` rests on is there.
@Suite struct SecurityDocumentTests {
  @Test func everyTestThatItNamesExists() throws {
    let text = try String(
      contentsOfFile: Machine.package + "/Documentation/security.md", encoding: .utf8)
    let named = text.matches(of: /`([A-Za-z]+)\/([A-Za-z]+)\.([A-Za-z0-9]+)`/)
    #expect(named.count > 40)
    for match in named {
      let file = "\(Machine.package)/Tests/\(match.1)/\(match.2).swift"
      let code = try? String(contentsOfFile: file, encoding: .utf8)
      #expect(
        code?.contains("func \(match.3)(") == true, "no test \(match.1)/\(match.2).\(match.3)")
    }
  }

  // A row that names no test is a promise.
  @Test func everyRowNamesATest() throws {
    let text = try String(
      contentsOfFile: Machine.package + "/Documentation/security.md", encoding: .utf8)
    for row in text.split(separator: "\n") where row.hasPrefix("| ") && !row.hasPrefix("| what |") {
      #expect(row.contains(/`[A-Za-z]+\/[A-Za-z]+\.[A-Za-z0-9]+`/), "\(row)")
    }
  }
}
