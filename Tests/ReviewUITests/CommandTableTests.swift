import Testing

@testable import ReviewUI

@Suite struct CommandTableTests {
  @Test func everyActHasOneCommand() {
    #expect(
      CommandTable.all.map(\.act.rawValue).sorted() == Command.Act.allCases.map(\.rawValue).sorted()
    )
  }

  @Test func noWordStandsForTwoCommands() {
    let words = CommandTable.all.flatMap(\.words)
    #expect(words.count == Set(words).count)
    #expect(words.allSatisfy { $0 == $0.lowercased() && !$0.isEmpty })
  }

  @Test(arguments: CommandTable.all.flatMap { command in command.words.map { (command.act, $0) } })
  func everyWordReachesItsCommand(act: Command.Act, word: String) throws {
    let alone = try #require(CommandTable.parse(word))
    #expect(alone.command.act == act)
    #expect(alone.argument == "")
    let more = try #require(CommandTable.parse(word.uppercased() + "  Two Words"))
    #expect(more.command.act == act)
    #expect(more.argument == "Two Words")
  }

  @Test(arguments: ["passed", "fails", "nap", "backup", "opens", "12", "2.3", "", "§", "pas"])
  func otherWordsReachNone(line: String) {
    #expect(CommandTable.parse(line) == nil)
  }

  @Test func theLongestWordWins() {
    #expect(CommandTable.parse("next open")?.command.act == .nextOpen)
    #expect(CommandTable.parse("not checked")?.command.act == .notChecked)
    #expect(CommandTable.parse("facts")?.command.act == .facts)
    #expect(CommandTable.parse("/mirror")?.argument == "mirror")
  }

  @Test func everyCommandIsExplained() {
    for command in CommandTable.all {
      #expect(command.summary.hasSuffix("."), "\(command.act)")
      #expect(command.detail.isEmpty || command.detail.hasSuffix("."), "\(command.act)")
    }
    #expect(Set(CommandTable.all.map(\.group)) == Set(Command.Group.allCases))
    #expect(CommandTable.command(.undo)?.usage == "undo")
    #expect(CommandTable.command(.jump)?.usage == "jump STEP")
  }
}
