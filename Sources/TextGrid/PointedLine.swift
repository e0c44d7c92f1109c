/// A line of somebody's text with a caret under a place in it, as compilers show it.
public struct PointedLine: Sendable, Equatable {
  /// The line, safe to show, cut around the place where it is wider than there is room for.
  public let text: String
  /// Spaces, then a caret under the first column of the place.
  public let caret: String

  /// Lays a line out.
  ///
  /// - Parameters:
  ///   - before: what stands before the place, as it was written.
  ///   - after: what stands at the place and behind it.
  ///   - isCutBefore: whether the line begins before `before`.
  ///   - isCutAfter: whether the line goes on after `after`.
  ///   - width: the columns that there are, at least 10.
  public init(
    before: String, after: String, isCutBefore: Bool = false, isCutAfter: Bool = false, width: Int
  ) {
    let clusters = Array(SafeText.line(before + after))
    let widths = clusters.map { DisplayWidth.of($0) }
    // A place inside a cluster is shown under its beginning.
    var scalars = SafeText.line(before).unicodeScalars.count
    let target =
      clusters.firstIndex { cluster in
        scalars -= cluster.unicodeScalars.count
        return scalars < 0
      } ?? clusters.count
    let isWhole =
      !isCutBefore && !isCutAfter && widths.reduce(0, +) <= width && target < width
    let width = max(width, 10)
    var start = 0
    var column = widths[..<target].reduce(0, +)
    // A third of the room is for what follows the place.
    while !isWhole, start < target, column > width * 2 / 3 - 1 {
      column -= widths[start]
      start += 1
    }
    let lead = start > 0 || isCutBefore ? "…" : ""
    var shown = ""
    var room = width - lead.count - (isWhole ? 0 : 1)
    var end = start
    while end < clusters.count, widths[end] <= room {
      room -= widths[end]
      shown.append(clusters[end])
      end += 1
    }
    text = lead + shown + (end < clusters.count || isCutAfter ? "…" : "")
    caret = String(repeating: " ", count: lead.count + column) + "^"
  }
}
