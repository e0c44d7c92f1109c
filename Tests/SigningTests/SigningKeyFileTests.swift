import Foundation
import Signing
import Testing

@Suite struct SigningKeyFileTests {
  private let keygen: Keygen

  init() throws {
    keygen = try Keygen()
  }

  private func mode(_ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  private func fault(_ name: String) -> String? {
    do throws(KeyFault) {
      _ = try SigningKeyFile.read(path: keygen.path(name))
      return nil
    } catch {
      return error.message
    }
  }

  @Test func aNewKeyIsItsOwnersAlone() throws {
    let path = keygen.path("a/b/key")
    let key = try SigningKeyFile.create(path: path, comment: "me@example.test\nssh-rsa x")
    #expect(try mode(path) == 0o600)
    #expect(try mode(path + ".pub") == 0o644)
    #expect(try mode(keygen.path("a")) == 0o700)
    #expect(try mode(keygen.path("a/b")) == 0o700)
    #expect(try SigningKeyFile.read(path: path).publicKey == key.publicKey)
    let line = String(decoding: try keygen.read("a/b/key.pub"), as: UTF8.self)
    #expect(line == key.publicKey.openSSH + " me@example.testssh-rsa x\n")
    #expect(try keygen.run("-y", "-f", path).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: keygen.path("a/b"))
    #expect(files.sorted() == ["key", "key.pub"])
  }

  @Test func aKeyThatIsThereIsReadAndKept() throws {
    let path = keygen.path("key")
    let first = try SigningKeyFile.create(path: path, comment: "")
    let bytes = try keygen.read("key")
    let second = try SigningKeyFile.create(path: path, comment: "other")
    #expect(first.publicKey == second.publicKey)
    #expect(try keygen.read("key") == bytes)
    let line = String(decoding: try keygen.read("key.pub"), as: UTF8.self)
    #expect(line == first.publicKey.openSSH + "\n")
  }

  @Test func manyAtOnceGetOneKey() async throws {
    let path = keygen.path("raced")
    let keys = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 {
        group.addTask { try SigningKeyFile.create(path: path, comment: "").publicKey.openSSH }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
    let line = String(decoding: try keygen.read("raced.pub"), as: UTF8.self)
    #expect(keys.contains(line.trimmingCharacters(in: .newlines)))
  }

  @Test func aLinkIsNotWrittenThrough() throws {
    let target = keygen.path("target")
    try FileManager.default.createSymbolicLink(
      atPath: keygen.path("link"), withDestinationPath: target)
    #expect(throws: KeyFault.self) {
      try SigningKeyFile.create(path: keygen.path("link"), comment: "")
    }
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test func linksAreFollowedForReading() throws {
    let key = try SigningKeyFile.create(path: keygen.path("key"), comment: "")
    try FileManager.default.createSymbolicLink(
      atPath: keygen.path("link"), withDestinationPath: keygen.path("key"))
    #expect(try SigningKeyFile.read(path: keygen.path("link")).publicKey == key.publicKey)
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o610, 0o601])
  func filesThatOthersMayReadAreRefused(mode: Int) throws {
    try keygen.write(Ed25519SigningKey().openSSHPrivateKey(comment: ""), "it's", mode: mode)
    let message = try #require(fault("it's"))
    #expect(message.contains("run chmod 600 '\(keygen.folder)/it'\\''s'"), "\(message)")
    try keygen.write(Ed25519SigningKey().openSSHPrivateKey(comment: ""), "it's", mode: 0o400)
    #expect(fault("it's") == nil)
  }

  @Test func whatIsNoKeyFileIsRefused() throws {
    #expect(fault("none")?.contains("No such file") == true)
    #expect(fault(".")?.contains("no regular file") == true)
    try keygen.write(Array(repeating: 0x61, count: 65_536), "full")
    #expect(fault("full")?.contains("no OpenSSH private key") == true)
    try keygen.write(Array(repeating: 0x61, count: 65_537), "large")
    #expect(fault("large")?.contains("64 KiB") == true)
    try keygen.write(Array("ssh-ed25519 AAAA\n".utf8), "a\u{1b}[1m.pub")
    let message = try #require(fault("a\u{1b}[1m.pub"))
    #expect(message.contains("a?[1m.pub: this is a public key"))
  }

  @Test func foldersThatCannotBeMade() throws {
    try keygen.write([], "file")
    let fault = #expect(throws: KeyFault.self) {
      try SigningKeyFile.create(path: keygen.path("file/key"), comment: "")
    }
    #expect(fault?.message.contains("Not a directory") == true, "\(fault?.message ?? "")")
  }
}
