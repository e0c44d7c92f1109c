public import Review

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The texts that were begun in one review and are not in its report, so that a crash loses none.
///
/// One file a report, readable by its owner alone, gone when there are none. It is replaced as a
/// whole and never synchronised: after a power cut it may be as it was a moment before. Whoever has
/// the report open for writing is the only one who touches it.
public struct DraftFile: Sendable {
  /// What a reading found.
  public enum Found: Sendable, Equatable {
    /// The texts; none where there is no file.
    case drafts([Draft: String])
    /// A file that cannot be read, and where it was put out of the way, if it could be.
    case damaged(String, movedTo: String?)
  }

  private static let format = "postflight-drafts/1"
  private static let limit = 16 * 1024 * 1024

  private let folder: String
  private let report: String

  /// Names the file.
  /// - Parameters:
  ///   - folder: `$XDG_STATE_HOME/postflight`.
  ///   - report: the report's UUID.
  public init(folder: String, report: String) {
    self.folder = folder + "/drafts"
    self.report = report
  }

  /// Reads the drafts; a damaged file is moved aside.
  public func read() -> Found {
    guard let folder = try? SystemFile.open(self.folder, O_RDONLY | O_DIRECTORY) else {
      return .drafts([:])
    }
    do {
      let file = try SystemFile.open(report, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, in: folder)
      let status = try file.status()
      guard status.isRegular, status.size <= Self.limit else {
        return moved(folder, "it is no file of drafts")
      }
      return .drafts(try decode(try file.read(upTo: Self.limit)))
    } catch let failure as SystemFile.Failure {
      if failure.errno == ENOENT { return .drafts([:]) }
      return failure.errno == ELOOP
        ? moved(folder, "it is a link") : .damaged(failure.text, movedTo: nil)
    } catch let fault as CanonicalJSON.Fault {
      return moved(folder, "\(fault.message) at byte \(fault.offset)")
    } catch let fault as LineFields.Fault {
      return moved(folder, fault.message)
    } catch {
      return .damaged("\(error)", movedTo: nil)
    }
  }

  /// Puts the drafts in the place of those before; without any the file goes.
  /// - Throws: `inputOutput` when that cannot be had; the file is as it was then.
  public func write(_ drafts: [Draft: String]) throws(ReportError) {
    do {
      guard !drafts.isEmpty else { return try remove() }
      let folder = try makeFolder()
      let partial = "." + report
      let file = try SystemFile.open(
        partial, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o600, in: folder)
      try file.write(encode(drafts))
      try folder.rename(partial, to: report)
    } catch {
      throw ReportError(.inputOutput, "\(path): \(error.text)")
    }
  }

  /// The path of the file.
  public var path: String { folder + "/" + report }

  private func remove() throws(SystemFile.Failure) {
    guard let folder = try? SystemFile.open(self.folder, O_RDONLY | O_DIRECTORY) else { return }
    try? folder.remove("." + report)
    do {
      try folder.remove(report)
    } catch {
      guard error.errno == ENOENT else { throw error }
    }
  }

  private func makeFolder() throws(SystemFile.Failure) -> SystemFile {
    let folder = try SystemFile.openFolder(making: self.folder)
    let status = try folder.status()
    if status.owner == SystemFile.user, status.mode & 0o077 != 0 { try folder.setMode(0o700) }
    return folder
  }

  private func moved(_ folder: SystemFile, _ reason: String) -> Found {
    for number in 1...99 {
      let name = report + (number == 1 ? ".damaged" : ".damaged-\(number)")
      if (try? SystemFile.open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, in: folder)) != nil {
        continue
      }
      guard (try? folder.rename(report, to: name)) != nil else { break }
      return .damaged(reason, movedTo: self.folder + "/" + name)
    }
    return .damaged(reason, movedTo: nil)
  }

  private func encode(_ drafts: [Draft: String]) -> [UInt8] {
    let sorted = drafts.sorted { left, right in
      (left.key.step, left.key.purpose.rawValue) < (right.key.step, right.key.purpose.rawValue)
    }
    let values = sorted.map { draft, text in
      JSONValue.object(of: [
        "purpose": .string(draft.purpose.rawValue), "step": .string(draft.step),
        "text": .string(text),
      ])
    }
    var bytes: [UInt8] = []
    CanonicalJSON.encode(
      .object(of: [
        "drafts": .array(values), "format": .string(Self.format), "report": .string(report),
      ]), into: &bytes)
    bytes.append(0x0A)
    return bytes
  }

  private func decode(_ bytes: [UInt8]) throws -> [Draft: String] {
    let line = bytes.last == 0x0A ? bytes.dropLast() : bytes[...]
    let value = try CanonicalJSON.decode(line, depthLimit: FormatLimits.nesting)
    let fields = try LineFields(value, of: "the file", exactly: ["drafts", "format", "report"])
    _ = try fields.text("format", Self.format) { $0 == Self.format }
    _ = try fields.text("report", report) { $0 == report }
    var drafts: [Draft: String] = [:]
    for value in try fields.array("drafts") {
      let fields = try LineFields(value, of: "a draft", exactly: ["purpose", "step", "text"])
      let purpose = try fields.word("purpose", of: Draft.Purpose.self)
      drafts[Draft(purpose, of: try fields.text("step"))] = try fields.text("text")
    }
    return drafts
  }
}
