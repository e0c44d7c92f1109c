import Report
import Review

extension SampleReview {
  /// A file as evidence of two steps and twice of one, under a name that turns the words around.
  static func withFiles() throws -> SampleReview {
    try make(environment: " a/b: \u{202e}c ") { file in
      try file.append(
        [
          .answer(Answer(step: "backup.daily", outcome: .pass)),
          .answer(Answer(step: "backup.restore", outcome: .pass)),
        ]
          + ["backup.daily", "backup.daily", "backup.restore"].map { step in
            .evidence(
              Evidence(
                step: step, name: " [a](b) \u{202e}c", sha256: digest("y"), size: 1,
                mediaType: "application/octet-stream", source: .file))
          }, at: moment)
    }
  }
}
