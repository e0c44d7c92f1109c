import Checklist
import Report
import Review
import Signing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A report of checklists in a folder, and their steps.
func report(
  in folder: String, checklists paths: [String]
) throws -> (file: ReportFile, steps: [String]) {
  let sources = try paths.map { path in
    ChecklistSource(
      name: String(path.split(separator: "/").last ?? ""), path: path,
      bytes: try ReportBytes.read(path))
  }
  let set = ChecklistReader.read(sources, rules: .form).set ?? ChecklistSet([])
  let header = Header(
    report: "0b5c7a52-6b1e-4f0a-9d3e-2f4d6c8a1e90", environment: "bench", profile: .thorough,
    checklists: sources.map { source in
      var digest = SHA256State()
      digest.update(source.bytes)
      return Header.File(
        name: source.name, sha256: hex(digest.digest()),
        text: String(decoding: source.bytes, as: UTF8.self))
    },
    requiredReviews: 1, requiredApprovals: 0, tool: "postflight/bench")
  let identity = Identity(principal: "bench@example.com", signer: Ed25519SigningKey())
  let file = try ReportOpening.make(
    folder + "/bare.report.jsonl", header: header, checklists: set, identity: identity, at: start)
  return (file, set.steps.map(\.step.id))
}

let start = Timestamp(seconds: 1_790_000_000)

func answer(_ number: Int, among steps: [String]) -> Event {
  .answer(
    Answer(
      step: steps[number % steps.count], outcome: .pass, comment: "Seen on host \(number)."))
}

func hex(_ bytes: [UInt8]) -> String {
  bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

/// An answer with its checkpoint, beside an append of as many bytes with an fsync.
func saving(in folder: String, after count: Int, checklists: [String]) throws -> Comparison {
  let (file, steps) = try report(in: folder, checklists: checklists)
  let path = file.location.path
  let bare = open(folder + "/bare", O_WRONLY | O_CREAT | O_APPEND, 0o600)
  defer { close(bare) }
  if count > 0 { try file.append((0..<count).map { answer($0, among: steps) }, at: start) }
  var comparison = Comparison()
  var length = try ReportBytes.read(path).count
  try file.append([answer(0, among: steps)], at: start)
  length = try ReportBytes.read(path).count - length
  let bytes = [UInt8](repeating: 0x20, count: length)
  for number in 1...300 {
    try comparison.round {
      let isSaved = write(bare, bytes, bytes.count) == bytes.count && fsync(bare) == 0
      precondition(isSaved)
    } ours: {
      try file.append([answer(number, among: steps)], at: start)
    }
  }
  return comparison
}
