@testable import Signing

/// Keys of each kind and signatures over `SignatureTarget.message`, made by OpenSSH and by us.
enum SampleKeys {
  /// Lines of public keys: Ed25519, Ed25519, ECDSA.
  static let lines = Result {
    try [SampleReport.ann, SampleReport.ben].map { try SampleReport.key(of: $0).publicKey.openSSH }
      + [try SSHSignature(blob: blob(p256)).publicKey.openSSH]
  }

  /// A certificate of the third for `ann`, by an authority that has no other line.
  static let certificate = Result {
    try SSHSignature(blob: blob(certified)).certificate
  }

  static let publicKeys = Result {
    try signatures.get().map {
      let signature = try SSHSignature(blob: $0)
      return signature.certificate?.named.blob ?? signature.publicKey.blob
    }
  }

  /// Every one of them holds.
  static let signatures = Result {
    let key = try SampleReport.key(of: SampleReport.ann)
    var hash = SHA512State()
    hash.update(SignatureTarget.message)
    let plain = try key.sign(namespace: SignatureTarget.namespace, sha512: hash.digest())
    return try [
      plain, securityKey(key, flags: 1, digest: hash.digest()),
      securityKey(key, flags: 4, digest: hash.digest()),
    ] + [p256, p384, p521, rsa, certified].map(blob)
  }

  /// What a hardware key would make of the digest.
  private static func securityKey(
    _ key: Ed25519SigningKey, flags: UInt8, digest: [UInt8]
  ) throws -> [UInt8] {
    let application = Array("ssh:".utf8)
    let type = "sk-ssh-ed25519@openssh.com"
    var blob = WireWriter()
    blob.string(type)
    blob.string(key.publicKey.blob.suffix(32))
    blob.string(application)
    let message = SSHSignature.signedBytes(
      namespace: SignatureTarget.namespace, hash: .sha512, digest: digest)
    let trailer: [UInt8] = [flags, 0, 0, 0, 9]
    var inner = WireWriter()
    inner.string(type)
    inner.string(try key.signature(for: sha256(application) + trailer + sha256(message)))
    inner.raw(trailer)
    return SSHSignature.blob(
      key: blob.bytes, namespace: SignatureTarget.namespace, signature: inner.bytes)
  }

  private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256State()
    hash.update(bytes)
    return hash.digest()
  }

  private static func blob(_ digits: String) throws -> [UInt8] {
    guard let blob = Base64.decodeCanonical(digits) else {
      throw Broken(description: "a sample that is no base64")
    }
    return blob
  }

  private static let p256 = """
    U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAEEEh5ytO3hOQmDuDTFyCB\
    KR/8hln4P/mjbYOZLNrDodDTzKe9NkQ09Il+rcTHDFCsxWULwdTOjYbEhMHdgDgE5FbgAAAARmdXp6AAAAAAAAAAZz\
    aGE1MTIAAABkAAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAABJAAAAIBcw9SE4JvtouYF7yuddsrVMV2x+7IC3WLGaSI\
    lRb1m2AAAAIQCMC8zGdsqR6pTSPcslObi0pe/a3DEhlDiy460QpcFj6g==
    """

  private static let p384 = """
    U1NIU0lHAAAAAQAAAIgAAAATZWNkc2Etc2hhMi1uaXN0cDM4NAAAAAhuaXN0cDM4NAAAAGEExu4sGcqNruW3NvIlpF\
    D6C1a4jY+DRe3bRfXdM8tP/SVu0lRfaBLfL2j70HrhdWKPMel/tUSOEdP+vQNQupEwHaq1sJ1j+Fow7Sw2Rb/7ugDe\
    9CQj6zr6VJBTJkxjlddmAAAABGZ1enoAAAAAAAAABnNoYTUxMgAAAIMAAAATZWNkc2Etc2hhMi1uaXN0cDM4NAAAAG\
    gAAAAwNj3Sz5f1ZU3aelsjmTfqhGN+8gyJOfBVZesGjvXARFaI6O+cR9YuBrLKmbCH2HMpAAAAMEpOir4OCZHsT4la\
    d30YM+AmyP07h8Q9+fqqTV1KSiz/h7NjArIMf+N6sea3lBsZ5A==
    """

  private static let p521 = """
    U1NIU0lHAAAAAQAAAKwAAAATZWNkc2Etc2hhMi1uaXN0cDUyMQAAAAhuaXN0cDUyMQAAAIUEAS4T1dIFCtbAWkTH8q\
    zMROVg0niEeUaoYrDb+tYEIzWjHYAWx+sP+GohYNdaLIkW/F9OqwR0/AalVF2L99OGEGOuAaGPYcwpoxwbq7xfvSkg\
    XtLavKL5yqzpmLueIlK3pkXUtqgdFmPmvBEeUl8On6/VsOlEOQXo76PIsWvLf6Xv/ZrVAAAABGZ1enoAAAAAAAAABn\
    NoYTUxMgAAAKcAAAATZWNkc2Etc2hhMi1uaXN0cDUyMQAAAIwAAABCAcoypkE0DdyQr0giyqCgGZtVmWZvpNY1sylN\
    7D7vYLIjNRGDBMO02aflfhKOEdMeI42Es6G3aJsCbhC/M/QiwQYjAAAAQgFELH8PyrtI3HJ9AulcJiXzX4oQwRxGK6\
    W8y/7DqwUlBvsuGO9n0sAqBTt26vQDOhk+nl3rMiyL953LQfTCJ5StOA==
    """

  private static let rsa = """
    U1NIU0lHAAAAAQAAAZcAAAAHc3NoLXJzYQAAAAMBAAEAAAGBAJr/eXhsb9V8yciBumwWcXzOFVLEqTRdRY7qIv361P\
    DV6k2UMa9fLIMqSyqlYFNKwwMr3GEJ0EN65VDNejCs06FMXdrzg9d5QGm/MkgQU8/uDc6x3ydV4pIlib+KuW1/8fmE\
    lPRTglxkeWgop9oJJftiFj2vLLsZONvOub1LSS6q1226fgpIYqbsuNckPz+Z8ylpZv4Mbu44MLdSsuJupeKsM6jKzz\
    VFNxSrPI4lubOAVM2RT+h/wsx71Xwq6c+zXBtXA7sitpfcifiozjUydLWBBl6aVp4I+IcdEtDopxzodmhMYIF067bL\
    SP1v0p3OLnYNqJ88ziFn8fiht6s72sSpspIGyxQRRKPZUM5JAp+MnwMz8sDGz2lcPCnUSDfH9/If26YC7Av5rwHjKS\
    a6VzszzZp6tdsKb+7EcLH/XvegR6q4r5N1nODU7BbAXvT4LywSDlPfLxm63cR66/j8VbXfcVPUsaYV2SJpKxBp72y/\
    GHHNFEq1ZTB06H9wt2iWzQAAAARmdXp6AAAAAAAAAAZzaGE1MTIAAAGUAAAADHJzYS1zaGEyLTUxMgAAAYAz3+Wym/\
    IO5qSJVYviR8FOmy8EsZkScZ3ZYCXm8mRwUgCtOhBgTSrEnbgyNNgkDBEsNbExmQK0xzJdMsq/6YBKqDN04M+7k7GD\
    mQzudK1XMi2O4z2vsGRVEu5WU/lZNCR+9AY0Y2LQJqHfaRNlqwFuCQ/EtgyU5W9sQDcs7ZD8MdTJKWeSXWMP4zdRCP\
    rlZ/6ytoN6hHDjJothR5csiwwAgKI5V4XwwFCyiTdoqIxL3EL/GbobiFu7KsLojjRUpAUVtj5wC/14eXLhN48YkoG1\
    ZgBYb2p2B0JSnfQ2N2fIwJLtXgnzf8smjd6scRPB53AZsrq2nIsqL8tIf7tbZiIUOs/9yk7O82wsNT1YH/fMLz+zEH\
    htOxujuAQv4+8TdmCASjc7NYlLCi9CxS2j9uOp3Xe3ABY+ejUQqpPA7bB6Q95xbI/U94u3bPVqCl065PdUn5oLkba4\
    inz59qkRj/YFr2OYhAFroEY/XLFVLasHqJkXiuodvNWUO6/mDjwt7RE=
    """

  private static let certified = """
    U1NIU0lHAAAAAQAAAeoAAAAoZWNkc2Etc2hhMi1uaXN0cDI1Ni1jZXJ0LXYwMUBvcGVuc3NoLmNvbQAAACDcn+G/jV\
    1mPg56Tzi77CsGPu+bl/bh+XeuCGNPSIHgcwAAAAhuaXN0cDI1NgAAAEEEh5ytO3hOQmDuDTFyCBKR/8hln4P/mjbY\
    OZLNrDodDTzKe9NkQ09Il+rcTHDFCsxWULwdTOjYbEhMHdgDgE5FbgAAAAAAAAAAAAAAAQAAAAJpZAAAAAcAAAADYW\
    5uAAAAAAAAAAD//////////wAAAAAAAACCAAAAFXBlcm1pdC1YMTEtZm9yd2FyZGluZwAAAAAAAAAXcGVybWl0LWFn\
    ZW50LWZvcndhcmRpbmcAAAAAAAAAFnBlcm1pdC1wb3J0LWZvcndhcmRpbmcAAAAAAAAACnBlcm1pdC1wdHkAAAAAAA\
    AADnBlcm1pdC11c2VyLXJjAAAAAAAAAAAAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIMk0/YxtU/H5H+4oIZWRQqfLAr3D\
    FEe/dH8gi3+EtixWAAAAUwAAAAtzc2gtZWQyNTUxOQAAAEBtJNvY+xfHNy3llCImOjK3hS3Cy5IodWosv12VBkecUG\
    iIyx74e2tBfr70++aMZBeMaj6ZNDCHP8nVvLGVo7sCAAAABGZ1enoAAAAAAAAABnNoYTUxMgAAAGMAAAATZWNkc2Et\
    c2hhMi1uaXN0cDI1NgAAAEgAAAAgKrO7kC/eGlResgYXoupQYyZVqd5syNCDwN8X6DwibygAAAAgT2ItQCwPykIOjs\
    fKj3W5yRlQIdsFuPGplttSxLfXRmg=
    """
}
