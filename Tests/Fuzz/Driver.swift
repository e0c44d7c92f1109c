import Glibc

// libFuzzer's own `main` gives way to Swift's; this is the rest of it.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ take: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Gives one target what libFuzzer makes up: `FUZZ_TARGET=NAME Fuzz [OPTION…] CORPUS…`.
///
/// Without a name it lists the targets; with `FUZZ_SEEDS=FOLDER` it writes the target's seeds there.
@main
enum Driver {
  static let target: (any FuzzTarget.Type)? = getenv("FUZZ_TARGET").flatMap {
    FuzzTargets.named(String(cString: $0))
  }

  static func main() throws {
    guard let target else {
      for name in FuzzTargets.names { print(name) }
      exit(getenv("FUZZ_TARGET") == nil ? 0 : 64)
    }
    if let folder = getenv("FUZZ_SEEDS") {
      for (number, seed) in try target.seeds.enumerated() {
        try write(seed, String(cString: folder) + "/seed-\(number)")
      }
      exit(0)
    }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, takeInput))
  }

  private static func write(_ bytes: [UInt8], _ path: String) throws {
    guard let file = fopen(path, "w"), fwrite(bytes, 1, bytes.count, file) == bytes.count,
      fclose(file) == 0
    else { throw Broken(description: "\(path) cannot be written") }
  }
}

@_cdecl("LLVMFuzzerTestOneInput")
func takeInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  do {
    try Driver.target?.check(input)
    if let long = stretched(input) { try Driver.target?.check(long) }
  } catch {
    // A trap is what libFuzzer takes for a finding.
    fatalError("\(error)")
  }
  return 0
}

/// One input in four thousand, over and over up to 256 KiB.
///
/// What takes the square of the length hides in short inputs and is past any time limit here.
private func stretched(_ input: [UInt8]) -> [UInt8]? {
  let length = 256 * 1024
  let sum = input.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
  guard !input.isEmpty, input.count < length, sum % 4096 == 0 else { return nil }
  return Array((0..<length / input.count).map { _ in input }.joined())
}
