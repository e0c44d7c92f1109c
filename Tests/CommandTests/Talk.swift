import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A postflight that runs while the test talks to it through pipes.
final class Talk {
  struct Silence: Error, CustomStringConvertible {
    let description: String
  }

  /// How long anything may take before the test gives up: far more than any machine needs.
  static let patience = 120.0

  /// All that came on standard output so far.
  private(set) var output: [UInt8] = []
  private let process = Process()
  private let errorFile: String
  private var input: Int32
  private var answers: Int32
  private var searched = 0
  private let exit = DispatchSemaphore(value: 0)

  /// Starts postflight, or a launcher that ends its own arguments with postflight's.
  init(
    _ machine: Machine, _ arguments: [String], with more: [String: String] = [:],
    through launcher: [String] = []
  ) throws {
    let words = launcher + [Machine.binary] + arguments
    errorFile = machine.root + "/" + UUID().uuidString + ".err"
    _ = FileManager.default.createFile(atPath: errorFile, contents: nil)
    let toChild = try Self.makePipe()
    let fromChild = try Self.makePipe()
    input = toChild.write
    answers = fromChild.read
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = machine.environment.merging(more) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: machine.work)
    process.standardInput = FileHandle(fileDescriptor: toChild.read)
    process.standardOutput = FileHandle(fileDescriptor: fromChild.write)
    process.standardError = FileHandle(forWritingAtPath: errorFile)
    let exit = exit
    process.terminationHandler = { _ in exit.signal() }
    try process.run()
    close(toChild.read)
    close(fromChild.write)
  }

  deinit {
    hangUp()
    closeOutput()
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  var text: String { String(decoding: output, as: UTF8.self) }
  var errors: String {
    (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? ""
  }

  /// Types a line.
  func type(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Self.write(input, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return }
      done += count
    }
  }

  /// Waits for a text that comes after all that was waited for before.
  func expect(_ wanted: String) throws {
    let needle = Array(wanted.utf8)
    let deadline = Date() + Self.patience
    while true {
      if let found = find(needle) {
        searched = found + needle.count
        return
      }
      guard try readSome(until: deadline) else {
        throw Silence(description: "no \"\(wanted)\" in: \(text.suffix(600)) and \(errors)")
      }
    }
  }

  /// Ends the input.
  func hangUp() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Nobody reads the output any more.
  func closeOutput() {
    if answers >= 0 { close(answers) }
    answers = -1
  }

  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// Waits for the end: the exit code, or minus the signal.
  func finish() throws -> Int32 {
    let deadline = Date() + Self.patience
    while answers >= 0, try readSome(until: deadline) {}
    guard exit.wait(timeout: .now() + Self.patience) == .success else {
      throw Silence(description: "it does not end: \(text.suffix(600))")
    }
    let status = process.terminationStatus
    return process.terminationReason == .uncaughtSignal ? -status : status
  }

  private func find(_ needle: [UInt8]) -> Int? {
    guard output.count >= searched + needle.count else { return nil }
    return (searched...(output.count - needle.count)).first {
      output[$0..<($0 + needle.count)].elementsEqual(needle)
    }
  }

  // False at the end of the output; throws when nothing comes for too long.
  private func readSome(until deadline: Date) throws -> Bool {
    var source = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
    let left = deadline.timeIntervalSinceNow
    guard left > 0, poll(&source, 1, Int32(left * 1000)) > 0 else {
      throw Silence(description: "nothing more comes after: \(text.suffix(600)) and \(errors)")
    }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(answers, &chunk, chunk.count)
    guard count > 0 else { return false }
    output += chunk[..<count]
    return true
  }

  // Not handed to any other child: an end that stays open elsewhere would never end the input.
  private static func makePipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Silence(description: "no pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func write(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes, count)
    #else
      Darwin.write(file, bytes, count)
    #endif
  }
}
