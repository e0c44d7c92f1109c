import Foundation
import Testing

/// The cases and the reader that were written from the format's text alone.
@Suite struct CorpusTests {
  @Test func theIndependentReaderAndTheProductAgree() throws {
    let machine = try Machine()
    let own = Machine.package + "/.venv/bin/python3"
    let command = FileManager.default.fileExists(atPath: own) ? [own] : ["python3"]
    let folder = Machine.package + "/Tests/IndependentReader"
    let cache = ["PYTHONDONTWRITEBYTECODE": "1"].merging(Self.python) { $1 }
    let made = try machine.execute(
      "/usr/bin/env", command + [folder + "/cases.py", machine.path("cases")], with: cache)
    #expect(made.status == 0, "needs PyYAML and cryptography, see `make test`: \(made.errors)")
    let checked = try machine.execute(
      "/usr/bin/env",
      command + [folder + "/check.py", Machine.binary, machine.path("cases"), "--jobs", "2"],
      with: cache)
    #expect(checked.status == 0, "\(checked.output.suffix(3000)) \(checked.errors.suffix(1000))")
  }

  /// Where this machine keeps its Python and what it has installed for it.
  private static let python: [String: String] = {
    let outer = ProcessInfo.processInfo.environment
    return outer.filter { ["PATH", "HOME", "PYENV_VERSION", "PYENV_ROOT"].contains($0.key) }
  }()
}
