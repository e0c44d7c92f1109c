import ArgumentParser
import Report

/// How a command tells what it did.
struct ResultOptions: ParsableArguments {
  @Flag(name: [.short, .long], help: "Print nothing but what was asked for; errors are still told.")
  var quiet = false

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  /// Prints a result.
  ///
  /// - Parameters:
  ///   - lines: for people.
  ///   - members: for programs; `Documentation/pipelines.md` names them.
  func tell(_ lines: [String], _ members: [String: JSONValue]) {
    if json {
      var bytes: [UInt8] = []
      CanonicalJSON.encode(.object(of: members), into: &bytes)
      Console.write(String(decoding: bytes, as: UTF8.self))
    } else if !quiet {
      for line in lines { Console.write(line) }
    }
  }
}
