import Archive
import Export
import Report
import Review
import TextGrid

/// A report with all that is needed to read and to verify it elsewhere, in one folder.
struct ReportBundle {
  /// A file of it.
  struct File {
    enum Content {
      case bytes([UInt8])
      case evidence(Evidence)
    }

    /// Where it lies below the bundle's folder.
    let path: String
    let content: Content
    let sha256: String
    let size: Int

    init(_ path: String, _ bytes: [UInt8]) {
      self.path = path
      content = .bytes(bytes)
      sha256 = Digests.sha256(bytes)
      size = bytes.count
    }

    init(_ path: String, _ evidence: Evidence) {
      self.path = path
      content = .evidence(evidence)
      sha256 = evidence.sha256
      size = evidence.size
    }
  }

  /// The bundle's folder, and what the names of its files begin with.
  let name: String
  /// In the order of their paths' bytes.
  private(set) var files: [File] = []
  /// Every file of it carries this time, in seconds since 1970: the report's last.
  private let modified: Int64
  private let folder: EvidenceFolder

  /// Number of evidence files.
  var evidenceCount: Int {
    files.count { file in
      if case .evidence = file.content { true } else { false }
    }
  }

  /// Plans a bundle.
  ///
  /// - Parameters:
  ///   - judged: the report, which has been read.
  ///   - source: what was found, for the exports.
  ///   - leavingOut: digests of evidence that is missing or different.
  ///   - lists: the trust list and the revocation list, under the names that they get.
  ///   - timeStamp: what lies beside the report as `NAME.tsr`.
  init(
    _ judged: JudgedReport, _ source: ExportSource, leavingOut: Set<String>,
    lists: [(name: String, bytes: [UInt8])], timeStamp: [UInt8]?
  ) {
    let name = Self.safeName(judged.path)
    self.name = name
    modified = judged.moment.seconds
    folder = EvidenceFolder(path: ReportPath(judged.path).evidenceFolder)
    files.append(File(name + ReportPath.suffix, judged.bytes ?? []))
    if let timeStamp { files.append(File(name + ".tsr", timeStamp)) }
    for list in lists { files.append(File(list.name, list.bytes)) }
    for format in ExportFormat.allCases {
      files.append(
        File("exports/" + name + Self.ending(of: format), Array(format.render(source).utf8)))
    }
    var seen = leavingOut
    for item in Self.evidence(in: source.reading) where seen.insert(item.evidence.sha256).inserted {
      files.append(File("\(name).evidence/\(item.evidence.sha256)", item.evidence))
    }
    let recipe = VerificationRecipe(
      name: name, receipt: Receipt(source.reading), lists: lists.map(\.name),
      isStamped: timeStamp != nil, isVerified: source.isVerified)
    files.append(File("VERIFY.md", Array(recipe.text.utf8)))
    files.append(File("check-report.sh", VerificationRecipe.script))
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let digests = files.map { "\($0.sha256)  \($0.path)\n" }.joined()
    files.append(File("SHA256SUMS", Array(digests.utf8)))
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Every evidence file that the report names, retracted or not, in the order of its lines.
  static func evidence(in reading: ReportReading) -> [Review.DatedEvidence] {
    let all = reading.review?.evidence.values.joined().sorted { $0.seq < $1.seq } ?? []
    return all.filter { $0.evidence.source == .file }
  }

  /// Writes the bundle.
  ///
  /// - Parameters:
  ///   - path: where it goes; a name that is taken is refused.
  ///   - tend: called before each slice of evidence; what it throws ends it.
  /// - Returns: the archive's SHA-256 in hex, and its size in bytes.
  /// - Throws: `refused` for a taken name, `evidence` when evidence was changed since it was
  ///   compared, `inputOutput`, and what `tend` throws; no file is left then.
  func write(
    to path: String, tend: () throws(ReportError) -> Void
  ) throws(ReportError) -> (sha256: String, size: Int) {
    var archive = try BundleFile(path)
    for file in files {
      let entry = TarEntry(path: "\(name)/\(file.path)", size: file.size, modified: modified)
      try archive.write(entry.header)
      switch file.content {
      case .bytes(let bytes): try archive.write(bytes)
      case .evidence(let item):
        let state = try folder.read(item) { _ throws(ReportError) in
          try tend()
        } take: { slice throws(ReportError) in
          try archive.write(slice)
        }
        guard state == .intact else {
          throw ReportError(
            .evidence,
            "the evidence file \(item.sha256) of \(item.step) was changed meanwhile: try again")
        }
      }
      try archive.write(entry.padding)
    }
    return (try archive.keep(), archive.size)
  }

  // Formats may share an ending, as those in XML do.
  private static func ending(of format: ExportFormat) -> String {
    let ending = format.fileEnding
    return ending.contains(format.rawValue) ? ending : "." + format.rawValue + ending
  }

  /// The report's name without its ending, as a name that every system and shell takes as it is.
  static func safeName(_ path: String) -> String {
    let name = ReportPath(path).name
    let stem =
      name.hasSuffix(ReportPath.suffix) ? name.dropLast(ReportPath.suffix.count) : name[...]
    var safe = String.UnicodeScalarView()
    for scalar in SafeText.stripped(String(stem)).text.unicodeScalars {
      let isPlain = scalar.properties.isXIDContinue || scalar == "." || scalar == "-"
      safe.append(isPlain ? scalar : "-")
    }
    // Room for the longest ending in the 255 bytes that a name may have.
    while String(safe).utf8.count > 200 { safe.removeLast() }
    let trimmed = safe.drop { $0 == "." || $0 == "-" }
    return trimmed.isEmpty ? "report" : String(trimmed)
  }
}
