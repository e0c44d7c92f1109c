/// A time in a trust list: `YYYYMMDDZ`, `YYYYMMDDHHMMZ` or `YYYYMMDDHHMMSSZ`.
enum ListTime {
  /// Why a text is not such a time.
  enum Fault: Error {
    case hasNoZone
    case isNoTime
  }

  /// Unix seconds.
  ///
  /// Without the `Z` OpenSSH takes the clock of the machine that verifies, so that two machines
  /// could disagree.
  static func seconds(_ text: ArraySlice<UInt8>) throws(Fault) -> Int64 {
    let digits = text.last == UInt8(ascii: "Z") ? text.dropLast() : text
    let values = digits.compactMap { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        ? Int64(byte - UInt8(ascii: "0")) : nil
    }
    guard values.count == digits.count, [8, 12, 14].contains(values.count) else {
      throw .isNoTime
    }
    guard digits.count < text.count else { throw .hasNoZone }
    func number(_ range: Range<Int>) -> Int64 {
      range.upperBound > values.count ? 0 : values[range].reduce(0) { $0 * 10 + $1 }
    }
    let (year, month, day) = (number(0..<4), number(4..<6), number(6..<8))
    let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
    guard year >= 1970, (1...12).contains(month), day >= 1, day <= dayCount(month, of: year),
      hour < 24, minute < 60, second < 60
    else { throw .isNoTime }
    return (days(before: year) + days(before: month, of: year) + day - 1) * 86_400
      + hour * 3600 + minute * 60 + second
  }

  private static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func dayCount(_ month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// From 1970 to the first of January.
  private static func days(before year: Int64) -> Int64 {
    let last = year - 1
    return (year - 1970) * 365 + (last / 4 - 1969 / 4) - (last / 100 - 1969 / 100)
      + (last / 400 - 1969 / 400)
  }

  private static func days(before month: Int64, of year: Int64) -> Int64 {
    (1..<month).reduce(0) { $0 + dayCount($1, of: year) }
  }
}
