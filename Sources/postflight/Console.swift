import Report
import Synchronization
import TextGrid

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output and standard error.
///
/// What is said and written as text is made safe here, so that no name or content of a file gets to
/// a terminal as it is; bytes are for files and pipes.
enum Console {
  /// Results, one or more lines, with a line end.
  static func write(_ text: String) {
    _ = put(SafeText.block(text).joined(separator: "\n") + "\n", to: STDOUT_FILENO)
  }

  /// Results as they are; false when nobody reads them any more.
  static func put(_ text: String) -> Bool {
    put(text, to: STDOUT_FILENO)
  }

  /// A message, on standard error, as `postflight: …`.
  static func say(_ message: String) {
    say([SafeText.line(message)])
  }

  /// A message that cannot wait for the end of a full screen, which is put away meanwhile.
  static func sayAtOnce(_ message: String) {
    _ = put("postflight: \(SafeText.line(message))\n", to: STDERR_FILENO)
  }

  /// A message of several lines that are safe already.
  static func say(_ lines: [String]) {
    let text = lines.joined(separator: "\n")
    let isHeld = held.withLock { held in
      held?.append(text)
      return held != nil
    }
    if !isHeld { _ = put("postflight: \(text)\n", to: STDERR_FILENO) }
  }

  // Messages while a full screen is up, which they would be written across; nil when none is.
  private static let held = Mutex<[String]?>(nil)

  /// Keeps messages back until `release`.
  static func hold() {
    held.withLock { held in held = held ?? [] }
  }

  /// Hands over what was kept back so far.
  static func takeHeld() -> [String] {
    held.withLock { held in
      defer { if held != nil { held = [] } }
      return held ?? []
    }
  }

  /// Says what was kept back; from here on messages go out at once.
  static func release() {
    let messages = takeHeld()
    held.withLock { $0 = nil }
    for message in messages { say([message]) }
  }

  /// Bytes as they are, on standard output.
  static func write(_ bytes: [UInt8]) throws(ReportError) {
    guard put(bytes, to: STDOUT_FILENO) else {
      throw ReportError(.inputOutput, "standard output: \(String(cString: strerror(errno)))")
    }
  }

  /// Whether a person sits at both ends.
  static var isInteractive: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  }

  private static func put(_ text: String, to descriptor: Int32) -> Bool {
    put(Array(text.utf8), to: descriptor)
  }

  private static func put(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
