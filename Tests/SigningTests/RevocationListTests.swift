import Signing
import Testing

@Suite struct RevocationListTests {
  private func list(_ text: String) throws -> RevocationList {
    try RevocationList(bytes: TrustListTests.text(text))
  }

  @Test(arguments: ["KEY", "# c\n\n KEY comment\r\n", "OTHER\nRSA2048\nCOMPOSITE\nKEY\n"])
  func revokesItsKeys(text: String) throws {
    let list = try list(text)
    #expect(list.revokes(try #require(TrustListTests.key)))
    #expect(list.revokes(try #require(TrustListTests.other)) == text.contains("OTHER"))
  }

  @Test(arguments: ["", "\n", "# KEY\n", "OTHER"]) func revokesNoOtherKey(text: String) throws {
    #expect(!(try list(text)).revokes(try #require(TrustListTests.key)))
  }

  @Test(arguments: [
    ("ssh-ed25519", 1, "no public key"), ("KEY\nalice@example.test KEY", 2, "base64"),
    ("serial: 7", 1, "base64"), ("SHA256:abc", 1, "no public key"),
    ("KEY\n\nKEYAAAA", 3, "bytes follow"),
    ("SSHKRL\n\u{0}\u{0}\u{0}\u{0}\u{1}", 1, "KRL"), ("\u{feff}KEY", 1, "byte order mark"),
  ])
  func aLineThatCannotBeReadBreaksIt(text: String, line: Int, part: String) throws {
    let fault = #expect(throws: ListFault.self) { try list(text) }
    #expect(fault?.line == line)
    #expect(fault?.message.contains(part) == true, "\(fault?.message ?? "")")
  }

  @Test(arguments: ["key.pub", "hash: FINGERPRINT", "sha1: ssh-ed25519"])
  func aRealKRLRevokesItsKeysAlone(how: String) throws {
    let keygen = try Keygen()
    let revoked = try PublicKey(openSSHLine: try keygen.makeKey("key", "ed25519"))
    let other = try PublicKey(openSSHLine: try keygen.makeKey("other", "ed25519"))
    var source = "key.pub"
    if how != "key.pub" {
      source = "source"
      let line =
        how.hasPrefix("sha1") ? "sha1: " + revoked.openSSH : "hash: " + revoked.fingerprint
      try keygen.write(Array((line + "\n").utf8), source)
    }
    try keygen.run("-q", "-k", "-f", "krl", source)
    let list = try RevocationList(bytes: try keygen.read("krl"))
    #expect(list.revokes(revoked))
    #expect(!list.revokes(other))
    // The real reader agrees.
    #expect(try keygen.run("-Q", "-f", "krl", "key.pub").status != 0)
    #expect(try keygen.run("-Q", "-f", "krl", "other.pub").status == 0)
  }

  @Test func everyTruncationOfAKRLBreaksItOrRevokesLess() throws {
    let keygen = try Keygen()
    _ = try keygen.makeKey("key", "ed25519")
    try keygen.run("-q", "-k", "-f", "krl", "key.pub")
    let bytes = try keygen.read("krl")
    let header = 8 + 4 + 24 + 4 + 4
    for count in 8..<bytes.count where count != header {
      #expect(throws: ListFault.self) { try RevocationList(bytes: Array(bytes[..<count])) }
    }
  }
}
