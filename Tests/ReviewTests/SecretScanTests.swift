import Review
import Testing

struct SecretScanTests {
  /// Spelled in two parts, so that nobody's scanner finds them here.
  static let secrets: [(String, String)] = [
    ("-----BEGIN OPENSSH PRIVATE " + "KEY-----", "a private key"),
    ("text -----BEGIN RSA PRIVATE " + "KEY-----\nMII", "a private key"),
    ("glpat" + "-abcdefghij0123456789", "a GitLab access token"),
    ("token=glpat" + "-abcdefghij0123456789,", "a GitLab access token"),
    ("(gldt" + "-abcdefghij0123456789)", "a GitLab deploy token"),
    ("glrt" + "-abcdefghij0123456789", "a GitLab runner token"),
    ("AKIA" + "IOSFODNN7EXAMPLE", "an AWS access key"),
    ("ghp" + "_0123456789abcdefghij", "a GitHub token"),
    ("é glpat" + "-abcdefghij0123456789", "a GitLab access token"),
    ("eyJhbGci" + "OiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x", "a JSON web token"),
  ]

  @Test(arguments: secrets) func tokensAndKeysAreSuspected(text: String, noun: String) {
    #expect(SecretScan.suspicion(in: text) == noun)
  }

  @Test(arguments: [
    "", "All nine buckets are versioned.", "glpat-short", "AKIA", "the glpat- prefix",
    "a PUBLIC KEY-----", "xglpat-abcdefghij0123456789", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA",
    "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "2026-11-20", "eyJhbGci.short",
  ])
  func ordinaryTextIsNot(text: String) {
    #expect(SecretScan.suspicion(in: text) == nil)
  }
}
