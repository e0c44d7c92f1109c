/// A moment as reports write it: `YYYY-MM-DDTHH:MM:SSZ`, years 0001 to 9999, no leap second.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64

  /// Makes a moment from seconds since 1970; outside years 0001 to 9999 it is clamped.
  public init(seconds: Int64) {
    self.seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
  }

  /// Reads exactly `YYYY-MM-DDTHH:MM:SSZ` with a real day; nil for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = CalendarDay(bytes: bytes[0..<10]),
      let hour = CalendarDay.number(bytes[11..<13]), hour < 24,
      let minute = CalendarDay.number(bytes[14..<16]), minute < 60,
      let second = CalendarDay.number(bytes[17..<19]), second < 60
    else { return nil }
    seconds = day.firstSecond + Int64(hour * 3600 + minute * 60 + second)
  }

  /// The day in UTC.
  public var day: CalendarDay {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    return CalendarDay(daysSince1970: days)
  }

  /// Orders by time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds < right.seconds
  }
}

extension Timestamp: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM:SSZ`.
  public var description: String {
    let day = day
    let rest = Int(seconds - day.firstSecond)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }
}
