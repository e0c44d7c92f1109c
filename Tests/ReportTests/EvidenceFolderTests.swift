import Report
import Review
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Copies of evidence beside the report.
struct EvidenceFolderTests {
  private let folder: TemporaryFolder
  private let evidence: EvidenceFolder

  init() throws {
    folder = try TemporaryFolder()
    evidence = EvidenceFolder(path: folder.file("r.evidence"))
  }

  private func add(_ name: String, _ bytes: [UInt8]) throws -> Evidence {
    try folder.write(bytes, name, mode: 0o644)
    return try evidence.add(folder.file(name), step: "a")
  }

  @Test(arguments: [0, 1, 1_048_575, 1_048_576, 1_048_577]) func aCopyUnderItsDigest(size: Int)
    throws
  {
    let bytes = Array(repeating: UInt8(ascii: "x"), count: size)
    let item = try add("out.log", bytes)
    #expect(
      item
        == Evidence(
          step: "a", name: "out.log", sha256: Digest.sha256(bytes), size: size,
          mediaType: "text/plain", source: .file))
    #expect(try folder.read("r.evidence/" + item.sha256) == bytes)
    #expect(try folder.mode("r.evidence") == 0o700)
    #expect(try folder.mode("r.evidence/" + item.sha256) == 0o600)
    #expect(evidence.state(of: item) == .intact)
  }

  @Test func theSameContentTwiceIsOneCopy() throws {
    let first = try add("a.txt", [1, 2])
    let second = try add("b.txt", [1, 2])
    #expect(first.sha256 == second.sha256 && second.name == "b.txt")
    #expect(try folder.names("r.evidence") == [first.sha256])
  }

  @Test(arguments: ["missing", "folder", "fifo", "socket folder"])
  func onlyRegularFilesAreTaken(kind: String) throws {
    let path = folder.file("source")
    switch kind {
    case "folder": #expect(mkdir(path, 0o700) == 0)
    case "fifo": #expect(mkfifo(path, 0o600) == 0)
    case "socket folder": #expect(symlink("/dev/null", path) == 0)
    default: break
    }
    let evidence = evidence
    #expect(reportError { _ = try evidence.add(path, step: "a") }?.code == .noInput)
    #expect(try !folder.names().contains("r.evidence"))
  }

  @Test func aLinkedFolderIsNotFollowed() throws {
    #expect(mkdir(folder.file("elsewhere"), 0o700) == 0)
    #expect(symlink("elsewhere", folder.file("r.evidence")) == 0)
    try folder.write([1], "a.txt")
    let path = folder.file("a.txt")
    let evidence = evidence
    #expect(reportError { _ = try evidence.add(path, step: "a") }?.code == .permissions)
    #expect(try folder.names("elsewhere").isEmpty)
  }

  @Test(arguments: [0o770, 0o702, 0o777]) func aFolderThatOthersWriteIsNotUsed(mode: Int) throws {
    #expect(mkdir(folder.file("r.evidence"), 0o700) == 0)
    try folder.setMode(mode, "r.evidence")
    try folder.write([1], "a.txt")
    let path = folder.file("a.txt")
    let evidence = evidence
    #expect(reportError { _ = try evidence.add(path, step: "a") }?.code == .permissions)
    #expect(try folder.names("r.evidence").isEmpty)
  }

  @Test func aNameThatBeginsWithACombiningMark() throws {
    let item = try add("\u{301}accent.txt", [1])
    #expect(item.name.utf8.elementsEqual("\u{301}accent.txt".utf8))
    #expect(evidence.state(of: item) == .intact)
  }

  @Test(arguments: [
    ("intact", EvidenceState.intact), ("gone", .missing), ("no folder", .missing),
    ("linked folder", .missing), ("linked copy", .missing), ("fifo", .missing),
    ("folder", .missing), ("longer", .different), ("shorter", .different), ("empty", .different),
    ("one bit", .different),
  ])
  func states(kind: String, state: EvidenceState) throws {
    let item = try add("a.txt", [1, 2, 3])
    let name = "r.evidence/" + item.sha256
    let copy = folder.file(name)
    switch kind {
    case "gone": #expect(unlink(copy) == 0)
    case "no folder":
      #expect(unlink(copy) == 0 && rmdir(evidence.path) == 0)
    case "linked folder":
      #expect(rename(evidence.path, folder.file("moved")) == 0)
      #expect(symlink("moved", evidence.path) == 0)
    case "linked copy":
      #expect(unlink(copy) == 0 && symlink("../a.txt", copy) == 0)
    case "fifo": #expect(unlink(copy) == 0 && mkfifo(copy, 0o600) == 0)
    case "folder": #expect(unlink(copy) == 0 && mkdir(copy, 0o700) == 0)
    case "longer": try folder.write([1, 2, 3, 4], name)
    case "shorter": try folder.write([1, 2], name)
    case "empty": try folder.write([], name)
    case "one bit": try folder.write([1, 2, 2], name)
    default: break
    }
    #expect(evidence.state(of: item) == state)
  }

  @Test(arguments: [
    ("a.txt", "text/plain"), ("A.JSON", "application/json"), ("b.tar.gz", "application/gzip"),
    ("noending", "application/octet-stream"), ("x.yml", "application/yaml"),
    ("x.\u{1F680}", "application/octet-stream"), ("txt", "text/plain"),
  ])
  func mediaTypes(name: String, type: String) throws {
    #expect(try add(name, [1]).mediaType == type)
  }
}
