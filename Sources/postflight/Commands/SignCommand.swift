import ArgumentParser
import Report
import Review
import ReviewUI
import TextGrid

/// The role signature.
struct SignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign a sealed report as its reviewer or approver.")

  @Argument(help: "The report.")
  var report: String

  @Option(help: "review or approve.")
  var role: Intent.Role

  @Option(help: "For approve: approved or rejected.")
  var decision: Intent.Decision?

  @Option(help: "Why; for a rejection it is what the signature means.")
  var reason: String?

  @Option(help: ArgumentHelp("Your printed name.", valueName: "name"))
  var name: String

  @OptionGroup var secrets: SecretOptions

  @OptionGroup var identity: IdentityOptions

  @OptionGroup var results: ResultOptions

  func validate() throws {
    if role == .review, let decision, decision != .performed {
      throw ValidationError("--decision belongs to --role approve")
    }
    if role == .approve, decision == nil || decision == .performed {
      throw ValidationError("--role approve needs --decision approved or rejected")
    }
    if decision == .rejected, (reason ?? "").isEmpty {
      throw ValidationError("a rejection needs --reason")
    }
    if SafeText.stripped(name).text.trimmingBlanks.isEmpty {
      throw ValidationError("--name is empty")
    }
  }

  func run() async throws {
    try await Failure.reported {
      try secrets.check([name, reason ?? ""])
      let identity = try await identity.resolve()
      let file = try Writing.open(report, identity: identity, startsSession: false)
      let decision = decision ?? .performed
      let intent = Intent(
        signer: identity.principal, name: SafeText.stripped(name).text, role: role,
        decision: decision,
        meaning: SignatureMeaning.sentence(decision, reason: reason ?? ""))
      try file.sign(intent, at: Clock.now)
      let sentence =
        "Signed: \(role.rawValue), \(decision.rawValue), by \(identity.principal) with \(file.key)."
      try Writing.finish(
        file, results, [sentence],
        [
          "role": .string(role.rawValue), "decision": .string(decision.rawValue),
          "signer": .string(identity.principal), "key": .string(file.key),
        ])
    }
  }
}
