import Crypto
import Report
import Review

/// Every check of a report, beside as many Ed25519 verifications and one SHA-256 pass.
func verifying(
  in folder: String, count: Int, checklists: [String]
) throws -> Comparison {
  let (file, steps) = try report(in: folder, checklists: checklists)
  try file.append((0..<count).map { answer($0, among: steps) }, at: start)
  let bytes = try ReportBytes.read(file.location.path)
  let key = Curve25519.Signing.PrivateKey()
  // What an SSHSIG signs is about as long.
  let signed = try (0..<count).map { number in
    let message = [UInt8]("postflight \(number)".utf8) + [UInt8](repeating: 0, count: 120)
    return (message: message, signature: try key.signature(for: message))
  }
  var comparison = Comparison()
  for _ in 0..<(count < 5_000 ? 9 : 3) {
    comparison.round {
      for (message, signature) in signed {
        let isRight = key.publicKey.isValidSignature(signature, for: message)
        precondition(isRight)
      }
      let digest = SHA256.hash(data: bytes)
      precondition(digest.contains { $0 > 0 })
    } ours: {
      let reading = ReportReading(bytes)
      let verdict = Verdict(reading, policy: VerificationPolicy(moment: start)) { _ in .intact }
      precondition(reading.review != nil && verdict.code != .success)
    }
  }
  return comparison
}
