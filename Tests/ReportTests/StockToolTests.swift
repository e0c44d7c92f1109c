import Foundation
import Report
import Testing

/// The report checked with `sed`, `head`, `sha256sum` and `ssh-keygen` alone.
struct StockToolTests {
  /// The recipe that auditors are given, for every signature line; signer and role of a
  /// checkpoint are its session's.
  private static let recipe = #"""
    set -eu
    n=0
    for L in $(grep -n '"type":"sig"}$' r | cut -d: -f1); do
      before=$(sed -n "$((L-1))p" r)
      namespace=$(sed -n "${L}p" r | sed -n 's/.*"ns":"\([a-z-]*\)".*/\1/p')
      case $before in
        *'"type":"intent"'*) principal=$(echo "$before" | sed -n 's/.*"signer":"\([^"]*\)".*/\1/p') ;;
        *) principal=$(head -n $((L-1)) r | grep '"type":"session"' | tail -n 1 |
             sed -n 's/.*"signer":"\([^"]*\)".*/\1/p') ;;
      esac
      { echo '-----BEGIN SSH SIGNATURE-----'
        sed -n "${L}p" r | sed -n 's/.*"sshsig":"\([A-Za-z0-9+\/=]*\)".*/\1/p'
        echo '-----END SSH SIGNATURE-----'; } > s
      head -n $((L-1)) r |
        ssh-keygen -Y verify -f allowed_signers -I "$principal" -n "$namespace" -s s > out 2>&1 ||
        { echo "line $L: $(cat out)"; exit 1; }
      n=$((n+1))
    done
    echo "$n signatures"
    """#

  private func check(_ bytes: [UInt8]) throws -> Command.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(bytes, "r")
    try folder.write(
      Array(ReportFixture.trustText([ReportFixture.ann, ReportFixture.bob]).utf8),
      "allowed_signers")
    try folder.write(Array(Self.recipe.utf8), "recipe")
    return try Command.run("/bin/sh", ["recipe"], in: folder)
  }

  @Test func everySignatureHolds() throws {
    let bytes = try ReportFixture.complete.get()
    let signatures = lines(of: bytes).count {
      String(decoding: $0, as: UTF8.self).contains("\"sig\"")
    }
    #expect(signatures == 12)
    let outcome = try check(bytes)
    #expect(outcome.output == "\(signatures) signatures\n")
    #expect(outcome.status == 0)
  }

  @Test func aChangedReportFailsThereToo() throws {
    var bytes = try ReportFixture.complete.get()
    let place = try #require(String(decoding: bytes, as: UTF8.self).range(of: "wrong row"))
    let offset = String(decoding: bytes, as: UTF8.self).utf8.distance(
      from: "".startIndex, to: place.lowerBound)
    bytes[offset] ^= 1
    let outcome = try check(bytes)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("Signature verification failed"))
  }

  @Test func theChainIsThatOfSha256sum() throws {
    let folder = try TemporaryFolder()
    try folder.write(try ReportFixture.complete.get(), "r")
    let script = #"""
      set -eu
      count=$(wc -l < r)
      L=1
      while [ "$L" -le "$count" ]; do
        want=$(sed -n "${L}p" r | sed -n 's/.*"prev":"\([0-9a-f]*\)".*/\1/p')
        have=$(head -n $((L-1)) r | sha256sum | cut -d' ' -f1)
        [ "$want" = "$have" ] || { echo "line $L"; exit 1; }
        L=$((L+1))
      done
      echo "$count lines"
      """#
    try folder.write(Array(script.utf8), "chain")
    let count = lines(of: try folder.read("r")).count
    #expect(try Command.run("/bin/sh", ["chain"], in: folder).output == "\(count) lines\n")
  }
}
