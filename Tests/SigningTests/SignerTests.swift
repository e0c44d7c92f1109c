import Foundation
import Testing

@testable import Signing

/// Every kind of key that somebody may name, signing: `ssh-keygen` takes what we make of it.
@Suite(.serialized) struct SignerTests {
  private static let message = Array("the bytes before the signature\n".utf8)
  private static let namespace = "postflight-review"

  private static let shared = Result { try Keygen() }
  private let keygen: Keygen
  private let told = Told()

  init() throws {
    keygen = try Self.shared.get()
  }

  /// What a person was told while a signature waited.
  final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [String] = []

    var texts: [String] { lock.withLock { all } }

    func add(_ text: String) { lock.withLock { all.append(text) } }
  }

  private func finder(_ agent: Agent? = nil, answer: String? = nil) throws -> SignerFinder {
    var environment = ["HOME": keygen.folder]
    if let answer {
      let program = keygen.path("answer-" + UUID().uuidString)
      try Program.write("#!/bin/sh\n\(answer)\n", to: program)
      environment["SSH_ASKPASS"] = program
      environment["SSH_ASKPASS_REQUIRE"] = "force"
    }
    let told = told
    return SignerFinder(
      agent: agent.map { SSHAgent(socket: $0.socket) },
      keygen: KeygenProgram(environment: environment), tell: { told.add($0) })
  }

  private func key(
    _ name: String, _ kind: String, _ bits: Int? = nil, passphrase: String = ""
  ) throws -> String {
    if let known = try? keygen.read(name + ".pub") { return String(decoding: known, as: UTF8.self) }
    return try keygen.makeKey(name, kind, bits: bits, passphrase: passphrase)
  }

  private func certificate(for name: String) throws {
    _ = try key("authority", "ed25519")
    let words = ["-q", "-s", "authority", "-I", "id", "-n", "a@example.test", name + ".pub"]
    try #require(keygen.run(words).status == 0)
  }

  private var request: SigningRequest {
    SigningRequest(
      namespace: Self.namespace, digest: Blob.digest(of: Self.message),
      message: { Self.message })
  }

  /// Signs, and has both sides check it.
  private func expectGood(_ signer: any Signer, line: String, authority: String? = nil) throws {
    let key = try PublicKey(openSSHLine: line)
    #expect(signer.publicKey == key)
    let blob = try signer.sign(request)
    #expect(Blob.fault(of: blob, for: Self.message) == nil)
    let trusted = authority.map { "* cert-authority \($0)" } ?? "a@example.test \(key.openSSH)"
    try keygen.write(Array(trusted.utf8), "signers")
    try keygen.write(Keygen.armour(blob), "signature")
    let outcome = try keygen.run(
      "-Y", "verify", "-f", "signers", "-I", "a@example.test", "-n", Self.namespace, "-s",
      "signature", input: Self.message)
    #expect(outcome.status == 0, "\(outcome.text)")
    let signature = try SSHSignature(blob: blob)
    #expect((signature.certificate != nil) == (authority != nil))
    #expect(
      try TrustList(bytes: Array(trusted.utf8)).judge(
        key: signature.publicKey, certificate: signature.certificate, principal: "a@example.test",
        namespace: Self.namespace, at: 1_795_435_200) == .trusted)
  }

  static let kinds: [(String, Int?)] = [
    ("ed25519", nil), ("rsa", 3072), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521),
  ]

  @Test(arguments: kinds) func filesSignByThemselves(kind: (String, Int?)) throws {
    let name = "plain-" + kind.0 + (kind.1.map(String.init) ?? "")
    let line = try key(name, kind.0, kind.1)
    for path in [name, name + ".pub"] {
      let signer = try finder().signer(path: keygen.path(path))
      #expect(signer.signsEveryEvent && !signer.usesTerminal)
      #expect((signer is Ed25519SigningKey) == (kind.0 == "ed25519"))
      try expectGood(signer, line: line)
    }
    #expect(told.texts.isEmpty)
    try certificate(for: name)
    let signer = try finder().signer(path: keygen.path(name + "-cert.pub"))
    #expect(!signer.signsEveryEvent && !signer.usesTerminal)
    try expectGood(signer, line: line, authority: try key("authority", "ed25519"))
  }

  @Test(arguments: kinds) func agentsSign(kind: (String, Int?)) throws {
    let name = "plain-" + kind.0 + (kind.1.map(String.init) ?? "")
    let line = try key(name, kind.0, kind.1)
    let agent = try Agent(in: keygen.folder)
    try certificate(for: name)
    try agent.add(name)
    try keygen.write(Array(line.utf8), "elsewhere.pub")
    for signer in [
      try finder(agent).signer(path: keygen.path("elsewhere.pub")),
      try finder(agent).signer(line: line),
    ] {
      #expect(signer is AgentSigner)
      #expect(!signer.signsEveryEvent && !signer.usesTerminal)
      try expectGood(signer, line: line)
    }
    let named = try finder(agent).signer(path: keygen.path(name + "-cert.pub"))
    #expect(named is AgentSigner)
    try expectGood(named, line: line, authority: try key("authority", "ed25519"))
  }

  @Test(arguments: [("ed25519", nil), ("rsa", 3072)] as [(String, Int?)])
  func encryptedFilesAreAskedFor(kind: (String, Int?)) throws {
    let name = "locked-" + kind.0
    let line = try key(name, kind.0, kind.1, passphrase: "secret words")
    let signer = try finder(answer: "echo 'secret words'").signer(path: keygen.path(name))
    #expect(signer is KeygenSigner)
    #expect(!signer.signsEveryEvent && signer.usesTerminal)
    try expectGood(signer, line: line)
    #expect(told.texts.allSatisfy { $0.contains("type its passphrase") } && told.texts.count == 1)
    for answer in ["echo wrong", "exit 1"] {
      let refused = try finder(answer: answer).signer(path: keygen.path(name))
      let fault = #expect(throws: KeyFault.self) { try refused.sign(request) }
      #expect(fault?.message.contains("ssh-keygen: ") == true, "\(fault?.message ?? "")")
    }
    // An agent that has it spares the question.
    let agent = try Agent(in: keygen.folder)
    try agent.add(name, answer: "secret words")
    let held = try finder(agent).signer(path: keygen.path(name))
    #expect(held is AgentSigner)
    try expectGood(held, line: line)
  }

  @Test(arguments: ["PEM", "PKCS8"]) func otherFormsOfFilesSign(form: String) throws {
    for passphrase in ["", "secret words"] {
      let name = "rsa-\(form)-\(passphrase.count)"
      try keygen.run(
        "-q", "-t", "rsa", "-b", "3072", "-m", form, "-N", passphrase, "-f", name)
      let line = String(decoding: try keygen.read(name + ".pub"), as: UTF8.self)
      let signer = try finder(answer: "echo 'secret words'").signer(path: keygen.path(name))
      #expect(signer.usesTerminal == !passphrase.isEmpty)
      try expectGood(signer, line: line)
      try FileManager.default.removeItem(atPath: keygen.path(name + ".pub"))
      let fault = #expect(throws: KeyFault.self) { try finder().signer(path: keygen.path(name)) }
      #expect(fault?.message.contains("public half is not beside it") == true)
    }
  }

  @Test func anAgentThatIsLockedEmptyOrGone() throws {
    let line = try key("plain-ed25519", "ed25519")
    try keygen.write(Array(line.utf8), "elsewhere.pub")
    let path = keygen.path("elsewhere.pub")
    func fault(_ agent: Agent?) -> String {
      do {
        _ = try finder(agent).signer(path: path)
        return "none"
      } catch {
        return (error as? KeyFault)?.message ?? "\(error)"
      }
    }
    #expect(fault(nil).contains("SSH_AUTH_SOCK names no agent"))
    let agent = try Agent(in: keygen.folder)
    #expect(fault(agent).contains("no keys or is locked"))
    try agent.add("plain-ed25519")
    let signer = try finder(agent).signer(path: path)
    _ = try signer.sign(request)
    try agent.add("-x", answer: "w")
    #expect(fault(agent).contains("no keys or is locked"))
    let locked = #expect(throws: KeyFault.self) { try signer.sign(request) }
    #expect(locked?.message.contains("refused to sign") == true)
    try agent.add("-X", answer: "w")
    _ = try signer.sign(request)
    try agent.add("-D")
    let removed = #expect(throws: KeyFault.self) { try signer.sign(request) }
    #expect(removed?.message.contains("no longer in it") == true)
    agent.stop()
    let gone = #expect(throws: KeyFault.self) { try signer.sign(request) }
    #expect(gone?.message.contains("cannot be reached") == true)
    #expect(fault(agent).contains("cannot be reached"))
  }

  @Test func whatDoesNotSignIsTold() throws {
    _ = try key("short", "rsa", 2048)
    _ = try key("plain-ed25519", "ed25519")
    _ = try key("other-ed25519", "ed25519")
    try certificate(for: "plain-ed25519")
    // The certificate of one beside the key of another.
    try keygen.write(try keygen.read("plain-ed25519-cert.pub"), "other-ed25519-cert.pub")
    try keygen.write(Array("hello\n".utf8), "text")
    try keygen.write(Array("ssh-ed25519 AAAA\n".utf8), "cut.pub")
    try keygen.write(Array(try keygen.read("plain-ed25519").dropLast(60)), "torn")
    try keygen.write(try keygen.read("plain-ed25519"), "open", mode: 0o644)
    for (name, part) in [
      ("short", "2048 bits"), ("short.pub", "2048 bits"), ("nosuch", "cannot open"),
      ("other-ed25519-cert.pub", "for another key"), ("text", "no OpenSSH private key"),
      ("cut.pub", "no SSH public key"), ("torn", "END line is missing"),
      ("open", "run chmod 600"),
    ] {
      let fault = #expect(throws: KeyFault.self) { try finder().signer(path: keygen.path(name)) }
      #expect(fault?.message.contains(part) == true, "\(name): \(fault?.message ?? "")")
      #expect(fault?.message.contains(keygen.path(name)) == true)
    }
  }

  @Test func aSignatureThatComesBackWrongIsNotTaken() throws {
    let one = Ed25519SigningKey()
    let request = request
    let good = try one.sign(request)
    #expect(try request.checked(good, by: one.publicKey) == good)
    let other = SigningRequest(
      namespace: "postflight-approve", digest: request.digest, message: request.message)
    let later = SigningRequest(
      namespace: Self.namespace, digest: Blob.digest(of: [0]), message: request.message)
    for (asked, key) in [
      (other, one.publicKey), (later, one.publicKey), (request, Ed25519SigningKey().publicKey),
    ] {
      #expect(throws: KeyFault.self) { try asked.checked(good, by: key) }
    }
    #expect(throws: KeyFault.self) { try request.checked([], by: one.publicKey) }
    var blob = try #require(Blob(good))
    blob.reserved = [1]
    #expect(throws: KeyFault.self) { try request.checked(blob.bytes, by: one.publicKey) }
    let security = try SSHSignatureTests.security(flags: 0)
    let key = try PublicKey(blob: security.key)
    let touched = SigningRequest(
      namespace: Self.namespace, digest: Blob.digest(of: SSHSignatureTests.message),
      message: { SSHSignatureTests.message })
    let fault = #expect(throws: KeyFault.self) { try touched.checked(security.bytes, by: key) }
    #expect(fault?.message.contains("without a touch") == true)
    let good1 = try SSHSignatureTests.security(flags: 1)
    #expect(try touched.checked(good1.bytes, by: key) == good1.bytes)
  }

  @Test(arguments: [
    "", "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
    "-----BEGIN SSH SIGNATURE-----\n!\n-----END SSH SIGNATURE-----\n",
    "x\n-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n",
    "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\nx",
    "-----BEGIN SSH SIGNATURE-----\nAAA\n-----END SSH SIGNATURE-----\n",
  ])
  func armourIsReadStrictly(text: String) {
    #expect(KeygenSigner.withoutArmour(Array(text.utf8)) == nil)
  }
}
