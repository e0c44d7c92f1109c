import ArgumentParser
import Report

/// How a command tells what it did.
struct ResultOptions: ParsableArguments {
  @Flag(
    name: [.short, .long], help: "Print nothing but what was asked for; errors are still told.")
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
      Console.write(json: members)
    } else if !quiet {
      for line in lines { Console.write(line) }
    }
  }
}

extension Console {
  /// A result for programs: one JSON object in one line.
  static func write(json members: [String: JSONValue]) {
    var bytes: [UInt8] = []
    CanonicalJSON.encode(.object(of: members), into: &bytes)
    write(String(decoding: bytes, as: UTF8.self))
  }
}

extension Receipt {
  /// The same for programs, with the whole digest.
  var json: JSONValue {
    .object(of: [
      "report": .string(report), "seq": .integer(seq), "sha256": .string(digest),
    ])
  }
}
