import ReviewStories

/// Walks through random keys for long: `Soak EVENTS [FIRST-SEED]`.
///
/// A seed is named before its thousand events begin, so that a trap can be seen again.
@main
struct Soak {
  static func main() async throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let events = numbers.first ?? 200_000
    let first = numbers.dropFirst().first ?? 0
    let seeds = (events + 999) / 1000
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<2 as Range<UInt64> {
        group.addTask {
          for seed in stride(from: first + worker, to: first + seeds, by: 2) {
            print("seed \(seed)")
            var walk = try RandomWalk(seed: seed)
            try walk.take(1000)
          }
        }
      }
      try await group.waitForAll()
    }
    print("\(seeds * 1000) events: no trap, every row right, every replay the same")
  }
}
