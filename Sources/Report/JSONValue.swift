/// A value of the small JSON that a report's lines are made of.
public enum JSONValue: Sendable, Equatable {
  /// One key with its value.
  public struct Member: Sendable, Equatable {
    /// The key.
    public let key: String
    /// The value.
    public let value: JSONValue
  }

  case null
  /// For exports; no line of a report has one.
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  /// Keys in byte order, each once.
  case object([Member])

  /// Puts members in canonical order; the caller gives each key once.
  public static func object(of members: [String: JSONValue]) -> JSONValue {
    let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return .object(sorted.map { Member(key: $0.key, value: $0.value) })
  }
}
