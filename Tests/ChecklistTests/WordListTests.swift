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

  /// The specification publishes every word that a warning goes by, and every key.
  @Test func theSpecificationListsThem() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Documentation/checklist-format.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    for word in WordLists.changes { #expect(text.contains("`\(word)`"), "\(word)") }
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
