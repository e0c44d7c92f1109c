import Checklist
import Review

/// What may be written down as the value of a step.
enum RecordValue {
  /// Why a text is not of a kind, or nil.
  static func fault(_ text: String, kind: Step.Record.Kind) -> String? {
    switch kind {
    case .text: nil
    case .number: isNumber(text) ? nil : "a number is wanted, such as 12 or 0.5"
    case .date: CalendarDay(text) == nil ? "a date is wanted, as YYYY-MM-DD" : nil
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") { digits = digits.dropFirst() }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
