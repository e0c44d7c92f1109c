public import Review

/// Something that `update` wants done outside.
///
/// Results come back as actions.
public enum Effect: Sendable, Equatable {
  /// Append these events; answer with `saved`, `refused` or `notSaved`.
  case append([Event])
  /// Copy a file into the evidence folder; answer with `evidenceTaken` or `refused`.
  case takeEvidence(path: String, step: String)
  /// Describe a text as evidence; answer with `evidenceTaken` or `refused`.
  case takeText(name: String, text: String, step: String)
  /// Write an intent and its signature; answer as for `append`.
  case sign(Intent)
  /// Save all in another file; answer with `savedElsewhere` or `refused`.
  case saveElsewhere(path: String)
}
