import Report
import ReviewUI
import Subprocess
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The reader's own editor, on a file of its own that goes when it is done.
enum Editor {
  /// Opens `$VISUAL`, `$EDITOR` or `vi` on a text and waits for it.
  static func edit(_ text: String, purpose: TextPurpose) async -> ScreenEvent {
    let command = Surroundings.value("VISUAL") ?? Surroundings.value("EDITOR") ?? "vi"
    let folder = Surroundings.value("XDG_RUNTIME_DIR") ?? Surroundings.value("TMPDIR") ?? "/tmp"
    let path = folder + "/postflight-\(UInt64.random(in: .min ... .max)).txt"
    defer { unlink(path) }
    guard (try? NewFile.write(Array(text.utf8), to: path, mode: 0o600)) != nil else {
      return .edited(nil, purpose: purpose, sawNoChangeAtOnce: false)
    }
    let start = ContinuousClock.now
    // The variable may hold options, as git and others read it: a shell takes it apart.
    _ = try? await Subprocess.run(
      .path("/bin/sh"), arguments: ["-c", command + " \"$1\"", "sh", path],
      input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
      output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
      error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
    let bytes = (try? ReportBytes.read(path, limit: 1 << 20)) ?? []
    let edited = String(decoding: bytes, as: UTF8.self)
    let isSame = edited == text || edited == text + "\n"
    let wasShort = start.duration(to: .now) < .milliseconds(500)
    return .edited(isSame ? nil : edited, purpose: purpose, sawNoChangeAtOnce: isSame && wasShort)
  }
}
