#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file that a signing key lies in, private or public half.
public struct SigningKeyFile: Sendable {
  private static let sizeLimit = 64 << 10

  let path: String
  let bytes: [UInt8]
  /// Whether the file is the caller's own and others may read it.
  private let isOpen: Bool

  /// Reads a file.
  ///
  /// Links are followed: people keep their keys behind them.
  init(path: String) throws(KeyFault) {
    self.path = path
    (bytes, isOpen) = try Self.contents(of: path)
  }

  /// Refuses a private key of the caller's own that others may read, as OpenSSH does.
  func checkPermissions() throws(KeyFault) {
    guard !isOpen else {
      throw KeyFault(
        message: "others may read the signing key: run chmod 600 \(Self.word(path))",
        isAboutPermissions: true)
    }
  }

  /// Whether it holds a public key or certificate.
  var isPublic: Bool {
    !bytes.starts(with: "-----".utf8)
      && ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"].contains { bytes.starts(with: $0.utf8) }
  }

  /// Whether it is a private key in one of the forms that other tools write.
  var isPEM: Bool {
    firstLine.hasPrefix("-----BEGIN ") && firstLine.hasSuffix("PRIVATE KEY-----")
      && !firstLine.contains("OPENSSH")
  }

  /// Whether that is encrypted.
  var isEncryptedPEM: Bool {
    firstLine.contains("ENCRYPTED")
      || String(decoding: bytes.prefix(200), as: UTF8.self).contains("Proc-Type: 4,ENCRYPTED")
  }

  private var firstLine: String {
    String(decoding: bytes.prefix(100).prefix { $0 != 0x0a && $0 != 0x0d }, as: UTF8.self)
  }

  /// Reads an Ed25519 key without passphrase.
  ///
  /// As OpenSSH does, it refuses a file of the caller's own that others may read.
  public static func read(path: String) throws(KeyFault) -> Ed25519SigningKey {
    let file = try SigningKeyFile(path: path)
    do {
      try file.checkPermissions()
      return try Ed25519SigningKey(openSSHPrivateKey: file.bytes)
    } catch {
      throw error.of(path)
    }
  }

  /// Makes a new key, and beside it its public half in `PATH.pub`.
  ///
  /// Missing folders are made for their owner alone. The file gets its name when it is complete and
  /// on the disk; if another process was faster, that one's key is read.
  public static func create(path: String, comment: String) throws(KeyFault) -> Ed25519SigningKey {
    let key = Ed25519SigningKey()
    let comment = String(comment.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7f })
    let folder = folder(of: path)
    try makeFolder(folder)
    let draft = path + ".new-" + Hex.encode((0..<8).map { _ in UInt8.random(in: .min ... .max) })
    let file = key.openSSHPrivateKey(comment: comment)
    try write(file, to: draft, mode: 0o600)
    defer { unlink(draft) }
    if link(draft, path) != 0 {
      switch errno {
      case EEXIST: return try read(path: path)
      case EPERM, EOPNOTSUPP, ENOSYS:
        // A file system without hard links: the name comes before the content.
        try write(file, to: path, mode: 0o600)
      default: throw failure("cannot make the signing key", path, errno)
      }
    }
    let line = key.publicKey.openSSH + (comment.isEmpty ? "" : " " + comment) + "\n"
    let publicDraft = draft + ".pub"
    try write(Array(line.utf8), to: publicDraft, mode: 0o644)
    guard rename(publicDraft, path + ".pub") == 0 else {
      let number = errno
      unlink(publicDraft)
      throw failure("cannot make the public key file", path + ".pub", number)
    }
    try syncFolder(folder)
    return key
  }

  private static func contents(
    of path: String
  ) throws(KeyFault) -> (bytes: [UInt8], isOpen: Bool) {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard file >= 0 else { throw failure("cannot open the signing key", path, errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else {
      throw failure("cannot look at the signing key", path, errno)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw KeyFault(message: "\(display(path)) is no regular file, so no signing key")
    }
    var bytes = [UInt8](repeating: 0, count: sizeLimit + 1)
    var count = 0
    while count < bytes.count {
      let got = bytes[count...].withUnsafeMutableBytes { systemRead(file, $0) }
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw failure("cannot read the signing key", path, errno)
      }
      count += got
    }
    guard count <= sizeLimit else {
      throw KeyFault(message: "\(display(path)) has more than 64 KiB, so it is no signing key")
    }
    let isOpen = status.st_uid == getuid() && status.st_mode & 0o077 != 0
    return (Array(bytes[..<count]), isOpen)
  }

  /// `read(2)`, which the function above hides.
  private static func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(file, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(file, buffer.baseAddress, buffer.count)
    #endif
  }

  /// `write(2)`, likewise.
  private static func systemWrite(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.write(file, buffer.baseAddress, buffer.count)
    #else
      Darwin.write(file, buffer.baseAddress, buffer.count)
    #endif
  }

  /// Writes a file that must not be there yet, down to the disk; what it began it takes away again.
  private static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(KeyFault) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard file >= 0 else { throw failure("cannot make", path, errno) }
    defer { close(file) }
    var count = 0
    while count < bytes.count {
      let put = bytes[count...].withUnsafeBytes { systemWrite(file, $0) }
      if put < 0, errno == EINTR { continue }
      guard put > 0 else {
        let number = errno
        unlink(path)
        throw failure("cannot write", path, number)
      }
      count += put
    }
    guard fchmod(file, mode) == 0, fsync(file) == 0 else {
      let number = errno
      unlink(path)
      throw failure("cannot write", path, number)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes the folders of a path that are missing, from the outermost inwards.
  private static func makeFolder(_ path: String) throws(KeyFault) {
    var end = path.utf8.startIndex
    while end < path.utf8.endIndex {
      let next = path.utf8.index(after: end)
      end = path.utf8[next...].firstIndex(of: UInt8(ascii: "/")) ?? path.utf8.endIndex
      let part = String(path[..<end])
      guard mkdir(part, 0o700) == 0 || errno == EEXIST || errno == EISDIR else {
        throw failure("cannot make the folder", part, errno)
      }
    }
  }

  private static func syncFolder(_ path: String) throws(KeyFault) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw failure("cannot open the folder", path, errno) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw failure("cannot save the folder", path, errno) }
  }

  private static func failure(_ what: String, _ path: String, _ number: Int32) -> KeyFault {
    KeyFault(message: "\(what) \(display(path)): \(String(cString: strerror(number)))")
  }

  /// A path as it is shown: control characters as `?`.
  static func display(_ path: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in path.unicodeScalars {
      shown.append(isControl(scalar) ? "?" : scalar)
    }
    return String(shown)
  }

  /// A path as a word for the shell.
  private static func word(_ path: String) -> String {
    let plain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "/._-+@%,:=".utf8.contains(byte)
      }
    }
    guard !plain else { return path }
    return "'"
      + display(path).split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension KeyFault {
  /// The fault with the path that it is about in front.
  func of(_ path: String) -> KeyFault {
    KeyFault(
      message: "\(SigningKeyFile.display(path)): \(message)", isAboutPermissions: isAboutPermissions
    )
  }
}
