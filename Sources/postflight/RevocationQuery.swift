import Report
import Signing

/// Asks `ssh-keygen` what a KRL says of the keys and certificates in a report.
enum RevocationQuery {
  /// A policy that knows the answers; the same one when its list is no KRL.
  ///
  /// Whatever keeps `ssh-keygen` from answering is an error: the list would count as empty.
  static func asked(
    about reading: ReportReading, for policy: VerificationPolicy
  ) throws(ReportError) -> VerificationPolicy {
    guard policy.revoked?.isBinary == true, let path = policy.revokedPath else { return policy }
    guard let keygen = Surroundings.keygen else {
      throw ReportError(.inputOutput, "\(path): ssh-keygen, which reads a KRL, is not installed")
    }
    var policy = policy
    for key in Set(reading.signatures.map { $0.certificate?.named ?? $0.key }) {
      do {
        if try keygen.revokes(list: path, key: key) { policy.revoked?.add(key) }
      } catch {
        throw ReportError(.inputOutput, "\(path): \(error.message)")
      }
    }
    return policy
  }
}
