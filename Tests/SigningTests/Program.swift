import Foundation

/// A script that other programs run.
enum Program {
  /// Writes it by a program of its own.
  ///
  /// What is open for writing here is, for a moment, open in every program that another test is just
  /// starting; Linux would then refuse to run it: "Text file busy".
  static func write(_ script: String, to path: String) throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", #"printf '%s' "$1" > "$2" && chmod 700 "$2""#, "sh", script, path]
    try shell.run()
    shell.waitUntilExit()
    guard shell.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
