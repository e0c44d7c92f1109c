/// Python, which reads what is exported without our code.
enum Python {
  /// Whether it has a module.
  static func has(_ module: String) -> Bool {
    (try? run("import \(module)", on: ""))?.status == 0
  }

  /// Runs a program with an export on standard input, and gives what it prints.
  static func run(
    _ program: String, on input: String
  ) throws -> (status: Int32, output: String) {
    try Tool.run(["python3", "-c", program], on: input)
  }
}
