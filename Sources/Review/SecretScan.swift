/// Looks for text that should not be signed into a report for ever.
public enum SecretScan {
  /// What a text seems to hold, as a noun, or nil.
  ///
  /// A guess: it only leads to a question.
  public static func suspicion(in text: String) -> String? {
    if text.contains("PRIVATE KEY-----") { return "a private key" }
    for word in text.split(whereSeparator: { !isTokenCharacter($0) }) {
      for (prefix, least, noun) in tokens
      where word.hasPrefix(prefix) && word.utf8.count >= least {
        return noun
      }
    }
    return nil
  }

  // Published prefixes of tokens, with the shortest length at which one is likely.
  private static let tokens: [(prefix: String, least: Int, noun: String)] = [
    ("glpat-", 20, "a GitLab access token"), ("gldt-", 20, "a GitLab deploy token"),
    ("glrt-", 20, "a GitLab runner token"), ("glcbt-", 20, "a GitLab job token"),
    ("glptt-", 20, "a GitLab trigger token"), ("glsoat-", 20, "a GitLab token"),
    ("GR1348941", 20, "a GitLab runner registration token"),
    ("AKIA", 20, "an AWS access key"), ("ASIA", 20, "an AWS access key"),
    ("ghp_", 20, "a GitHub token"), ("github_pat_", 20, "a GitHub token"),
    ("xoxb-", 20, "a Slack token"), ("xoxp-", 20, "a Slack token"),
    ("AIza", 35, "a Google key"), ("ya29.", 20, "a Google token"),
    ("eyJhbGci", 40, "a JSON web token"), ("hvs.", 20, "a Vault token"),
  ]

  private static func isTokenCharacter(_ character: Character) -> Bool {
    character.isASCII
      && (character.isLetter || character.isNumber || character == "-" || character == "_"
        || character == ".")
  }
}
