import Foundation
import Testing

@testable import Signing

@Suite struct KeygenProgramTests {
  private let keygen: Keygen
  private let program: KeygenProgram

  init() throws {
    keygen = try Keygen()
    program = try #require(KeygenProgram(environment: ["HOME": keygen.folder]))
  }

  private func certificate() throws -> PublicKey {
    try PublicKey(openSSHLine: String(decoding: keygen.read("key-cert.pub"), as: UTF8.self))
  }

  @Test(arguments: [
    ("serial: 7", true), ("serial: 5-9", true), ("serial: 8", false), ("id: ann's key", true),
    ("id: bob's key", false),
  ])
  func aKRLRevokesCertificatesByNumberAndName(line: String, isRevoked: Bool) throws {
    _ = try keygen.makeKey("authority", "ed25519")
    let plain = try PublicKey(openSSHLine: try keygen.makeKey("key", "ed25519"))
    try keygen.run("-q", "-s", "authority", "-I", "ann's key", "-z", "7", "-n", "a", "key.pub")
    try keygen.write(Array((line + "\n").utf8), "source")
    try keygen.run("-q", "-k", "-f", "krl", "-s", "authority.pub", "source")
    let path = keygen.path("krl")
    let named = try certificate()
    #expect(try program.revokes(list: path, key: named) == isRevoked)
    #expect(try !program.revokes(list: path, key: plain))
    // Without the answer the list would say nothing of it.
    var list = try RevocationList(bytes: try keygen.read("krl"))
    #expect(list.isBinary)
    let known = try Certificate(named)
    #expect(!list.revokes(plain, known))
    if isRevoked { list.add(named) }
    #expect(list.revokes(plain, known) == isRevoked)
    #expect(!list.revokes(plain))
  }

  @Test(arguments: ["authority.pub", "key.pub"])
  func aKRLRevokesByTheKeyAndByTheAuthority(name: String) throws {
    _ = try keygen.makeKey("authority", "ed25519")
    let plain = try PublicKey(openSSHLine: try keygen.makeKey("key", "ed25519"))
    try keygen.run("-q", "-s", "authority", "-I", "id", "-n", "a", "key.pub")
    try keygen.run("-q", "-k", "-f", "krl", name)
    let named = try certificate()
    #expect(try program.revokes(list: keygen.path("krl"), key: named))
    #expect(try program.revokes(list: keygen.path("krl"), key: plain) == (name == "key.pub"))
    let list = try RevocationList(bytes: try keygen.read("krl"))
    #expect(list.revokes(plain, try Certificate(named)))
  }

  @Test func aListThatCannotBeReadIsNotAnEmptyOne() throws {
    let key = Ed25519SigningKey().publicKey
    try keygen.write(Array("no KRL".utf8), "bad")
    for name in ["bad", "nosuch"] {
      let fault = #expect(throws: KeyFault.self) {
        try program.revokes(list: keygen.path(name), key: key)
      }
      #expect(fault?.message.contains("cannot read the revocation list") == true)
    }
  }

  @Test func bytesGoThroughWholeInBothDirections() throws {
    let key = try keygen.makeKey("key", "ed25519")
    // More than any buffer between the two holds.
    let message = [UInt8](repeating: 7, count: 5_000_000)
    let outcome = try program.run(
      ["-Y", "sign", "-q", "-n", "n", "-f", keygen.path("key")], input: message,
      limit: .seconds(60))
    #expect(outcome.status == 0)
    try keygen.write(Array("a \(key)".utf8), "signers")
    try keygen.write(outcome.output, "signature")
    let verified = try keygen.run(
      "-Y", "verify", "-f", "signers", "-I", "a", "-n", "n", "-s", "signature", input: message)
    #expect(verified.status == 0)
    // A program that does not read is no end of this one.
    let deaf = try program.run(
      ["-l", "-f", keygen.path("key")], input: message, limit: .seconds(60))
    #expect(deaf.status == 0)
    let failed = try program.run(["-l", "-f", "nosuch\u{1b}"], input: [], limit: .seconds(60))
    #expect(failed.status == 255)
    #expect(failed.complaint.contains("No such file"))
  }
}

@Suite struct ChildProcessTests {
  private func run(_ script: String, limit: Duration = .seconds(60)) throws -> (
    Int32?, ChildProcess
  ) {
    let child = try ChildProcess(
      ["/bin/sh", "-c", script], environment: ["NAME=value"], input: Array("in".utf8))
    return (try child.finish(within: limit), child)
  }

  @Test func whatItReadsWritesAndEndsWith() throws {
    let (status, child) = try run("cat; echo $NAME $HOME >&2; exit 3")
    #expect(status == 3)
    #expect(child.output == Array("in".utf8))
    #expect(child.errors == Array("value\n".utf8))
    #expect(try run("kill -KILL $$").0 == nil)
    #expect(throws: KeyFault.self) {
      try ChildProcess(["/nosuch/program"], environment: [], input: [])
    }
  }

  @Test func itIsEndedWhenItTakesTooLongOrWritesTooMuch() throws {
    let late = #expect(throws: KeyFault.self) {
      try run("exec cat /dev/zero >&2 2>/dev/null", limit: .zero)
    }
    #expect(late?.message.contains("longer than 0 seconds") == true)
    let much = #expect(throws: KeyFault.self) { try run("exec cat /dev/zero") }
    #expect(much?.message.contains("more than it should") == true)
  }

  @Test func signalsAreAsUsualForIt() throws {
    // A shell cannot trap what was ignored when it began.
    let (status, _) = try run("trap 'exit 9' PIPE; kill -PIPE $$; exit 0")
    #expect(status == 9)
  }
}
