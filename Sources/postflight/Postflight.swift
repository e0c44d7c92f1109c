import ArgumentParser

@main
struct Postflight: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "postflight")
}
