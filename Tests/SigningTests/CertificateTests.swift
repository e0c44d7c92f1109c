import Foundation
import Testing

@testable import Signing

/// Certificates made by `ssh-keygen`, and such as it would not make.
@Suite(.serialized) struct CertificateTests {
  private static let message = Array("the bytes before the signature\n".utf8)
  private static let namespace = "postflight-review"
  private static let principal = "ann@example.test"
  /// 2026-11-23 12:00:00 UTC.
  private static let noon: Int64 = 1_795_435_200

  /// Keys are slow to make, so the tests share them.
  private static let shared = Result { try Keygen() }
  private let keygen: Keygen

  init() throws {
    keygen = try Self.shared.get()
  }

  private func key(_ kind: String, _ bits: Int? = nil, as name: String) throws -> PublicKey {
    if let known = try? keygen.read(name + ".pub") {
      return try PublicKey(openSSHLine: String(decoding: known, as: UTF8.self))
    }
    return try PublicKey(openSSHLine: try keygen.makeKey(name, kind, bits: bits))
  }

  /// A signature with a certificate of `authority` for `name`.
  private func signed(
    _ name: String, by authority: String, _ options: String...
  ) throws -> SSHSignature {
    let words = ["-q", "-s", authority, "-I", "id"] + options + [name + ".pub"]
    try #require(keygen.run(words).status == 0)
    let bytes = try keygen.sign(Self.message, key: name + "-cert.pub", namespace: Self.namespace)
    let signature = try SSHSignature(blob: bytes)
    try signature.verify(digest: Blob.digest(of: Self.message))
    try keygen.write(Keygen.armour(bytes), "signature")
    return signature
  }

  private func isGood(_ list: String, at time: String) throws -> Bool {
    try keygen.write(Array(list.utf8), "signers")
    let outcome = try keygen.run(
      "-Y", "verify", "-f", "signers", "-I", Self.principal, "-n", Self.namespace, "-s",
      "signature", "-O", "verify-time=" + time, input: Self.message)
    return outcome.status == 0
  }

  private func verdict(
    _ list: String, _ signature: SSHSignature, at seconds: Int64 = noon
  ) throws -> TrustList.Verdict {
    try TrustList(bytes: Array(list.utf8)).judge(
      key: signature.publicKey, certificate: signature.certificate, principal: Self.principal,
      namespace: Self.namespace, at: seconds)
  }

  @Test(
    arguments: [
      ("ed25519", nil), ("rsa", 3072), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521),
    ] as [(String, Int?)])
  func theirsHold(kind: (String, Int?)) throws {
    let name = kind.0 + (kind.1.map(String.init) ?? "")
    let plain = try key(kind.0, kind.1, as: name)
    // Each kind also as authority.
    for (authority, certified) in [("authority", name), (name, "certified")] {
      let vouching = try key("ed25519", as: authority)
      let known = try key("ed25519", as: certified)
      let signature = try signed(certified, by: authority, "-n", Self.principal, "-z", "7")
      let certificate = try #require(signature.certificate)
      #expect(certificate.authority == vouching)
      #expect(certificate.serial == 7)
      #expect(signature.publicKey == known)
      #expect(signature.publicKey.fingerprint == known.fingerprint)
      let list = "*@example.test cert-authority \(vouching.openSSH)\n"
      #expect(try isGood(list, at: "20261123120000Z"))
      #expect(try verdict(list, signature) == .trusted)
      #expect(throws: SSHSignature.Fault.self) {
        try signature.verify(digest: Blob.digest(of: Self.message + [0]))
      }
    }
    #expect(plain.strictFault == nil)
    let line = String(decoding: try keygen.read(name + "-cert.pub"), as: UTF8.self)
    #expect(try Certificate(openSSHLine: line).key == plain)
    #expect(throws: KeyFault.self) { try Certificate(openSSHLine: plain.openSSH) }
  }

  @Test func openSSHAgreesWhomToTrust() throws {
    let authority = try key("ed25519", as: "authority").openSSH
    let own = try key("ed25519", as: "ann").openSSH
    let options: [[String]] = [
      ["-n", Self.principal], ["-n", "bob@example.test," + Self.principal],
      ["-n", "bob@example.test"], ["-n", "*@example.test"],
      ["-n", Self.principal, "-V", "20261101Z:20261201Z"],
      ["-n", Self.principal, "-V", "20261101Z:20261123120000Z"],
      ["-n", Self.principal, "-V", "20261123120000Z:20261201Z"],
      ["-h", "-n", Self.principal],
    ]
    let lists = [
      "\(Self.principal) cert-authority \(authority)", "*,!bob* cert-authority \(authority)",
      "*,!ann* cert-authority \(authority)", "bob@* cert-authority \(authority)",
      "\(Self.principal) \(authority)", "\(Self.principal) \(own)",
      "\(Self.principal) cert-authority \(own)", "# nobody",
      "* cert-authority,namespaces=\"postflight-*\" \(authority)",
      "* cert-authority,namespaces=\"git\" \(authority)",
      "* cert-authority,valid-after=\"20261123120000Z\" \(authority)",
      "* cert-authority,valid-before=\"20261123120000Z\" \(authority)",
      "bob cert-authority \(authority)\n* cert-authority \(authority)",
    ]
    let times: [(Int64, String)] = [
      (-1, "20261123115959Z"), (0, "20261123120000Z"), (1, "20261123120001Z"),
    ]
    for words in options {
      try #require(
        keygen.run(["-q", "-s", "authority", "-I", "id"] + words + ["ann.pub"]).status == 0)
      let bytes = try keygen.sign(Self.message, key: "ann-cert.pub", namespace: Self.namespace)
      try keygen.write(Keygen.armour(bytes), "signature")
      let signature = try SSHSignature(blob: bytes)
      try signature.verify(digest: Blob.digest(of: Self.message))
      for list in lists {
        for (offset, time) in times {
          let verdict = try verdict(list, signature, at: Self.noon + offset)
          #expect(
            (verdict == .trusted) == (try isGood(list, at: time)), "\(words) \(list) \(time)")
        }
      }
    }
  }

  @Test func whyACertificateDoesNotCount() throws {
    let authority = try key("ed25519", as: "authority").openSSH
    _ = try key("ed25519", as: "ann")
    let list = "* cert-authority \(authority)"
    for (options, part) in [
      (["-n", "bob@example.test"], "does not name the principal"), ([], "does not name"),
      (["-n", Self.principal, "-V", "20260101Z:20260201Z"], "period was over"),
      (["-n", Self.principal, "-V", "20270101Z:20270201Z"], "not valid yet"),
      (["-h", "-n", Self.principal], "for a host"),
      (["-n", Self.principal, "-O", "force-command=ls"], "restricted by \"force-command\""),
      (["-n", Self.principal, "-O", "source-address=10.0.0.0/8"], "restricted by"),
      (["-n", Self.principal, "-O", "critical:x@example.test=1"], "restricted by \"x@example"),
    ] as [([String], String)] {
      try #require(
        keygen.run(["-q", "-s", "authority", "-I", "id"] + options + ["ann.pub"]).status == 0)
      let line = String(decoding: try keygen.read("ann-cert.pub"), as: UTF8.self)
      let certificate = try Certificate(openSSHLine: line)
      let fault = certificate.fault(principal: Self.principal, at: Self.noon)
      #expect(fault?.contains(part) == true, "\(options): \(fault ?? "none")")
      let bytes = try keygen.sign(Self.message, key: "ann-cert.pub", namespace: Self.namespace)
      guard case .notPermitted(let why) = try verdict(list, try SSHSignature(blob: bytes)) else {
        Issue.record("trusted: \(options)")
        continue
      }
      #expect(why == fault)
    }
  }

  @Test func aListRevokesByKeyAndByAuthority() throws {
    let authority = try key("ed25519", as: "authority")
    let own = try key("ed25519", as: "ann")
    let signature = try signed("ann", by: "authority", "-n", Self.principal)
    let certificate = String(decoding: try keygen.read("ann-cert.pub"), as: UTF8.self)
    for (text, isRevoked) in [
      (own.openSSH, true), (authority.openSSH, true), (certificate, true),
      (try key("ed25519", as: "certified").openSSH, false), ("", false),
    ] {
      let list = try RevocationList(bytes: Array((text + "\n").utf8))
      #expect(list.revokes(signature.publicKey, signature.certificate) == isRevoked, "\(text)")
    }
  }

  @Test func noCutOrChangedCertificateHolds() throws {
    _ = try key("ed25519", as: "authority")
    _ = try key("ed25519", as: "ann")
    _ = try signed("ann", by: "authority", "-n", Self.principal, "-O", "force-command=ls")
    let bytes = try keygen.sign(Self.message, key: "ann-cert.pub", namespace: Self.namespace)
    #expect(Blob.fault(of: bytes, for: Self.message) == nil)
    for index in bytes.indices {
      #expect(Blob.fault(of: Array(bytes[..<index]), for: Self.message) != nil)
      for change: UInt8 in [1, 0x80, 0xff] {
        var changed = bytes
        changed[index] ^= change
        #expect(Blob.fault(of: changed, for: Self.message) != nil, "byte \(index) by \(change)")
      }
    }
  }

  /// The fields of a certificate that an authority signs whatever they are.
  struct Draft {
    var type = "ssh-ed25519-cert-v01@openssh.com"
    var purpose: UInt32 = 1
    var principals = Blob.strings(Array(CertificateTests.principal.utf8))
    var critical: [UInt8] = []
    var extensions = Blob.strings(Array("permit-pty".utf8), [])
    var reserved: [UInt8] = []
    var authority: [UInt8]?
    var vouching = [UInt8](repeating: 8, count: 32)
    var format = "ssh-ed25519"
    var tail: [UInt8] = []

    func bytes(for key: Ed25519SigningKey) throws -> [UInt8] {
      let signer = try Ed25519SigningKey(seed: vouching)
      var writer = WireWriter()
      writer.string(type)
      writer.string([1, 2, 3])
      writer.string(Array(key.publicKey.blob.suffix(32)))
      writer.uint32(0)
      writer.uint32(9)
      writer.uint32(purpose)
      writer.string("id")
      writer.string(principals)
      for _ in 0..<2 { writer.uint32(0) }
      for _ in 0..<2 { writer.uint32(.max) }
      writer.string(critical)
      writer.string(extensions)
      writer.string(reserved)
      writer.string(authority ?? signer.publicKey.blob)
      var inner = WireWriter()
      inner.string(format)
      inner.string(try signer.signature(for: writer.bytes))
      writer.string(inner.bytes)
      writer.raw(tail)
      return writer.bytes
    }
  }

  struct Change: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let part: String?
    let change: @Sendable (inout Draft) throws -> Void

    init(
      _ name: String, _ part: String?, _ change: @escaping @Sendable (inout Draft) throws -> Void
    ) {
      testDescription = name
      self.part = part
      self.change = change
    }
  }

  static let changes: [Change] = [
    Change("none", nil) { _ in },
    Change("reserved field filled", "reserved") { $0.reserved = [0] },
    Change("byte after the last field", "bytes follow") { $0.tail = [0] },
    Change("neither for users nor hosts", "neither") { $0.purpose = 3 },
    Change("options not in order", "not in order") {
      $0.extensions = Blob.strings(Array("b".utf8), [], Array("a".utf8), [])
    },
    Change("an option twice", "twice") {
      $0.critical = Blob.strings(Array("a".utf8), [], Array("a".utf8), [])
    },
    Change("an option without value", "ends inside") { $0.critical = Blob.strings([0x61]) },
    Change("a certificate as authority", "no plain key") {
      $0.authority = try Draft().bytes(for: Ed25519SigningKey())
    },
    Change("no authority", "no plain key") { $0.authority = [] },
    Change("another authority", "authority's signature") {
      $0.authority = Ed25519SigningKey().publicKey.blob
    },
    Change("an authority of small order", "small order") {
      $0.authority = Blob.strings(
        Array("ssh-ed25519".utf8), [1] + Array(repeating: 0, count: 31))
    },
    Change("a short RSA authority", "2048 bits") {
      $0.authority = Blob.strings(
        Array("ssh-rsa".utf8), [1, 0, 1], [0, 0x80] + Array(repeating: 1, count: 255))
    },
    Change("a signature of another kind", "is not one of a key") { $0.format = "rsa-sha2-512" },
    Change("a kind that is not known", "not known here") {
      $0.type = "ssh-xmss-cert-v01@openssh.com"
    },
    Change("a certificate of nothing", "not known here") { $0.type = "-cert-v01@openssh.com" },
  ]

  @Test(arguments: changes) func isRefused(change: Change) throws {
    let key = try Ed25519SigningKey(seed: Array(repeating: 9, count: 32))
    var draft = Draft()
    try change.change(&draft)
    var blob = try #require(
      Blob(key.sign(namespace: Self.namespace, sha512: Blob.digest(of: Self.message))))
    blob.key = try draft.bytes(for: key)
    let fault = blob.fault(for: Self.message)
    if let part = change.part {
      #expect(fault?.contains(part) == true, "\(fault ?? "it held")")
    } else {
      #expect(fault == nil)
    }
  }

  @Test func nestedCertificatesDoNotRecurse() throws {
    var draft = Draft()
    for _ in 0..<1000 { draft.authority = try draft.bytes(for: Ed25519SigningKey()) }
    let bytes = try draft.bytes(for: Ed25519SigningKey())
    let fault = #expect(throws: KeyFault.self) { try Certificate(PublicKey(blob: bytes)) }
    #expect(fault?.message.contains("no plain key") == true)
  }

  @Test func aCertificateInATrustListSignsNothing() throws {
    let key = Ed25519SigningKey()
    let bytes = try Draft().bytes(for: key)
    let line = "ssh-ed25519-cert-v01@openssh.com \(Base64.encode(bytes))"
    for options in ["", "cert-authority "] {
      let list = try TrustList(bytes: Array("\(Self.principal) \(options)\(line)\n".utf8))
      let certificate = try Certificate(PublicKey(blob: bytes))
      for named in [nil, certificate] {
        #expect(
          list.judge(
            key: key.publicKey, certificate: named, principal: Self.principal,
            namespace: Self.namespace, at: Self.noon) == .unknownKey)
      }
    }
  }
}
