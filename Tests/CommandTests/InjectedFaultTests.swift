import Foundation
import Testing

/// A sample of what `make faults` tries: system calls of the real binary that fail, come short or
/// are its last.
@Suite struct InjectedFaultTests {
  private static func run(_ arguments: String...) throws -> Machine.Outcome {
    try Machine().execute(
      Machine.package + "/Tests/Faults/run", ["--binary", Machine.binary] + arguments,
      with: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
  }

  /// Containers may forbid tracing.
  private static let canRun = (try? run("--check").status) == 0

  @Test(.enabled(if: canRun, "strace or a C compiler is not there, or strace may not trace"))
  func nothingSavedIsLostAndNothingLostIsSaved() throws {
    let outcome = try Self.run("--sample")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let tried = try #require(outcome.lines.last?.firstMatch(of: /^([0-9]+) calls/)?.output.1)
    #expect(Int(tried) ?? 0 > 20)
  }
}
