/// The same work bare and as the program does it, timed in turn.
struct Comparison {
  private var bareTimes: [Double] = []
  private var ourTimes: [Double] = []

  /// Does the bare work once, and ours once.
  mutating func round(bare: () throws -> Void, ours: () throws -> Void) rethrows {
    bareTimes.append(try Self.milliseconds(bare))
    ourTimes.append(try Self.milliseconds(ours))
  }

  var bare: Double { Self.median(bareTimes) }
  var ours: Double { Self.median(ourTimes) }

  private static func milliseconds(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try work()
    return (clock.now - start) / .milliseconds(1)
  }

  private static func median(_ times: [Double]) -> Double {
    times.isEmpty ? .nan : times.sorted()[times.count / 2]
  }
}
