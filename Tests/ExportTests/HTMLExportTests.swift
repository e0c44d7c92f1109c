import Checklist
import Foundation
import Report
import Review
import Testing

@testable import Export

@Suite struct HTMLExportTests {
  /// Reports of every kind: whole, new, hostile, not verified, not readable.
  private static func sources() throws -> [ExportSource] {
    let sample = try SampleReview.complete()
    return [
      try sample.source(), try sample.source(isTrusted: false),
      try SampleReview.make { _ in }.source(),
      try SampleReview.hostile().source(isTrusted: false),
      try sample.source { $0.removeLast(10) }, try sample.source { $0[$0.count / 2] ^= 1 },
    ]
  }

  private func html(_ source: ExportSource) -> String { ExportFormat.html.render(source) }

  @Test(.enabled(if: Python.has("html5lib"), "python3 has no module html5lib"))
  func strictParserFindsAPageForEverybody() throws {
    let checks = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "page.py"),
      encoding: .utf8)
    for source in try Self.sources() {
      let (status, output) = try Python.run(checks, on: html(source))
      #expect(status == 0, "\(output)")
    }
  }

  @Test(arguments: [
    ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"), ("<\u{338}", "&lt;\u{338}"),
    ("a\u{1b}b\u{202e}c", "a\\u{1b}b\\u{202e}c"), ("a\nb", "a\\nb"),
    ("\u{338}x", "\u{25CC}\u{338}x"), ("é", "é"),
  ])
  func textIsNothingButText(text: String, escaped: String) {
    var page = HTMLPage()
    page.others(text)
    page.code(text)
    #expect(
      page.html.utf8.elementsEqual("<bdi>\(escaped)</bdi><code>\(escaped)</code>".utf8),
      "\(page.html)")
  }

  @Test func attributesAreEscapedToo() {
    var page = HTMLPage()
    page.element(.span, [.ariaLabel: "a\" onclick='x' \u{7}<"], "")
    #expect(
      page.html == "<span aria-label=\"a&quot; onclick=&#39;x&#39; \\u{7}&lt;\"></span>")
  }

  @Test(arguments: [
    "https://e.example/a?b=c&d", "http://e.example", "HTTPS://e.example",
  ])
  func pagesOfTheWebAreLinks(url: String) {
    var page = HTMLPage()
    page.link("a title", url: url)
    #expect(page.html.hasPrefix("<a href=\"http") || page.html.hasPrefix("<a href=\"HTTP"))
    #expect(page.html.contains("rel=\"noreferrer noopener\"><bdi>a title</bdi></a>"))
  }

  @Test(arguments: [
    "javascript:alert(1)", "data:text/html,x", "//e.example", "file:///etc/passwd",
    " https://e.example", "https://e.example/a b", "https:/e", "https://e.example/\u{202e}", "",
  ])
  func otherAddressesAreText(url: String) {
    var page = HTMLPage()
    page.link("a title", url: url)
    #expect(page.html.hasPrefix("<bdi>a title</bdi> (<code>"))
    #expect(!page.html.contains("<a"))
  }

  @Test func verdictTellsWhatIsMissing() throws {
    func title(_ source: ExportSource) throws -> String {
      let title = try #require(html(source).firstMatch(of: #/<title>([^<:]*)/#))
      return String(title.1)
    }
    let sample = try SampleReview.complete()
    #expect(try title(sample.source()) == "authentic, NOT complete, EXPIRED, 3 FAIL")
    #expect(
      try title(sample.source(isTrusted: false))
        == "NOT complete, EXPIRED, signers self-asserted, 3 FAIL")
    #expect(try title(sample.source { $0.removeLast(10) }) == "NOT VERIFIED")
    #expect(try title(sample.source { $0[$0.count / 2] ^= 1 }) == "NOT VERIFIED")
    let done = try SampleReview.finished()
    let early = SampleReview.timestamp("2026-03-05T00:00:00Z")
    #expect(try title(done.source(at: early)) == "complete and trusted")
    #expect(html(try done.source(at: early)).contains("verdict good"))
    let unknown = try done.source(isTrusted: false, at: early)
    #expect(try title(unknown) == "complete, signers self-asserted")
    #expect(html(unknown).contains("verdict care"))
    #expect(try title(done.source()) == "EXPIRED")
  }

  @Test func whatFailsIsNeverGreenAndStandsWholeOnce() throws {
    let sample = try SampleReview.finished(failing: "backup.daily")
    let text = html(try sample.source(at: SampleReview.timestamp("2026-03-05T00:00:00Z")))
    #expect(text.contains("<title>complete and trusted, 1 FAIL:"))
    #expect(text.contains("verdict care"))
    #expect(!text.contains("verdict good"))
    let comments = text.matches(of: #/(Long\. )+/#).map { $0.0.utf8.count }
    #expect(comments == [600, 3000])
  }

  @Test func notVerifiedStandsOnTopAndBottom() throws {
    let sample = try SampleReview.complete()
    for source in [
      try sample.source { $0[$0.count / 2] ^= 1 }, try sample.source { $0.removeLast(10) },
    ] {
      let text = html(source)
      let warnings = text.ranges(of: "<strong>NOT VERIFIED:</strong>")
      let heading = try #require(text.firstRange(of: "<h1>"))
      let last = try #require(text.ranges(of: "</section>").last)
      #expect(warnings.count == 2)
      #expect(warnings.first.map { $0.upperBound < heading.lowerBound } == true)
      #expect(
        warnings.last.map { text[$0.upperBound..<last.lowerBound].contains("<") } == false)
    }
  }

  @Test func everyStepStandsOnThePageOnce() throws {
    let source = try SampleReview.complete().source()
    let exported = try #require(ExportedReview(source))
    let text = html(source)
    for placed in exported.review.checklists.steps {
      let code = "<code>\(placed.step.id)</code>"
      #expect(text.ranges(of: code).count == 1, "\(placed.step.id)")
    }
    for number in exported.numbers.values {
      #expect(text.ranges(of: "id=\"step-\(number)\"").count == 1)
    }
  }

  // The second section's only pass has expired: it is none.
  @Test(arguments: [
    (
      1, "2 FAIL, 0 not checked, 1 n/a, 0 pass EXPIRED, 1 pass",
      ["fail 0.00 50.00", "na 50.00 25.00", "pass 75.00 25.00"]
    ),
    (
      2, "1 FAIL, 1 not checked, 0 n/a, 1 pass EXPIRED, 0 pass",
      ["fail 0.00 33.33", "open 33.33 33.33", "expired 66.66 33.34"]
    ),
  ])
  func barsFillWhatTheyStandFor(section: Int, words: String, pieces: [String]) throws {
    let text = html(try SampleReview.complete().source())
    let first = try #require(text.firstRange(of: "<title>Outcomes of section \(section)</title>"))
    let bar = try #require(
      text[first.upperBound...].firstMatch(
        of: #/<desc>([^<]*)</desc>(.*?)</svg>/#
          .dotMatchesNewlines()))
    #expect(bar.1 == words)
    let widths = bar.2.matches(of: #/class="(\w+)" x="([\d.]+)%" width="([\d.]+)%"/#)
      .map { "\($0.1) \($0.2) \($0.3)" }
    #expect(widths == pieces)
  }
}
