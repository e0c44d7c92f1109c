import Signing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the program takes from its environment: variables and folders.
enum Surroundings {
  /// A variable, nil when it is not set or empty.
  static func value(_ name: String) -> String? {
    guard let pointer = getenv(name) else { return nil }
    let text = String(cString: pointer)
    return text.isEmpty ? nil : text
  }

  /// The home folder.
  static var home: String {
    if let home = value("HOME") { return home }
    guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return "/" }
    return String(cString: folder)
  }

  /// The folder that the program runs in, the home folder as `~`.
  static var folder: String {
    guard let pointer = getcwd(nil, 0) else { return "." }
    defer { free(pointer) }
    let path = String(cString: pointer)
    if path == home { return "~" }
    return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }

  /// A path from the root on.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let pointer = getcwd(nil, 0) else { return path }
    defer { free(pointer) }
    return String(cString: pointer) + "/" + path
  }

  /// A path as a person types it: `~/` is the home folder.
  static func expanded(_ path: String) -> String {
    path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  /// `$XDG_CONFIG_HOME/postflight`.
  static var configuration: String { folder("XDG_CONFIG_HOME", ".config") }
  /// `$XDG_DATA_HOME/postflight`.
  static var data: String { folder("XDG_DATA_HOME", ".local/share") }
  /// `$XDG_STATE_HOME/postflight`.
  static var state: String { folder("XDG_STATE_HOME", ".local/state") }

  /// The key that is made on first use.
  static var ownKey: String { data + "/id_ed25519" }

  /// Folders in which checklists are looked for by id, in this order.
  static var checklistFolders: [String] {
    var folders = ["checklists", data + "/checklists"]
    if let binary = executable, let slash = binary.lastIndex(of: "/") {
      folders.append(binary[..<slash] + "/../share/postflight/checklists")
    }
    return folders
  }

  /// The machine's `ssh-keygen`, nil when there is none.
  static var keygen: KeygenProgram? {
    KeygenProgram(
      environment: Dictionary(
        uniqueKeysWithValues: KeygenProgram.variables.compactMap { name in
          value(name).map { (name, $0) }
        }))
  }

  /// Whether somebody can be asked for a passphrase: on a terminal, or by a program that asks.
  static var canBeAsked: Bool {
    if value("SSH_ASKPASS") != nil, value("SSH_ASKPASS_REQUIRE") != nil || value("DISPLAY") != nil {
      return true
    }
    let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return false }
    close(terminal)
    return true
  }

  /// The agent that `SSH_AUTH_SOCK` names.
  static var agent: SSHAgent? { value("SSH_AUTH_SOCK").map { SSHAgent(socket: $0) } }

  /// The login name.
  static var user: String {
    if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name {
      return String(cString: name)
    }
    return value("USER") ?? "unknown"
  }

  /// The machine's name.
  static var host: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    return buffer.withUnsafeBufferPointer { pointer in
      pointer.baseAddress.map { String(cString: $0) } ?? "localhost"
    }
  }

  /// The path of the running binary, where the system tells it.
  static var executable: String? {
    var buffer = [CChar](repeating: 0, count: 4097)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return nil }
    return buffer.withUnsafeBufferPointer { pointer in
      pointer.baseAddress.map { String(cString: $0) }
    }
  }

  // The XDG specification: a relative path is to be ignored.
  private static func folder(_ variable: String, _ fallback: String) -> String {
    if let path = value(variable), path.hasPrefix("/") { return path + "/postflight" }
    return home + "/" + fallback + "/postflight"
  }
}
