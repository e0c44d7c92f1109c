import Review

/// One of two reports that are compared.
struct ComparedReport {
  let path: String
  let review: Review
}
