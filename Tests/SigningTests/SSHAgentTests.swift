import Foundation
import Testing

@testable import Signing

/// What an agent says that is not what it should say, and one that is not there.
@Suite struct SSHAgentTests {
  private static func frame(_ body: [UInt8]) -> [UInt8] {
    var writer = WireWriter()
    writer.string(body)
    return writer.bytes
  }

  private static func identities(_ count: UInt32, _ fields: [UInt8], more: [UInt8] = []) -> [UInt8]
  {
    var writer = WireWriter()
    writer.raw([12])
    writer.uint32(count)
    return frame(writer.bytes + fields + more)
  }

  private static let key = Ed25519SigningKey().publicKey

  static let lists: [(answer: [UInt8], part: String)] = [
    ([], "went away before"), ([0, 0, 0], "went away before"), ([0, 0, 0, 0], "0 bytes"),
    ([0xff, 0xff, 0xff, 0xff], "4294967295 bytes"), ([0, 4, 0, 1], "262145 bytes"),
    ([0, 0, 0, 9, 12], "went away before"), (frame([5]), "does not tell its keys"),
    (frame([12]), "does not tell its keys"), (frame([14, 0, 0, 0, 0]), "does not tell"),
    (identities(2049, []), "2049 keys"), (identities(.max, []), "4294967295 keys"),
    (identities(1, []), "cut off"), (identities(1, Blob.strings([1])), "cut off"),
    (identities(0, [], more: [0]), "more than its keys"),
    (identities(1, Blob.strings(key.blob, []), more: [7]), "more than its keys"),
  ]

  @Test(arguments: lists.indices) func aListThatIsNoneIsRefused(row: Int) throws {
    let (answer, part) = Self.lists[row]
    let fake = try FakeAgent(answer)
    let fault = #expect(throws: KeyFault.self) { try SSHAgent(socket: fake.socket).identities() }
    #expect(fault?.message.contains(part) == true, "\(fault?.message ?? "")")
    #expect(fault?.message.contains(fake.socket) == true)
  }

  @Test func keysThatCannotBeReadAreLeftOut() throws {
    let fields = Blob.strings([1, 2], [], Self.key.blob, Array("a\u{1b}[2Jb".utf8), [], [])
    let fake = try FakeAgent(Self.identities(3, fields))
    let found = try SSHAgent(socket: fake.socket).identities()
    #expect(found.map(\.key) == [Self.key])
    #expect(found.map(\.comment) == ["a?[2Jb"])
  }

  static let signatures: [(answer: [UInt8], part: String)] = [
    (frame([5]), "refused to sign"), (frame([5, 5]), "did not send"), (frame([14]), "did not send"),
    (frame([14, 0, 0, 0, 9]), "did not send"),
    (frame([14] + Blob.strings([]) + [0]), "did not send"),
    (frame([14] + Blob.strings([])), "does not hold"),
    (frame([14] + Blob.strings(Blob.strings(Array("ssh-ed25519".utf8), [1, 2]))), "does not hold"),
    (
      frame(
        [14]
          + Blob.strings(
            Blob.strings(Array("ssh-ed25519".utf8), Array(repeating: 1, count: 64)))),
      "does not hold"
    ),
    (frame([12, 0, 0, 0, 0]), "did not send"), ([0, 4, 0, 1], "262145 bytes"),
  ]

  @Test(arguments: signatures.indices) func aSignatureThatIsNoneIsRefused(row: Int) throws {
    let (answer, part) = Self.signatures[row]
    let fake = try FakeAgent(answer)
    let signer = AgentSigner(
      agent: SSHAgent(socket: fake.socket), held: Self.key, key: Self.key)
    let request = SigningRequest(
      namespace: "n", digest: Blob.digest(of: []), message: { [] })
    let fault = #expect(throws: KeyFault.self) { try signer.sign(request) }
    #expect(fault?.message.contains(part) == true, "\(fault?.message ?? "")")
  }

  @Test func noWaitIsForEver() throws {
    let fake = try FakeAgent([0, 0], hangsUp: false)
    let agent = SSHAgent(
      socket: fake.socket, answerLimit: .milliseconds(1), personLimit: .milliseconds(1))
    let late = #expect(throws: KeyFault.self) { try agent.identities() }
    #expect(late?.message.contains("did not answer in time") == true)
    let patient = SSHAgent(socket: fake.socket)
    let stopped = #expect(throws: KeyFault.self) {
      try patient.sign([1], with: Self.key, isRSA: false) { true }
    }
    #expect(stopped?.message.contains("not waited for any longer") == true)
  }

  @Test func anAgentThatIsNotThere() throws {
    let folder = try Keygen()
    try folder.write([], "file")
    for path in ["nosuch", "file", String(repeating: "x", count: 300)] {
      let fault = #expect(throws: KeyFault.self) {
        try SSHAgent(socket: folder.path(path)).identities()
      }
      #expect(fault?.message.contains("cannot be reached") == true)
    }
  }
}
