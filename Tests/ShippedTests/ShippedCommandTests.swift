import Foundation
import Testing

/// Every command of the shipped checklists, as a reader gets it.
@Suite struct ShippedCommandTests {
  @Test func everyNameInACommandIsFilledIn() throws {
    let commands = try ShippedCommand.all()
    #expect(commands.count > 150)
    for command in commands {
      #expect(
        !command.text.contains(/\{\{ *[a-z0-9][a-z0-9._-]* *\}\}/),
        "\(command.step): no example value in ShippedCommand.facts: \(command.text)")
    }
  }
}
