import Testing

@testable import Review

struct CalendarTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
      ("2000-02-29T12:34:56Z", 951_827_696),
      ("2038-01-19T03:14:08Z", 2_147_483_648), ("0001-01-01T00:00:00Z", -62_135_596_800),
      ("9999-12-31T23:59:59Z", 253_402_300_799), ("1900-02-28T23:59:59Z", -2_203_891_201),
      ("2024-12-31T23:59:59Z", 1_735_689_599),
    ] as [(String, Int64)])
  func momentsAreSecondsSince1970(text: String, seconds: Int64) {
    #expect(Timestamp(text)?.seconds == seconds)
    #expect(Timestamp(seconds: seconds).description == text)
  }

  @Test(arguments: [
    "", "2026-09-21", "2026-09-21T10:00:00", "2026-09-21T10:00:00z", "2026-09-21t10:00:00Z",
    "2026-09-21 10:00:00Z", "2026-09-21T10:00:00+00:00", "2026-09-21T10:00:00.0Z",
    "2026-09-21T24:00:00Z", "2026-09-21T10:60:00Z", "2026-09-21T10:00:60Z", "2026-9-21T10:00:00Z",
    "02026-09-21T10:00:0Z", "2026-09-21T1\u{0660}:00:00Z", "２０２６-09-21T10:00:00Z",
    "2026-09-21T10-00-00Z", " 2026-09-21T10:00:00Z", "2026-09-21T10:00:00Z\n",
    "+026-09-21T10:00:00Z",
    "2026-09-21T10:00:-1Z",
  ])
  func otherSpellingsAreNoMoment(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(arguments: [
    "0000-01-01", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31",
    "2026-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2026/01/01", "26-01-01", "2026-1-1",
    "12026-01-01", "2026-01-0a", "", "2026-01-011", "-001-01-01",
  ])
  func daysThatDoNotExist(text: String) {
    #expect(CalendarDay(text) == nil)
    #expect(Timestamp(text + "T00:00:00Z") == nil)
  }

  @Test(arguments: ["2000-02-29", "2024-02-29", "0001-01-01", "9999-12-31", "0004-02-29"])
  func daysThatExist(text: String) throws {
    let day = try #require(CalendarDay(text))
    #expect(day.description == text)
    #expect(Timestamp(seconds: day.firstSecond).day == day)
  }

  /// Every day of the years 1 to 9999 against an odometer.
  @Test func everyDayThereAndBack() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var wrong: [String] = []
    var second: Int64 = -62_135_596_800
    var before: CalendarDay?
    for year in 1...9999 {
      let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
      for month in 1...12 {
        let length = month == 2 && isLeap ? 29 : lengths[month - 1]
        for number in 1...length {
          let day = Timestamp(seconds: second + 86_399).day
          var fits = day.year == year && day.month == month && day.day == number
          fits = fits && day.firstSecond == second
          // Text is slow to make, so of one day a month, the last.
          if number == length {
            let text = day.description
            fits = fits && CalendarDay(text) == day && Timestamp(text + "T00:00:00Z")?.day == day
            fits = fits && CalendarDay(text.dropLast(2) + "\(length + 1)") == nil
            if let before { fits = fits && before < day && !(day < before) }
            before = day
          }
          if !fits { wrong.append("\(year)-\(month)-\(number)") }
          second += 86_400
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    #expect(second == 253_402_300_800)
  }

  @Test func outsideTheYearsIsClamped() {
    #expect(Timestamp(seconds: .min).description == "0001-01-01T00:00:00Z")
    #expect(Timestamp(seconds: .max).description == "9999-12-31T23:59:59Z")
  }
}
