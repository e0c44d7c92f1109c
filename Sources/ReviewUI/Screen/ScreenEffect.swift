public import Review

/// Something that the full screen wants done outside.
public enum ScreenEffect: Sendable, Equatable {
  /// An effect of the review.
  case review(Effect)
  /// Put the screen away, open the reader's editor on a text, answer with `edited`.
  case edit(String, purpose: TextPurpose)
  /// Keep these texts, all that are begun, and no others; they are no part of the report.
  case keepDrafts([Draft: String])
  /// Complete a path; answer with a paste of the rest.
  case complete(String)
  /// Put a text on the terminal's clipboard.
  case copy(String)
  /// Render the report; answer with `report`.
  case renderReport
  /// Tell the digest of all lines so far; answer with `digest`.
  case digest
  /// Give up what takes time.
  case cancel
  case suspend
  case redraw
}
