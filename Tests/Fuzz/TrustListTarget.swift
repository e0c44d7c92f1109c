@testable import Signing

/// A trust list: a line lets a key sign whatever the other lines say.
enum TrustListTarget: FuzzTarget {
  static let name = "trust-list"

  static var seeds: [[UInt8]] {
    get throws {
      let keys = try SampleKeys.lines.get()
      let (first, second, other) = (keys[0], keys[1], keys[2])
      let authority = try SampleKeys.certificate.get()?.authority.openSSH ?? other
      return [
        "ann@example.test \(first)\n", "# Our keys\n\nann,bob \(first) comment\r\nbob\t\(second)\n",
        "ann namespaces=\"postflight-*,!postflight-approve\" \(first)\n",
        "\"ann x,bob\" valid-after=\"20260101Z\",valid-before=\"20301231235959Z\" \(first)\n",
        "*@example.test cert-authority,namespaces=\"a\\\"b\" \(first)\nann \(other)\n",
        "a?n,!bob cert-authority,namespaces=\"postflight-*\" \(authority)\n",
        "ann valid-after=\"202601010000Z\" \(first)\nann Namespaces=\"*review\" \(first)\n",
      ].map { Array($0.utf8) }
    }
  }

  static func check(_ input: [UInt8]) throws {
    let list: TrustList
    do {
      list = try TrustList(bytes: input)
    } catch {
      try requireSentence(error.message)
      return try require(
        (1...lines(of: input).count).contains(error.line), "a fault in line \(error.line)")
    }
    let questions = try self.questions
    let verdicts = judge(list, questions)
    for case .notPermitted(let reason) in verdicts { try requireSentence(reason) }
    let again = try TrustList(bytes: input + Array("\n\n# a comment\n".utf8))
    try require(judge(again, questions) == verdicts, "a comment changes what the list says")
    guard input.count < 4096 else { return }
    var trusted = Array(repeating: false, count: questions.count)
    var known = trusted
    for line in lines(of: input) {
      // Not as a first line, which is looked at for a byte order mark.
      let alone = judge(try TrustList(bytes: [0x0A] + line), questions)
      for (index, verdict) in alone.enumerated() {
        trusted[index] = trusted[index] || verdict == .trusted
        known[index] = known[index] || verdict != .unknownKey
      }
    }
    for (index, verdict) in verdicts.enumerated() {
      try require((verdict == .trusted) == trusted[index], "lines together say something else")
      try require((verdict != .unknownKey) == known[index], "lines together know other keys")
    }
  }

  private struct Question {
    let key: PublicKey
    let certificate: Certificate?
    let principal: String
    let namespace: String
    let seconds: Int64
  }

  private static func judge(_ list: TrustList, _ questions: [Question]) -> [TrustList.Verdict] {
    questions.map { question in
      list.judge(
        key: question.key, certificate: question.certificate, principal: question.principal,
        namespace: question.namespace, at: question.seconds)
    }
  }

  private static var questions: [Question] {
    get throws {
      let certificate = try SampleKeys.certificate.get()
      return try SampleKeys.lines.get().flatMap { line in
        let key = try PublicKey(openSSHLine: line)
        let certificate = certificate?.key == key ? certificate : nil
        return ["ann", "bob", "ann@example.test", "ann x"].flatMap { principal in
          [("postflight-review", 1_790_000_000), ("postflight-approve", 0)].map {
            Question(
              key: key, certificate: certificate, principal: principal, namespace: $0.0,
              seconds: $0.1)
          }
        }
      }
    }
  }
}
