import Subprocess
import SystemPackage

/// What git's global configuration says of the person; a repository's own is never read.
struct GitSettings {
  var signingKey: String?
  var email: String?

  static func read() async -> GitSettings {
    // Without a file to read, git has nothing to say.
    let folder = Surroundings.value("XDG_CONFIG_HOME") ?? Surroundings.home + "/.config"
    let files = [Surroundings.home + "/.gitconfig", folder + "/git/config"]
    guard files.contains(where: ReportFiles.exists),
      let git = ["/usr/bin/git", "/usr/local/bin/git", "/opt/homebrew/bin/git"].first(
        where: ReportFiles.exists)
    else { return GitSettings() }
    let text = await output(of: git)
    var values: [String: String] = [:]
    // `--null`: KEY LF VALUE NUL.
    for entry in text.split(separator: "\0") {
      let parts = entry.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
    }
    var settings = GitSettings(signingKey: nil, email: values["user.email"])
    if values["gpg.format"] == "ssh" { settings.signingKey = values["user.signingkey"] }
    return settings
  }

  // Started in `/` with a bare environment: no repository, no pager, no program of git's choice.
  private static func output(of git: String) async -> String {
    var environment: [Environment.Key: String] = ["HOME": Surroundings.home]
    if let folder = Surroundings.value("XDG_CONFIG_HOME") {
      environment["XDG_CONFIG_HOME"] = folder
    }
    let result = try? await Subprocess.run(
      .path(FilePath(git)),
      arguments: [
        "config", "--global", "--null", "--get-regexp",
        "^(user\\.(email|signingkey)|gpg\\.format)$",
      ],
      environment: .custom(environment), workingDirectory: "/",
      output: .string(limit: 65_536), error: .discarded)
    return result?.standardOutput ?? ""
  }
}
