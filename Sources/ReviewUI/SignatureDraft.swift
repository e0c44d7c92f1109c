import Review

/// A signature that is being prepared.
struct SignatureDraft: Sendable, Equatable {
  let role: Intent.Role
  let decision: Intent.Decision
  /// The printed name of who signs.
  var name: String
  /// Why, for a rejection; else empty.
  let reason: String
}
