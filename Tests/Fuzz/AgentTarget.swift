@testable import Signing

/// What an agent answers: nothing of it reaches a terminal as it came, nothing is made up.
enum AgentTarget: FuzzTarget {
  static let name = "agent"

  static var seeds: [[UInt8]] {
    get throws {
      let keys = try SampleKeys.lines.get().map { try PublicKey(openSSHLine: $0) }
      var list = WireWriter()
      list.raw([12])
      list.uint32(UInt32(keys.count))
      for (number, key) in keys.enumerated() {
        list.string(key.blob)
        list.string("key \(number)")
      }
      var inner = WireWriter()
      inner.string("ssh-ed25519")
      inner.string([UInt8](repeating: 7, count: 64))
      var signature = WireWriter()
      signature.raw([14])
      signature.string(inner.bytes)
      return [list.bytes, signature.bytes, [5], [12, 0, 0, 0, 0]]
    }
  }

  static func check(_ input: [UInt8]) throws {
    let answer = AgentAnswer(bytes: input)
    do {
      let found = try answer.identities()
      try require(found.count * 8 <= input.count, "more keys than the answer has room for")
      for identity in found {
        try require(isHarmless(identity.comment), "a comment that is not harmless")
        try require(identity.comment.utf8.count <= 200, "a comment without end")
        _ = identity.key.strictFault
      }
    } catch let fault as AgentAnswer.Fault {
      try requireSentence(fault.text)
    }
    do {
      var again = WireWriter()
      again.raw([14])
      again.string(try answer.signature())
      try require(again.bytes == input, "a signature that was not sent")
    } catch let fault as AgentAnswer.Fault {
      try requireSentence(fault.text)
    }
  }
}
