import Foundation
import Review
import Testing

@testable import Report

/// Texts that were begun come back whole, and a damaged file is never fatal.
struct DraftFileTests {
  private static let report = "0192f3a4-0000-7000-8000-000000000001"
  private let folder: TemporaryFolder
  private let file: DraftFile

  init() throws {
    folder = try TemporaryFolder()
    file = DraftFile(folder: folder.file("state/postflight"), report: Self.report)
  }

  private var drafts: [Draft: String] {
    Dictionary(
      uniqueKeysWithValues: Draft.Purpose.allCases.enumerated().map { index, purpose in
        (Draft(purpose, of: "backup.\(index)"), "two\nlines\t\"日本\" e\u{301} \u{1F469}\u{200D}")
      })
  }

  @Test func nothingIsThereAtFirst() {
    #expect(file.read() == .drafts([:]))
  }

  @Test func whatIsWrittenComesBackAndNobodyElseMayReadIt() throws {
    try file.write(drafts)
    #expect(file.read() == .drafts(drafts))
    #expect(try folder.mode("state/postflight/drafts") == 0o700)
    #expect(try folder.mode("state/postflight/drafts/" + Self.report) == 0o600)
    try file.write([Draft(.reopening): "why"])
    #expect(file.read() == .drafts([Draft(.reopening): "why"]))
    #expect(try folder.names("state/postflight/drafts") == [Self.report])
  }

  @Test func aFolderThatOthersMayReadIsClosed() throws {
    try file.write(drafts)
    try folder.setMode(0o755, "state/postflight/drafts")
    try file.write(drafts)
    #expect(try folder.mode("state/postflight/drafts") == 0o700)
  }

  @Test func withoutDraftsThereIsNoFile() throws {
    try file.write([:])
    try file.write(drafts)
    // What a crash between writing and renaming leaves.
    try folder.write([1, 2], "state/postflight/drafts/." + Self.report)
    try file.write([:])
    #expect(try folder.names("state/postflight/drafts").isEmpty)
    #expect(file.read() == .drafts([:]))
  }

  @Test func whatAHalfWrittenFileLeavesIsWrittenOver() throws {
    try file.write(drafts)
    try folder.write([1, 2], "state/postflight/drafts/." + Self.report)
    #expect(file.read() == .drafts(drafts))
    try file.write([Draft(.comment, of: "a.b"): "x"])
    #expect(file.read() == .drafts([Draft(.comment, of: "a.b"): "x"]))
  }

  @Test func theSpellingIsThatOfReports() throws {
    try file.write([Draft(.comment, of: "a.b"): "é"])
    let bytes = try folder.read("state/postflight/drafts/" + Self.report)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text == #"{"drafts":[{"purpose":"comment","step":"a.b","text":"\u00e9"}],"#
        + #""format":"postflight-drafts/1","report":"\#(Self.report)"}"# + "\n")
  }

  @Test(arguments: [
    "", "{", "null", "{}",
    "{\"drafts\":[],\"format\":\"postflight-drafts/1\",\"report\":\"other\"}",
    #"{"drafts":[],"format":"postflight-drafts/2","report":"\#(Self.report)"}"#,
    #"{"drafts":[{"purpose":"poem","step":"a","text":"b"}],"#
      + #""format":"postflight-drafts/1","report":"\#(Self.report)"}"#,
    #"{"drafts":[{"purpose":"comment","step":"a"}],"#
      + #""format":"postflight-drafts/1","report":"\#(Self.report)"}"#,
    #"{"drafts":[1],"format":"postflight-drafts/1","report":"\#(Self.report)"}"#,
  ])
  func aDamagedFileIsMovedAside(text: String) throws {
    try file.write(drafts)
    for count in 1...2 {
      try folder.write([UInt8](text.utf8), "state/postflight/drafts/" + Self.report)
      guard case .damaged(let reason, let place) = file.read() else {
        Issue.record("it was taken")
        return
      }
      #expect(!reason.isEmpty)
      #expect(place == file.path + (count == 1 ? ".damaged" : ".damaged-2"))
      #expect(try place.map { try Data(contentsOf: URL(fileURLWithPath: $0)) } == Data(text.utf8))
      #expect(file.read() == .drafts([:]))
    }
    try file.write(drafts)
    #expect(file.read() == .drafts(drafts))
  }

  @Test func everyTruncationIsToldAndNoneIsFatal() throws {
    try file.write(drafts)
    let whole = try folder.read("state/postflight/drafts/" + Self.report)
    for count in stride(from: 0, to: whole.count - 1, by: 7) {
      try folder.write(Array(whole[..<count]), "state/postflight/drafts/" + Self.report)
      guard case .damaged = file.read() else {
        Issue.record("\(count) bytes were taken")
        continue
      }
    }
  }

  @Test func aLinkIsNotFollowed() throws {
    try file.write(drafts)
    let bytes = try folder.read("state/postflight/drafts/" + Self.report)
    try folder.write(bytes, "elsewhere")
    try folder.remove("state/postflight/drafts/" + Self.report)
    try FileManager.default.createSymbolicLink(
      atPath: file.path, withDestinationPath: folder.file("elsewhere"))
    guard case .damaged(_, let place) = file.read() else {
      Issue.record("the link was followed")
      return
    }
    #expect(place != nil)
    #expect(try folder.read("elsewhere") == bytes)
  }

  @Test func aPlaceThatCannotBeWrittenIsTold() throws {
    try folder.write([], "state")
    #expect(throws: ReportError.self) { try file.write(drafts) }
    #expect(throws: ReportError.self) {
      try DraftFile(folder: "/proc/postflight", report: Self.report).write(drafts)
    }
  }
}
