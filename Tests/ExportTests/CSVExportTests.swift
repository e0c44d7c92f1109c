import Checklist
import Foundation
import Review
import Testing

@testable import Export

@Suite struct CSVExportTests {
  /// The rows as Python's reader, strict about quotes, takes them apart.
  private func rows(_ text: String) throws -> [[String: String]] {
    let program = """
      import csv, io, json, sys
      text = sys.stdin.buffer.read().decode()
      assert text.endswith("\\r\\n")
      rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
      assert all(None not in row and None not in row.values() for row in rows)
      json.dump(rows, sys.stdout)
      """
    let (status, output) = try Python.run(program, on: text)
    #expect(status == 0, "\(output)")
    return try JSONDecoder().decode([[String: String]].self, from: Data(output.utf8))
  }

  @Test func aRowForEachStepOfTheChecklists() throws {
    let source = try SampleReview.complete().source()
    let rows = try rows(ExportFormat.csv.render(source))
    let exported = try #require(ExportedReview(source))
    #expect(rows.map { $0["step"] } == exported.review.checklists.steps.map { $0.step.id })
    #expect(rows.allSatisfy { Set($0.keys) == Set(CSVExport.columns) })
    for row in rows {
      let step = try #require(row["step"])
      #expect(row["outcome"] == exported.review.outcome(of: step).rawValue)
      #expect(row["applies"] == (exported.review.applies(step) ? "yes" : "no"))
      #expect(row["expired"] == (exported.expired.contains(step) ? "yes" : "no"))
      #expect(row["disposition"] == exported.finding(of: step)?.disposition.rawValue ?? "")
      #expect(row["verified"] == "yes")
    }
  }

  @Test func nothingIsAFormulaOrMovesTheCursor() throws {
    let source = try SampleReview.hostile().source(isTrusted: false)
    let text = ExportFormat.csv.render(source)
    for scalar in text.unicodeScalars
    where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
      #expect(scalar == "\r" || scalar == "\n", "U+\(String(scalar.value, radix: 16))")
    }
    for row in try rows(text) {
      for cell in row.values {
        let first = cell.unicodeScalars.first { $0 != " " }
        #expect(!["=", "+", "-", "@", "\t"].contains(first), "\(cell.prefix(40))")
      }
    }
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1"])
  func aFormulaGetsAnApostrophe(formula: String) {
    #expect(CSVExport.cell(formula).hasPrefix("\"'"))
  }

  @Test(arguments: [("a=1", "\"a=1\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("a\nb", "\"a\nb\"")])
  func otherTextStays(text: String, cell: String) {
    #expect(CSVExport.cell(text) == cell)
  }

  @Test func aReportThatCannotBeReadSaysSoAndNothingElse() throws {
    let source = try SampleReview.complete().source { $0[$0.count / 2] ^= 1 }
    let rows = try rows(ExportFormat.csv.render(source))
    #expect(rows.map { $0["verified"] } == ["NOT VERIFIED"])
    #expect(rows.allSatisfy { row in row.values.count { !$0.isEmpty } == 1 })
  }
}
