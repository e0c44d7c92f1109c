import Review

/// One line of a report: an entry and the digest of all bytes before it.
struct Line: Sendable, Equatable {
  var entry: Entry
  /// Lower-case hex SHA-256 of all bytes of the file before this line.
  var prev: String
}
