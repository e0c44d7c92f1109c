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

  @Test func aCopyIsMadeInSlices() throws {
    let bytes = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write(bytes, "big.log")
    var steps: [Int] = []
    let item = try evidence.add(folder.file("big.log"), step: "a") { copy in
      #expect(copy.name == "big.log" && copy.size == bytes.count)
      steps.append(copy.done)
    }
    #expect(steps == [0, 1_048_576, 2_097_152])
    #expect(item.sha256 == Digest.sha256(bytes))
    #expect(try folder.read("r.evidence/" + item.sha256) == bytes)
    #expect(try folder.names("r.evidence") == [item.sha256])
  }

  /// Adds a file of 2.5 MB while something happens after its first slice; the reason of the refusal.
  private func addDisturbed(
    by disturb: (_ path: String) throws(ReportError) -> Void
  ) throws -> ReportError? {
    try folder.write(Array(repeating: 7, count: 2_500_000), "big.log")
    let path = folder.file("big.log")
    let evidence = evidence
    return reportError {
      _ = try evidence.add(path, step: "a") { copy throws(ReportError) in
        if copy.done == 1_048_576 { try disturb(path) }
      }
    }
  }

  @Test(arguments: [false, true]) func aCopyThatIsGivenUpLeavesNothing(isFirst: Bool) throws {
    let other = isFirst ? nil : try add("a.txt", [1])
    let error = try addDisturbed { _ throws(ReportError) in throw ReportError(.refused, "cancelled")
    }
    #expect(error == ReportError(.refused, "cancelled"))
    if let other {
      #expect(try folder.names("r.evidence") == [other.sha256])
    } else {
      #expect(try !folder.names().contains("r.evidence"))
    }
  }

  @Test(arguments: [2_400_000, 1_048_576, 0, 2_500_001, 9_000_000])
  func aFileThatChangesItsSizeIsRefused(size: Int) throws {
    let error = try addDisturbed { path in #expect(truncate(path, off_t(size)) == 0) }
    #expect(error?.code == .refused)
    #expect(error?.message.contains("big.log changed while it was read") == true)
    #expect(try !folder.names().contains("r.evidence"))
  }

  @Test func aFileThatIsWrittenToIsRefused() throws {
    let error = try addDisturbed { path in
      let file = open(path, O_WRONLY)
      #expect(pwrite(file, "x", 1, 0) == 1)
      // A clock with coarse ticks may give the write the time that the file has already.
      var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 0, tv_nsec: 0)]
      #expect(futimens(file, &times) == 0)
      close(file)
    }
    #expect(error?.code == .refused)
    #expect(try !folder.names().contains("r.evidence"))
  }

  @Test func whatAKilledCopyLeftIsOverwritten() throws {
    #expect(mkdir(folder.file("r.evidence"), 0o700) == 0)
    try folder.write([9], "r.evidence/.partial")
    let item = try add("a.txt", [1])
    #expect(try folder.names("r.evidence") == [item.sha256])
  }

  /// Why a file is not even begun.
  private func beginToAdd(_ path: String) -> ReportError? {
    let evidence = evidence
    return reportError {
      _ = try evidence.add(path, step: "a") { _ throws(ReportError) in
        throw ReportError(.usage, "it was begun")
      }
    }
  }

  @Test func aFileThatTheDiskHasNoRoomForIsNotBegun() throws {
    try folder.write([], "huge.bin")
    // 8 TB of nothing.
    try #require(truncate(folder.file("huge.bin"), off_t(8_000_000_000_000)) == 0)
    let error = beginToAdd(folder.file("huge.bin"))
    #expect(error?.code == .inputOutput)
    #expect(error?.message.contains("No space left") == true)
    #expect(try !folder.names().contains("r.evidence"))
  }

  /// A folder whose disk holds files of any size, as tmpfs does.
  private static let boundless = ["/dev/shm"].first { folder in
    let path = folder + "/evidence-tests-\(getpid())"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    defer {
      close(file)
      unlink(path)
    }
    return file >= 0 && ftruncate(file, off_t(1 << 53)) == 0
  }

  @Test(.enabled(if: boundless != nil, "no disk here holds a file of 2^53 bytes"))
  func aFileLargerThanTheFormatAllowsIsRefused() throws {
    let path = try #require(Self.boundless) + "/evidence-tests-\(getpid())-huge"
    let file = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
    defer {
      close(file)
      unlink(path)
    }
    try #require(ftruncate(file, off_t(1 << 53)) == 0)
    let error = beginToAdd(path)
    #expect(error?.code == .refused)
    #expect(error?.message.contains("larger than a report can say") == true)
    #expect(try !folder.names().contains("r.evidence"))
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
