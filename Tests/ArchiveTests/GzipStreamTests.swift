import Archive
import Foundation
import Testing

@Suite struct GzipStreamTests {
  /// What gzip makes of it.
  private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appending(path: "gz-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc"]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return [UInt8](output)
  }

  private func packed(_ slices: [[UInt8]]) throws -> [UInt8] {
    let stream = try GzipStream()
    return slices.flatMap { stream.compress($0) } + stream.finish()
  }

  @Test func emptyShortLongAndIncompressibleBytesComeBack() throws {
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let cases: [[[UInt8]]] = [
      [], [[]], [[7]], [Array(repeating: 0, count: 1_000_000)], [noise, [], noise],
    ]
    for slices in cases {
      #expect(try unpacked(packed(slices)) == slices.flatMap { $0 })
    }
    #expect(try packed([Array(repeating: 0, count: 1_000_000)]).count < 2_000)
  }

  @Test func theHeaderHoldsNoNameAndNoTime() throws {
    let bytes = try packed([Array("content".utf8)])
    #expect(bytes.prefix(8) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
    #expect(try packed([Array("content".utf8)]) == bytes)
  }
}
