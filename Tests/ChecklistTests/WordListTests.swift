import Foundation
import Testing

@testable import Checklist

@Suite struct WordListTests {
  @Test(arguments: [
    ("rm -rf /a", "rm"), ("sudo systemctl restart a", "restart"),
    ("aws s3api delete-object", "delete"),
    ("psql -c \"DROP TABLE a\"", "drop"), ("a | tee b", "tee"), ("a 2>&1", ">"),
    ("$(kill 1)", "kill"),
    ("x;rm y", "rm"), ("gitlab-ctl reconfigure", "reconfigure"),
  ])
  func changes(_ command: String, _ word: String) {
    #expect(WordLists.change(in: command) == word)
  }

  @Test(arguments: [
    "gitlab-ctl status", "cat /rm/a", "aws s3api get-bucket-versioning", "form", "rms", "updates",
    "kubectl get sets", "grep --set x", "ls /a/update.log",
  ])
  func looks(_ command: String) {
    #expect(WordLists.change(in: command) == nil)
  }

  @Test(arguments: [
    ("titel", "title"), ("Title", "title"), ("sevrity", "severity"), ("validfor", "valid_for"),
    ("id", "id"), ("colour", nil), ("x", nil), ("", nil), ("reference", "references"),
  ])
  func nearest(_ word: String, _ known: String?) {
    #expect(KnownWords.nearest(to: word, among: ChecklistDecoder.StepKey.words) == known)
  }

  private func document(_ name: String) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/\(name)")
    return try String(contentsOf: file, encoding: .utf8)
  }

  /// The author's guide publishes the words that warnings go by, all of them and no others.
  @Test func theGuideListsTheWords() throws {
    let guide = try document("writing-checklists.md")
    let start = try #require(guide.range(of: "\n## Words that lint warns of\n")).upperBound
    let end = try #require(guide[start...].range(of: "\n## ")).lowerBound
    let rows = guide[start..<end].split(separator: "\n").filter { $0.hasPrefix("| ") }
    let words = rows.filter { $0.hasPrefix("| `") }.flatMap { $0.matches(of: /`([a-z]+)`/) }
    #expect(words.map { String($0.output.1) }.sorted() == WordLists.changes.sorted())
    func parts(_ warning: String) -> [String] {
      rows.filter { $0.hasPrefix("| \(warning)") }
        .flatMap { $0.matches(of: /"([^"]+)"/) }.map { String($0.output.1) }
    }
    #expect(parts("may be two questions") == WordLists.twoQuestions)
    #expect(parts("may be turned round") == WordLists.turnedRound)
    #expect(rows.contains { $0.contains(" \(WordLists.longestQuestion) characters") })
  }

  @Test func theSpecificationNamesTheParts() throws {
    let text = try document("checklist-format.md")
    for part in WordLists.twoQuestions + WordLists.turnedRound {
      #expect(text.contains("\"\(part)\""), "\(part)")
    }
    let keys =
      ChecklistDecoder.FileKey.words + ChecklistDecoder.FactKey.words
      + ChecklistDecoder.SectionKey.words + ChecklistDecoder.StepKey.words
      + ChecklistDecoder.CheckKey.words + ChecklistDecoder.RecordKey.words
    for key in keys { #expect(text.contains("`\(key)`"), "\(key)") }
  }
}
