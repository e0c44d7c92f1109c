import CSignals
import Report

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lines from standard input, one buffer for the whole run, signals told between them.
final class LineInput {
  /// What came.
  enum Item {
    case line(String)
    case end
    case signal(Int32)
  }

  private var buffer: [UInt8] = []
  private var hasEnded = false
  private static let limit = 1024 * 1024

  /// Installs the signal handlers: a signal ends a wait and is told by `next`.
  init() {
    signals_install()
  }

  /// Whether input is there that nobody has taken yet.
  var isWaiting: Bool {
    if buffer.contains(0x0A) { return true }
    var source = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&source, 1, 0) > 0
  }

  /// Waits for the next line; bytes that are not UTF-8 are replaced.
  func next() -> Item {
    while true {
      let signal = signals_take()
      if signal != 0 { return .signal(signal) }
      if let end = buffer.firstIndex(of: 0x0A) {
        // Files from elsewhere end their lines with CR LF.
        let line = buffer[..<(end > 0 && buffer[end - 1] == 0x0D ? end - 1 : end)]
        buffer = Array(buffer[(end + 1)...])
        return .line(String(decoding: line, as: UTF8.self))
      }
      if hasEnded || buffer.count > Self.limit {
        guard !buffer.isEmpty else { return .end }
        defer { buffer = [] }
        return .line(String(decoding: buffer, as: UTF8.self))
      }
      fill()
    }
  }

  /// Forgets a Ctrl-C that has had its effect.
  func forgetInterrupt() {
    if signals_pending() == SIGINT { _ = signals_take() }
  }

  private func fill() {
    guard signals_wait(STDIN_FILENO) == 1 else { return }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count > 0 {
      buffer.append(contentsOf: chunk[..<count])
    } else if count == 0 || errno != EINTR {
      hasEnded = true
    }
  }

  /// All of standard input, at most 64 MiB.
  static func all() throws(ReportError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ReportError(.inputOutput, "standard input cannot be read") }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= FormatLimits.file else {
        throw ReportError(.refused, "standard input holds more than 64 MiB")
      }
    }
  }
}

extension String {
  /// Without blanks at either end.
  var trimmingBlanks: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
