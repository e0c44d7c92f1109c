import Foundation

/// The real `ssh-keygen`, in a folder of its own that goes when this does.
final class Keygen: Sendable {
  struct Outcome {
    let status: Int32
    let output: [UInt8]
    let text: String
  }

  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "signing-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ bytes: [UInt8], _ name: String, mode: Int = 0o600) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
  }

  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// Runs it in the folder; everything is small enough for files.
  @discardableResult
  func run(_ arguments: String..., input: [UInt8] = []) throws -> Outcome {
    try run(arguments, input: input)
  }

  /// Runs it in the folder; everything is small enough for files.
  @discardableResult
  func run(_ arguments: [String], input: [UInt8] = []) throws -> Outcome {
    let unique = UUID().uuidString
    try write(input, unique + ".in")
    try write([], unique + ".out")
    try write([], unique + ".err")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-keygen")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["LC_ALL": "C", "TZ": "Asia/Tokyo", "HOME": folder]
    process.standardInput = try FileHandle(
      forReadingFrom: URL(fileURLWithPath: path(unique + ".in")))
    process.standardOutput = FileHandle(forWritingAtPath: path(unique + ".out"))
    process.standardError = FileHandle(forWritingAtPath: path(unique + ".err"))
    try process.run()
    process.waitUntilExit()
    let output = try read(unique + ".out")
    let text = String(decoding: try output + read(unique + ".err"), as: UTF8.self)
    return Outcome(status: process.terminationStatus, output: output, text: text)
  }

  /// Makes a key and reads its public half.
  func makeKey(_ name: String, _ kind: String, bits: Int? = nil, passphrase: String = "") throws
    -> String
  {
    if let bits {
      try run("-q", "-t", kind, "-b", String(bits), "-N", passphrase, "-C", "k", "-f", name)
    } else {
      try run("-q", "-t", kind, "-N", passphrase, "-C", "k", "-f", name)
    }
    return String(decoding: try read(name + ".pub"), as: UTF8.self)
  }

  /// Signs and takes the armour off.
  func sign(_ message: [UInt8], key: String, namespace: String, hash: String = "sha512") throws
    -> [UInt8]
  {
    let outcome = try run(
      "-Y", "sign", "-q", "-O", "hashalg=" + hash, "-f", key, "-n", namespace, input: message)
    let lines = String(decoding: outcome.output, as: UTF8.self).split(separator: "\n")
    let digits = lines.filter { !$0.hasPrefix("-----") }.joined()
    return [UInt8](Data(base64Encoded: digits) ?? Data())
  }

  /// Puts the armour on: one long line is enough.
  static func armour(_ blob: [UInt8]) -> [UInt8] {
    Array(
      ("-----BEGIN SSH SIGNATURE-----\n" + Data(blob).base64EncodedString()
        + "\n-----END SSH SIGNATURE-----\n").utf8)
  }
}
