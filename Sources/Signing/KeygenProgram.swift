/// The `ssh-keygen` of the machine, for keys and lists that are not read here.
///
/// It is run by its absolute path with a bare environment; what it reads and writes goes through
/// pipes, and after a time it is ended.
public struct KeygenProgram: Sendable {
  /// What a run gave.
  struct Outcome {
    /// The exit status; nil when a signal ended it.
    let status: Int32?
    let output: [UInt8]
    /// The last line on standard error, made fit for a message.
    let complaint: String
  }

  /// Variables that are handed on: where keys and programs that ask are.
  public static let variables = [
    "HOME", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR",
    "DBUS_SESSION_BUS_ADDRESS", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "SSH_SK_PROVIDER",
  ]

  private static let places = [
    "/usr/bin/ssh-keygen", "/usr/local/bin/ssh-keygen", "/opt/homebrew/bin/ssh-keygen",
  ]

  private let path: String
  private let environment: [String]

  /// Looks for the program; nil when it is not there.
  ///
  /// - Parameter environment: values of `variables`.
  public init?(environment: [String: String]) {
    guard let path = Self.places.first(where: ChildProcess.canRun) else { return nil }
    self.path = path
    self.environment =
      ["PATH=/usr/bin:/bin", "LC_ALL=C"]
      + Self.variables.compactMap { name in environment[name].map { "\(name)=\($0)" } }
  }

  /// Runs it to its end.
  ///
  /// - Parameters:
  ///   - arguments: the words after its name.
  ///   - input: what it reads on standard input.
  ///   - limit: after so long it is ended.
  /// - Returns: how it ended and what it wrote.
  /// - Throws: when it cannot be run, writes too much or takes too long.
  func run(
    _ arguments: [String], input: [UInt8], limit: Duration
  ) throws(KeyFault) -> Outcome {
    let child = try ChildProcess([path] + arguments, environment: environment, input: input)
    let status = try child.finish(within: limit)
    return Outcome(status: status, output: child.output, complaint: Self.lastLine(of: child.errors))
  }

  /// Whether a KRL revokes a key, or a certificate that may be one of its authorities' or numbers.
  ///
  /// - Parameters:
  ///   - list: the path of the KRL.
  ///   - key: the key or certificate in wire form.
  /// - Returns: whether it is revoked.
  /// - Throws: when `ssh-keygen` cannot tell; then the list must not be taken for empty.
  public func revokes(list: String, key: PublicKey) throws(KeyFault) -> Bool {
    let outcome = try run(
      ["-Q", "-f", list, "/dev/stdin"], input: Array((key.openSSH + "\n").utf8),
      limit: .seconds(60))
    switch outcome.status {
    case 0: return false
    case 1: return true
    default:
      throw KeyFault(message: "ssh-keygen cannot read the revocation list: \(outcome.complaint)")
    }
  }

  private static func lastLine(of bytes: [UInt8]) -> String {
    let lines = bytes.split { $0 == 0x0a || $0 == 0x0d }
    guard let last = lines.last else { return "it gave no reason" }
    let text = String(decoding: last, as: UTF8.self).unicodeScalars.prefix(300)
    return String(
      String.UnicodeScalarView(text.map { (0x20...0x7e).contains($0.value) ? $0 : "?" }))
  }
}
