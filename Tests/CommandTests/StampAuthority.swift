/// A time-stamp authority that is thrown away: OpenSSL with an authority's and a stamper's key.
struct StampAuthority {
  let machine: Machine
  /// The PEM file of the authority's certificate.
  let certificate: String

  private static let configuration = """
    [tsa]
    default_tsa = here
    [here]
    serial = serial
    signer_digest = sha256
    default_policy = 1.2.3.4.1
    digests = sha256, sha512
    ess_cert_id_chain = no
    ess_cert_id_alg = sha256
    [stamper]
    extendedKeyUsage = critical,timeStamping

    """

  init(_ machine: Machine, name: String = "authority") throws {
    self.machine = machine
    certificate = name + "/ca.pem"
    try machine.write(Self.configuration, name + "/ts.cnf")
    try machine.write("01\n", name + "/serial")
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    try openssl(
      ["req", "-x509"] + key
        + ["-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=\(name)"])
    try openssl(["req"] + key + ["-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=stamper"])
    try openssl([
      "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
      "-days", "30", "-extfile", "ts.cnf", "-extensions", "stamper", "-out", "tsa.pem",
    ])
  }

  /// Answers a request with a reply, or with the token of one.
  func stamp(_ query: String, as reply: String, tokenAlone: Bool = false) throws {
    try openssl(
      [
        "ts", "-reply", "-config", "ts.cnf", "-queryfile", machine.path(query), "-inkey", "tsa.key",
        "-signer", "tsa.pem", "-out", machine.path(reply),
      ] + (tokenAlone ? ["-token_out"] : []))
  }

  /// Runs OpenSSL in the authority's folder.
  @discardableResult
  func openssl(_ arguments: [String]) throws -> String {
    let folder = machine.path(certificate.replacing("/ca.pem", with: ""))
    let outcome = try machine.execute("/usr/bin/openssl", arguments, in: folder)
    guard outcome.status == 0 else { throw Machine.Unexpected(description: outcome.errors) }
    return outcome.output
  }
}
