import ArgumentParser
import Review

/// The moment at which answers and acceptances are judged.
struct MomentOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Judge expiry and acceptances at this time, not now.", valueName: "time"))
  var at: String?

  func validate() throws {
    if let at, Self.timestamp(at) == nil {
      throw ValidationError("--at is YYYY-MM-DDTHH:MM:SSZ or YYYY-MM-DD")
    }
  }

  /// The moment asked for, else now.
  var value: Timestamp { at.flatMap(Self.timestamp) ?? Clock.now }

  private static func timestamp(_ text: String) -> Timestamp? {
    Timestamp(text) ?? CalendarDay(text).map { Timestamp(seconds: $0.firstSecond) }
  }
}
