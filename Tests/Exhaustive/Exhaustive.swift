import Report
import ReportMutants
import Review
import Signing

/// Judges every report that differs from a complete one by one small change:
/// `Exhaustive REPORT ALLOWED-SIGNERS MOMENT`.
///
/// A stretch is named before it begins, so that a trap can be seen again. The exit code is 0 when
/// nothing was accepted and each got a code that its change may get.
@main
struct Exhaustive {
  /// What a stretch of changes came to.
  private struct Sums {
    var tried = 0
    var accepted = 0
    var codes: [ExitCode: Int] = [:]
    var odd: [String] = []

    mutating func add(_ other: Sums) {
      tried += other.tried
      accepted += other.accepted
      codes.merge(other.codes, uniquingKeysWith: +)
      odd += other.odd
    }
  }

  private static let stretch = 16_384

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let moment = Timestamp(arguments[3]) else {
      throw ReportError(.usage, "Exhaustive REPORT ALLOWED-SIGNERS MOMENT")
    }
    let original = try ReportBytes.read(arguments[1])
    var policy = VerificationPolicy(moment: moment)
    policy.trustList = try TrustList(bytes: try ReportBytes.read(arguments[2]))
    guard code(of: original, policy) == .success else {
      throw ReportError(.refused, "\(arguments[1]) is not complete: nothing can be shown with it")
    }
    let mutants = ReportMutants(of: original)
    var all = Sums()
    for kind in ReportMutants.Kind.allCases {
      let sums = await judge(kind, of: mutants, policy)
      all.add(sums)
      let codes = sums.codes.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "\($0.key.rawValue): \($0.value)" }.joined(separator: ", ")
      print("\(kind.rawValue): \(sums.tried) tried, \(sums.accepted) accepted; codes \(codes)")
      for odd in sums.odd.prefix(10) { print("  \(odd)") }
    }
    print(
      "\(original.count) bytes, \(all.tried) mutants tried, \(all.accepted) accepted, "
        + "\(all.odd.count) misjudged, 0 crashes")
    guard all.odd.isEmpty else { throw ReportError(.refused, "see above") }
  }

  private static func code(of bytes: [UInt8], _ policy: VerificationPolicy) -> ExitCode {
    Verdict(ReportReading(bytes), policy: policy) { _ in .intact }.code
  }

  private static func judge(
    _ kind: ReportMutants.Kind, of mutants: ReportMutants, _ policy: VerificationPolicy
  ) async -> Sums {
    let count = mutants.count(of: kind)
    return await withTaskGroup(of: Sums.self) { group in
      for start in stride(from: 0, to: count, by: stretch) {
        group.addTask {
          print("\(kind.rawValue) from \(start)")
          return judge(kind, start..<min(start + stretch, count), of: mutants, policy)
        }
      }
      return await group.reduce(into: Sums()) { $0.add($1) }
    }
  }

  private static func judge(
    _ kind: ReportMutants.Kind, _ indices: Range<Int>, of mutants: ReportMutants,
    _ policy: VerificationPolicy
  ) -> Sums {
    var sums = Sums()
    for index in indices {
      let mutant = mutants[kind, index]
      let code = code(of: mutant.bytes, policy)
      sums.tried += 1
      sums.codes[code, default: 0] += 1
      if code == .success { sums.accepted += 1 }
      if code == .success || !mutant.allowed.contains(code) {
        sums.odd.append("\(kind.rawValue) \(index): \(code)")
      }
    }
    return sums
  }
}
