import Foundation
import Report
import Testing

/// The inputs of `make fuzz` without the fuzzer: what mutations start from, and what once failed.
@Suite struct FuzzInputTests {
  @Test(arguments: FuzzTargets.names) func holdsOfTheSeeds(name: String) throws {
    let target = try #require(FuzzTargets.named(name))
    let seeds = try target.seeds
    #expect(!seeds.isEmpty)
    for seed in seeds { try target.check(seed) }
  }

  @Test(arguments: FuzzTargets.names) func holdsOfChangedSeeds(name: String) throws {
    let target = try #require(FuzzTargets.named(name))
    for seed in try target.seeds {
      for part in 1...8 {
        try target.check(Array(seed.prefix(seed.count * part / 9)))
        var changed = seed
        changed[seed.count * part / 9] ^= 1 << UInt8(part - 1)
        try target.check(changed)
      }
    }
  }

  @Test func holdsOfWhatOnceFailed() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inputs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in names {
      let target = try #require(FuzzTargets.named(name), "no target \(name)")
      let files = folder.appending(path: name)
      for file in try FileManager.default.contentsOfDirectory(atPath: files.path) {
        let input = [UInt8](try Data(contentsOf: files.appending(path: file)))
        #expect(throws: Never.self, "\(name)/\(file)") { try target.check(input) }
      }
    }
  }

  /// Each seed is what it is meant to be, or mutations start from nothing.
  @Test func seedsAreTakenByTheirReaders() throws {
    let codes = try SampleReport.all.get().map {
      try ReadingCheck.verdict(of: $0, ReportReading($0)).code
    }
    #expect(codes == [.success, .incomplete, .incomplete, .incomplete])
  }
}
